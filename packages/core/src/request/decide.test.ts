import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Approval, RequestLine } from '../model/request.ts'
import { day } from '../testdata/day.ts'
import { anApproval } from '../testdata/request.ts'
import { type Asking, anAskedRequest, surroundingsOf } from '../testdata/surroundings.ts'
import { decide, type Moment, type RequestDecision } from './decide.ts'

/** What is decided on day 10 about a request that bob, an owner, approved on day 9, unless told otherwise. */
function decided(given: Partial<RequestLine> = {}, asking: Asking = {}, at: Moment['at'] = 'gate'): RequestDecision {
  const line = anAskedRequest({ changes: [], approvals: [anApproval()], ...given })
  return decide(line, surroundingsOf(asking), { now: day(10), at })
}

describe('decide', () => {
  it('allows a request that breaks no rule and is approved', () => {
    const decision = decided()
    expect(decision).toMatchObject({ allowed: true, refusals: [], evidence: { approvedBy: ['bob'] } })
  })

  it.each<[string, Partial<RequestLine>, readonly string[]]>([
    ['a broken rule', { justification: '' }, ['request-denied']],
    ['no approval', { approvals: [] }, ['evidence-insufficient']],
    ['both, and says so of both', { justification: '', approvals: [] }, ['request-denied', 'evidence-insufficient']],
    ['an entitlement that has no rule', { entitlement: 'ghost' }, ['request-denied', 'no-approval-rule']],
    ['a request that was cancelled', { state: 'cancelled' }, ['request-not-open']],
    ['a request that is closed', { state: 'closed-complete', closedAt: day(9) }, ['request-not-open']],
  ])('refuses %s', (_what, given, refusals) => {
    expect(decided(given)).toMatchObject({ allowed: false, refusals })
  })

  it('asks for approval of a change as of new access', () => {
    expect(decided({ kind: 'change' })).toMatchObject({ allowed: true, evidence: { approvedBy: ['bob'] } })
    expect(decided({ kind: 'change', approvals: [] })).toMatchObject({
      allowed: false,
      refusals: ['evidence-insufficient'],
    })
  })

  it('says of an approval without a field history why it does not count', () => {
    const { changes: _changes, ...line } = anAskedRequest({ changes: [], approvals: [anApproval()] })
    const moment = { now: day(10), at: 'gate' } as const
    expect(decide(line, surroundingsOf({}), moment).evidence?.approvals).toMatchObject([
      { faults: ['history-missing'] },
    ])
  })

  it('counts that approval at night, and says that nothing is proven', () => {
    const { changes: _changes, ...line } = anAskedRequest({ changes: [], approvals: [anApproval()] })
    const decision = decide(line, surroundingsOf({}), { now: day(10), at: 'night' })
    expect(decision).toMatchObject({ allowed: true, evidence: { assurance: 'unproven' } })
  })

  it('looks at what was done whatever became of it since', () => {
    expect(decided({ state: 'closed-complete', closedAt: day(10) }, {}, 'night').allowed).toBe(true)
  })

  it('refuses where no catalogue says who must approve', () => {
    expect(decided({}, { governed: false })).toMatchObject({ allowed: false, refusals: ['no-approval-rule'] })
  })

  it.each(['deprovision', 'none'] as const)('asks nobody to approve a request of kind %s', (kind) => {
    const decision = decided({ kind, approvals: [] })
    expect(decision).toMatchObject({ allowed: true })
    expect(decision).not.toHaveProperty('evidence')
  })

  it('refuses what rests on access that nobody can prove', () => {
    const asking: Asking = { held: 'unknown', entitlement: { conflicts: ['audit'] } }
    expect(decided({}, asking).request.violations.map(({ code }) => code)).toContain('access-unknown')
  })

  it('allows nothing more once an approval is taken away', () => {
    const approvals = fc.array(
      fc.record({
        approver: fc.constantFrom('alice', 'bob', 'carol', 'nobody'),
        decision: fc.constantFrom<Approval['decision']>('approved'),
        decidedAt: fc.integer({ min: day(7), max: day(11) }),
        how: fc.constantFrom<Approval['how']>('native', 'informal', 'sealed'),
      }),
      { maxLength: 4 },
    )
    fc.assert(
      fc.property(approvals, fc.nat(), (given, index) => {
        const fewer = given.filter((_, at) => at !== index % Math.max(1, given.length))
        expect(decided({ approvals: fewer }).allowed && !decided({ approvals: given }).allowed).toBe(false)
      }),
    )
  })
})
