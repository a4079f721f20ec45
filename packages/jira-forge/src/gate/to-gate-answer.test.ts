import type { RefusedApproval } from '@ticketbound/core'
import { describe, expect, it } from 'vitest'
import { type GateAsk, type GateDecision, type GateEvidence, toGateAnswer } from './to-gate-answer.ts'

const proven: GateEvidence = {
  sufficient: true,
  needed: 1,
  counted: 1,
  approvals: [{ approver: 'alice', faults: [] }],
}
const allowed: GateDecision = { allowed: true, refusals: [], request: { violations: [] }, evidence: proven }

function insufficient(...approvals: readonly RefusedApproval[]): GateDecision {
  const evidence = { sufficient: false, needed: 2, counted: 0, approvals }
  return { allowed: false, refusals: ['evidence-insufficient'], request: { violations: [] }, evidence }
}

const noOwner = { message: 'The request names no owner.', remedy: 'Fill in the owner.' }

function breaking(...violations: readonly (typeof noOwner)[]): GateDecision {
  return { ...allowed, allowed: false, refusals: ['request-denied'], request: { violations } }
}

describe('toGateAnswer', () => {
  it('lets a request pass that is allowed', () => {
    expect(toGateAnswer(allowed)).toEqual({ result: true })
  })

  it('stops a request that breaks a rule, however well it is approved, and says what to do', () => {
    const { result, errorMessage } = toGateAnswer(breaking(noOwner))
    expect(result).toBe(false)
    expect(errorMessage).toContain('The request names no owner. Fill in the owner.')
    expect(errorMessage).not.toContain('It breaks rules.')
  })

  it('stops a request without enough approvals and says how many are missing', () => {
    const { result, errorMessage } = toGateAnswer(insufficient())
    expect(result).toBe(false)
    expect(errorMessage).toContain('2 approvals are needed, and 0 count.')
  })

  it.each([
    ['request-not-open', 'It is not open any more.'],
    ['no-approval-rule', 'Nothing says who must approve it'],
  ] as const)('stops a request on %s, where there is neither a broken rule nor evidence', (refusal, words) => {
    const { result, errorMessage } = toGateAnswer({ allowed: false, refusals: [refusal], request: { violations: [] } })
    expect(result).toBe(false)
    expect(errorMessage).toContain(words)
  })

  it('stops a request that is not allowed, even where nothing says why', () => {
    expect(toGateAnswer({ allowed: false, refusals: [], request: { violations: [] } }).result).toBe(false)
  })

  it('names each approval that does not count, and why', () => {
    const { errorMessage } = toGateAnswer(
      insufficient(
        { approver: 'bob', faults: ['approver-is-requester', 'approver-not-named'] },
        { approver: 'carol', faults: [] },
        { approver: 'dave', faults: ['informal'] },
      ),
    )
    expect(errorMessage).toContain('`bob` is also the requester.')
    expect(errorMessage).toContain('`dave` approved in a comment, which is no recorded decision.')
    expect(errorMessage).not.toContain('carol')
  })

  it('says everything that is wrong at once', () => {
    const { errorMessage } = toGateAnswer({ ...insufficient(), request: { violations: [noOwner] } })
    expect(errorMessage).toMatch(/no owner.*approvals are needed/)
  })

  it('shows five reasons and counts the others', () => {
    const { errorMessage } = toGateAnswer(breaking(...Array.from({ length: 7 }, () => noOwner)))
    expect(errorMessage?.match(/Fill in the owner/g)).toHaveLength(5)
    expect(errorMessage).toContain('2 more reasons.')
  })

  it.each<[string, Partial<GateAsk>, string]>([
    ['whom to ask', { people: ['Bob'] }, 'Ask `Bob` to decide in the Ticketbound panel of this issue.'],
    ['whom of some to ask', { people: ['Bob', 'Dave'] }, 'Ask `Bob` or `Dave` to decide'],
    ['how many of some to ask', { people: ['Bob', 'Dave', 'Mia'], missing: 2 }, 'Ask 2 of `Bob`, `Dave` or `Mia` to'],
    ['a few of many', { people: ['A', 'B', 'C', 'D', 'E'], more: 3 }, '`A`, `B`, `C`, `D` or one of 4 more to'],
    ['that nobody is left', { people: [] }, 'Nobody is left who could approve it as an owner.'],
    ['why nobody can be named', { people: [], note: 'No people document.' }, 'and 0 count. No people document.'],
  ])('says %s', (_what, given, words) => {
    const ask = { words: 'an owner', missing: 1, people: [], more: 0, ...given }
    const said = { asks: [ask], named: (message: string) => message }
    expect(toGateAnswer(insufficient(), said).errorMessage).toContain(words)
  })

  it('puts names in the place of accounts', () => {
    const named = (message: string) => message.replaceAll('`acc-bob`', '`Bob`')
    const decision = insufficient({ approver: 'acc-bob', faults: ['approver-is-requester'] })
    expect(toGateAnswer(decision, { asks: [], named }).errorMessage).toContain('`Bob` is also the requester.')
  })

  it('keeps control characters of a name out of the message', () => {
    const decision = insufficient({ approver: 'eve\u001b[2J', faults: ['approver-unknown'] })
    expect(toGateAnswer(decision).errorMessage).not.toContain('\u001b')
  })
})
