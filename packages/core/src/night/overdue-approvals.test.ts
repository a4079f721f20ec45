import { describe, expect, it } from 'vitest'
import type { RequestLine } from '../model/request.ts'
import { defaultPolicy } from '../policy/policy.ts'
import { concluded } from '../testdata/concluded.ts'
import { day, oneDay } from '../testdata/day.ts'
import { anEntitlement, bookOf } from '../testdata/entitlement.ts'
import { aNight } from '../testdata/night.ts'
import { aPerson, directoryOf } from '../testdata/person.ts'
import { anApproval, anOpenRequest } from '../testdata/request.ts'

const night = aNight({
  directory: directoryOf(aPerson('alice'), aPerson('bob'), aPerson('carol')),
  entitlements: bookOf(
    anEntitlement('deploy', { owners: ['bob', 'carol'] }),
    anEntitlement('pair', { owners: ['bob', 'carol'], approval: { parts: [{ from: 'owner', count: 2 }] } }),
    anEntitlement('free', { approval: { parts: [] } }),
  ),
})
const claimsAt = (given: Partial<RequestLine>, tonight = night) =>
  concluded({ lines: [anOpenRequest(given)], night: tonight }).claims.filter(({ kind }) => kind === 'approval-overdue')
const lastMoment = day(20) - defaultPolicy.levels.approval

describe('an approval', () => {
  it('is overdue once the agreed time has passed, and is about its ticket', () => {
    expect(claimsAt({ level: 'write' })).toMatchObject([
      {
        principal: 'alice',
        entitlement: 'deploy',
        system: 'prod',
        level: 'write',
        ticket: 'REQ1',
        tickets: ['REQ1'],
        since: day(11),
        severity: 'low',
        evidence: [{ type: 'ticket', number: 'REQ1' }],
        message:
          '`REQ1` asks for `deploy` (write) on `prod` for `alice`; it was to be decided by 2026-01-11, and nobody who may has decided it.',
      },
    ])
  })

  it.each<[string, Partial<RequestLine>, number]>([
    ['at the instant it is due', { openedAt: lastMoment }, 1],
    ['just before', { openedAt: lastMoment + 1 }, 0],
    ['from when the request was opened again', { reopenedAt: lastMoment + 1 }, 0],
    ['from then on, too', { reopenedAt: lastMoment }, 1],
  ])('is counted %s', (_when, given, count) => {
    expect(claimsAt(given)).toHaveLength(count)
  })

  it('follows what the policy says was agreed', () => {
    const policy = { ...defaultPolicy, levels: { ...defaultPolicy.levels, approval: 12 * oneDay } }
    expect(claimsAt({}, { ...night, policy })).toMatchObject([{ since: day(20) }])
    expect(claimsAt({ openedAt: day(9) }, { ...night, policy })).toEqual([])
  })

  it.each<[string, Partial<RequestLine>]>([
    ['it was given', { approvals: [anApproval()] }],
    ['it was given too late to count', { fulfilledAt: day(9), approvals: [anApproval({ decidedAt: day(10) })] }],
    ['the request was rejected', { approvals: [anApproval({ approver: 'x', decision: 'rejected' })] }],
    ['the rule asks for none', { entitlement: 'free' }],
    ['the catalogue lacks the entitlement', { entitlement: 'ghost' }],
    ['the request is closed', { state: 'closed-incomplete', closedAt: day(10) }],
    ['the request asks for a removal', { kind: 'deprovision' }],
    ['it is no request for access', { kind: 'none' }],
  ])('is not overdue where %s', (_when, given) => {
    expect(claimsAt(given)).toEqual([])
  })

  it.each<[string, Partial<RequestLine>]>([
    ['it was given only in words', { approvals: [anApproval({ how: 'informal' })] }],
    ['somebody gave it whom the rule does not name', { approvals: [anApproval({ approver: 'alice' })] }],
    ['it was taken back', { approvals: [anApproval(), anApproval({ decision: 'withdrawn', decidedAt: day(10) })] }],
    ['the request changed since', { approvals: [anApproval()], changes: [{ at: day(10), field: 'level' }] }],
    ['it was given before the request was opened again', { reopenedAt: day(10), approvals: [anApproval()] }],
    [
      'it was refused before the request was opened again',
      { reopenedAt: day(10), approvals: [anApproval({ decision: 'rejected' })] },
    ],
    ['it was refused only in words', { approvals: [anApproval({ decision: 'rejected', how: 'informal' })] }],
    ['one of two is missing', { entitlement: 'pair', approvals: [anApproval()] }],
    ['it comes only after the night', { approvals: [anApproval({ decidedAt: day(21) })] }],
  ])('is overdue where %s', (_when, given) => {
    expect(claimsAt(given)).toHaveLength(1)
  })

  it('is one finding for a ticket of two lines', () => {
    const lines = [anOpenRequest(), anOpenRequest({ item: '2' })]
    const tickets = concluded({ lines, night }).claims.map(({ ticket }) => ticket)
    expect(new Set(tickets)).toEqual(new Set(['REQ1']))
  })

  it('is not claimed without a catalogue, or while tickets or people are incomplete', () => {
    expect(claimsAt({}, aNight())).toEqual([])
    expect(claimsAt({}, { ...night, ticketsComplete: false })).toEqual([])
    expect(claimsAt({}, { ...night, peopleComplete: false })).toEqual([])
  })
})
