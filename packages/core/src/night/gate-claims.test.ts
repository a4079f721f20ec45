import { describe, expect, it } from 'vitest'
import type { RequestLine } from '../model/request.ts'
import { defaultPolicy, type GateRule } from '../policy/policy.ts'
import { concluded } from '../testdata/concluded.ts'
import { day } from '../testdata/day.ts'
import { anEntitlement, bookOf } from '../testdata/entitlement.ts'
import { aNight } from '../testdata/night.ts'
import { aRequest } from '../testdata/request.ts'

const itsm: GateRule = { source: 'itsm', since: day(9) }
const nightBehind = (...gates: readonly GateRule[]) => aNight({ policy: { ...defaultPolicy, gates } })
const claimsOf = (given: Partial<RequestLine>, night = nightBehind(itsm)) =>
  concluded({ lines: [aRequest(given)], night }).claims.filter(({ kind }) => kind === 'gate-bypassed')
const passed = (passedAt: number): Partial<RequestLine> => ({ gate: { passedAt, verdict: 'allow' } })

describe('a closed request', () => {
  it('bypassed the gate that its source has, and the finding is about the ticket', () => {
    expect(claimsOf({ level: 'write' })).toMatchObject([
      {
        principal: 'alice',
        entitlement: 'deploy',
        system: 'prod',
        ticket: 'REQ1',
        tickets: ['REQ1'],
        since: day(10),
        severity: 'high',
        evidence: [{ type: 'ticket', number: 'REQ1' }],
        message:
          '`REQ1`, which asks for `deploy` (write) on `prod` for `alice`, was closed on 2026-01-10, and it did not pass the gate.',
      },
    ])
  })

  it.each<[string, Partial<RequestLine>, string]>([
    ['after it was closed', passed(day(10) + 1), 'only after that'],
    ['after it was fulfilled', { ...passed(day(10)), fulfilledAt: day(10) - 1 }, 'only after it was fulfilled'],
    ['before it was opened again', { ...passed(day(9)), reopenedAt: day(9) + 1 }, 'only before it was opened again'],
    ['after the night', passed(day(21)), 'only after that'],
  ])('bypassed it where it passed %s', (_when, given, words) => {
    expect(claimsOf(given)[0]?.message).toContain(`it passed the gate ${words}.`)
  })

  it.each<[string, Partial<RequestLine>]>([
    ['it asks for a change', { kind: 'change' }],
    ['it was closed at the very instant since which there is a gate', { closedAt: day(9) }],
    ['the catalogue lacks what it asks for', { entitlement: 'ghost' }],
  ])('bypassed it where %s', (_when, given) => {
    const night = { ...nightBehind(itsm), entitlements: bookOf(anEntitlement('deploy')) }
    expect(claimsOf(given, night)).toHaveLength(1)
  })

  it.each<[string, Partial<RequestLine>]>([
    ['it passed in time', passed(day(9))],
    ['it passed at the instant of closing and of fulfilment', { ...passed(day(10)), fulfilledAt: day(10) }],
    ['it passed as soon as it was opened again', { ...passed(day(9)), reopenedAt: day(9) }],
    ['it was closed before there was a gate', { closedAt: day(9) - 1 }],
    ['it asks for a removal', { kind: 'deprovision' }],
    ['it asks for no access', { kind: 'none' }],
    ['it was closed as incomplete', { state: 'closed-incomplete' }],
    ['it was cancelled', { state: 'cancelled' }],
    ['it closes only after the night', { closedAt: day(21) }],
    ['its source has no gate', { source: 'archive' }],
  ])('did not where %s', (_when, given) => {
    expect(claimsOf(given)).toEqual([])
  })

  it('is told by the gate of its own source', () => {
    const gates = nightBehind({ source: 'archive', since: day(1) }, { ...itsm, since: day(11) })
    expect(claimsOf({}, gates)).toEqual([])
    expect(claimsOf({ source: 'archive' }, gates)).toHaveLength(1)
  })

  it('is not claimed where the policy names no gate, or while the tickets are incomplete', () => {
    expect(claimsOf({}, nightBehind())).toEqual([])
    expect(claimsOf({}, { ...nightBehind(itsm), ticketsComplete: false })).toEqual([])
  })
})
