import { describe, expect, it } from 'vitest'
import type { FindingKind } from '../finding/kinds.ts'
import type { RequestLine } from '../model/request.ts'
import { aGrant, anAccount } from '../testdata/account.ts'
import { concluded, type Situation } from '../testdata/concluded.ts'
import { day } from '../testdata/day.ts'
import { anEntitlement, bookOf } from '../testdata/entitlement.ts'
import { aNight } from '../testdata/night.ts'
import { anApproval, aRequest } from '../testdata/request.ts'

const levels = ['read', 'write', 'admin']
const night = aNight({ entitlements: bookOf(anEntitlement('deploy', { levels })) })
const quality: readonly FindingKind[] = ['closed-without-evidence', 'granted-before-approval', 'broader-than-ticket']
const claims = (situation: Situation) =>
  concluded({ accounts: [anAccount()], night, ...situation }).claims.filter(({ kind }) => quality.includes(kind))
const told = (situation: Situation) => claims(situation).map(({ kind, ticket }) => [kind, ticket])

const approved = (given: Partial<RequestLine> = {}) => aRequest({ approvals: [anApproval()], ...given })
const late = [anApproval({ decidedAt: day(10) + 1 })]
const holding = (...grants: Parameters<typeof aGrant>[0][]) => [anAccount({ grants: grants.map(aGrant) })]

describe('a match', () => {
  it('is sound with an approval that counts', () => {
    expect(told({ lines: [approved()] })).toEqual([])
  })

  it('is without evidence where no approval counts, and says why each does not', () => {
    const lines = [aRequest({ approvals: [anApproval({ how: 'informal' })], level: 'read' })]
    expect(claims({ lines })).toMatchObject([
      {
        kind: 'closed-without-evidence',
        principal: 'alice',
        entitlement: 'deploy',
        system: 'prod',
        level: 'read',
        ticket: 'REQ1',
        tickets: ['REQ1'],
        since: day(10),
        message: expect.stringContaining('`bob` approved in a comment'),
        evidence: [
          { type: 'ticket', number: 'REQ1' },
          { type: 'snapshot-line', line: 1 },
        ],
      },
    ])
  })

  it('is granted before approval where being late is the only fault', () => {
    expect(told({ lines: [aRequest({ approvals: late })] })).toEqual([['granted-before-approval', 'REQ1']])
  })

  it('is without evidence where the late approval has another fault', () => {
    const approvals = late.map((it) => ({ ...it, approver: 'carol' }))
    expect(told({ lines: [aRequest({ approvals })] })).toEqual([['closed-without-evidence', 'REQ1']])
  })

  it('is judged by each line that it rests on, and no other', () => {
    const replaced = aRequest({ number: 'REQ0', openedAt: day(2), closedAt: day(3) })
    const changed = aRequest({ number: 'REQ2', kind: 'change', level: 'write', closedAt: day(12) })
    expect(told({ lines: [replaced, aRequest(), changed] })).toEqual([
      ['closed-without-evidence', 'REQ1'],
      ['closed-without-evidence', 'REQ2'],
    ])
  })

  it('needs no approval without a catalogue, or where the rule asks for none', () => {
    const none = bookOf(anEntitlement('deploy', { approval: { parts: [] } }))
    expect(told({ lines: [aRequest()], night: aNight() })).toEqual([])
    expect(told({ lines: [aRequest()], night: aNight({ entitlements: none }) })).toEqual([])
  })

  it('is only one where the access is there and ticketed', () => {
    const removal = aRequest({ number: 'REQ2', kind: 'deprovision', closedAt: day(12) })
    expect(told({ lines: [aRequest()], accounts: [] })).toEqual([])
    expect(told({ lines: [aRequest(), removal] })).toEqual([])
    expect(told({ lines: [aRequest({ expiresAt: day(15) })] })).toEqual([])
  })

  it('says nothing while the tickets are incomplete', () => {
    expect(told({ lines: [aRequest()], night: { ...night, ticketsComplete: false } })).toEqual([])
  })

  it('is about what is held through something else where nothing is held directly', () => {
    const [claim] = claims({ lines: [aRequest()], accounts: holding({ via: ['ops'] }) })
    expect(claim?.evidence[1]).toMatchObject({ type: 'snapshot-line', line: 1 })
  })
})

describe('access that a sound approval came after', () => {
  const before = { grantedAt: day(9) - 1 }

  it.each([
    ['before the approval', before, true],
    ['at the instant of the approval', { grantedAt: day(9) }, false],
    ['after it', { grantedAt: day(9) + 1 }, false],
    ['at an unknown time', {}, false],
    ['before it, through something else', { ...before, via: ['ops'] }, false],
  ])('is granted early where it was granted %s', (_when, grant, early) => {
    expect(told({ lines: [approved()], accounts: holding(grant) })).toEqual(
      early ? [['granted-before-approval', 'REQ1']] : [],
    )
  })

  it('was not granted early where an earlier period authorised it', () => {
    const first = approved({
      number: 'REQ0',
      openedAt: day(2),
      closedAt: day(3),
      expiresAt: day(5),
      approvals: [anApproval({ decidedAt: day(2) })],
    })
    expect(told({ lines: [first, approved()], accounts: holding({ grantedAt: day(3) }) })).toEqual([])
    expect(told({ lines: [first, approved()], accounts: holding({ grantedAt: day(3) - 1 }) })).toEqual([
      ['granted-before-approval', 'REQ1'],
    ])
  })

  it('was not granted early for a later line of the same period', () => {
    const renewal = approved({ number: 'REQ2', closedAt: day(15), approvals: [anApproval({ decidedAt: day(14) })] })
    expect(told({ lines: [approved(), renewal], accounts: holding({ grantedAt: day(9) }) })).toEqual([])
  })
})

describe('a level', () => {
  const ticketed = (level: string | undefined, ...grants: Parameters<typeof aGrant>[0][]) =>
    told({ lines: [approved(level === undefined ? {} : { level })], accounts: holding(...grants) })

  it.each([
    ['above', 'read', 'write', [['broader-than-ticket', 'REQ1']]],
    ['equal to', 'write', 'write', []],
    ['below', 'admin', 'read', []],
    ['not in the order, above', 'read', 'root', []],
    ['above one not in the order:', 'root', 'admin', []],
    ['without a', undefined, 'admin', []],
  ])('%s the ticketed one (%s, %s)', (_what, ticket, held, found) => {
    expect(ticketed(ticket, { level: held })).toEqual(found)
  })

  it('that counts is the highest held, on any account and by any path', () => {
    const accounts = [
      ...holding({ level: 'read' }, { level: 'write' }),
      anAccount({
        account: 'adm',
        grants: [aGrant({ account: 'adm', level: 'admin', via: ['ops'], expiresAt: day(40) })],
      }),
    ]
    expect(claims({ lines: [approved({ level: 'read' })], accounts })).toMatchObject([
      {
        kind: 'broader-than-ticket',
        account: 'adm',
        level: 'admin',
        ticket: 'REQ1',
        tickets: ['REQ1'],
        since: day(12),
        message: expect.stringContaining('allows only level `read`'),
        facts: { level: 'admin', rank: 2, path: ['ops'], expiresAt: day(40) },
        evidence: [{ type: 'ticket', number: 'REQ1' }, { type: 'snapshot-line' }],
      },
    ])
  })

  it('that was ticketed is the last that a line names', () => {
    const raise = approved({ number: 'REQ2', kind: 'change', level: 'admin', closedAt: day(12) })
    const longer = approved({ number: 'REQ3', kind: 'change', expiresAt: day(60), closedAt: day(13) })
    const lines = [approved({ level: 'read' }), raise, longer]
    expect(told({ lines, accounts: holding({ level: 'admin' }) })).toEqual([])
  })

  it('is not compared without a catalogue', () => {
    expect(
      told({ lines: [approved({ level: 'read' })], accounts: holding({ level: 'admin' }), night: aNight() }),
    ).toEqual([])
  })
})
