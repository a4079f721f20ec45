import { describe, expect, it } from 'vitest'
import { type Claim, type Finding, type FindingKind, kindFacts } from '../index.ts'
import type { RequestLine } from '../model/request.ts'
import { defaultPolicy } from '../policy/policy.ts'
import { aGrant, anAccount, aSighting } from '../testdata/account.ts'
import { concluded, type Situation } from '../testdata/concluded.ts'
import { day, oneDay } from '../testdata/day.ts'
import { anEntitlement, bookOf } from '../testdata/entitlement.ts'
import { aNight, aScope } from '../testdata/night.ts'
import { aRecertification } from '../testdata/recertification.ts'
import { anOpenRequest, aRequest } from '../testdata/request.ts'
import type { AccountNight } from './subject.ts'

type Told = readonly (readonly [FindingKind, Claim['since']])[]

const existing = (situation: Situation): readonly Claim[] =>
  concluded(situation).claims.filter(({ kind }) => kindFacts(kind).existence)
const told = (situation: Situation): Told => existing(situation).map(({ kind, since }) => [kind, since])

const provision = (given: Partial<RequestLine> = {}) => aRequest(given)
const removal = (given: Partial<RequestLine> = {}) =>
  aRequest({ number: 'REQ2', kind: 'deprovision', openedAt: day(14), closedAt: day(15), ...given })
const gone = (lastSeenAt: number, given: Partial<AccountNight> = {}) =>
  anAccount({ grants: [], sightings: [aSighting({ firstSeenAt: day(2), lastSeenAt })], ...given })
/** Seen again tonight; `aScope` gives what stood in the snapshots before. */
const held = (given: Parameters<typeof aGrant>[0] = {}, sighting: Parameters<typeof aSighting>[0] = {}) =>
  anAccount({ grants: [aGrant(given)], sightings: [aSighting({ firstSeenAt: day(2), ...sighting })] })

describe('existenceClaims, tickets say present', () => {
  it('finds nothing where the access is there', () => {
    expect(told({ lines: [provision()], accounts: [held()] })).toEqual([])
  })

  it.each<[string, number, Told]>([
    ['in the very snapshot the period began with', day(10), [['removed-without-ticket', day(10)]]],
    ['later', day(16), [['removed-without-ticket', day(16)]]],
    ['last just before the period began', day(10) - 1, [['closed-not-provisioned', day(10)]]],
  ])('tells by the memory of access that is gone and was seen %s', (_when, lastSeenAt, claims) => {
    expect(told({ lines: [provision()], accounts: [gone(lastSeenAt)] })).toEqual(claims)
  })

  it('takes access that only tonight’s snapshot lacks for removed since the one before', () => {
    const account = anAccount({ grants: [], sightings: [aSighting()] })
    expect(told({ lines: [provision()], accounts: [account] })).toEqual([['removed-without-ticket', day(19)]])
  })

  it('looks at every account of the principal for when it was last seen', () => {
    const accounts = [gone(day(9)), gone(day(17), { account: 'adm' }), gone(day(16), { account: 'old' })]
    expect(told({ lines: [provision()], accounts })).toEqual([['removed-without-ticket', day(17)]])
  })

  it.each<[string, number, Told]>([
    ['just before the grace is over', day(21) - 1, []],
    ['when the grace is over', day(21), [['closed-not-provisioned', day(20)]]],
  ])('waits with what was never provisioned, %s', (_when, at, claims) => {
    const line = provision({ closedAt: day(20) })
    expect(told({ lines: [line], night: aNight({ at }) })).toEqual(claims)
  })

  it('does not wait with what was seen and is gone', () => {
    const line = provision({ closedAt: day(19) })
    const account = anAccount({ grants: [], sightings: [aSighting()] })
    const night = aNight({ at: day(19) + 2 })
    expect(told({ lines: [line], accounts: [account], night })).toEqual([['removed-without-ticket', day(19)]])
  })

  it.each<[string, number, FindingKind]>([
    ['just before the first complete snapshot', day(12) + 1, 'absent-before-first-night'],
    ['with the first complete snapshot', day(12), 'closed-not-provisioned'],
    ['after it', day(11), 'closed-not-provisioned'],
  ])('tells what was never seen, by a period that began %s', (_when, firstCompleteAt, kind) => {
    const night = aNight({ scopes: [aScope({ firstCompleteAt })] })
    expect(told({ lines: [provision({ closedAt: day(12) })], night })).toEqual([[kind, day(12)]])
  })

  it('says at once, without grace, what nobody can tell any more', () => {
    const night = aNight({ at: day(10) + 1, scopes: [aScope({ at: day(10) + 1, firstCompleteAt: day(10) + 1 })] })
    expect(told({ lines: [provision()], night })).toEqual([['absent-before-first-night', day(10)]])
  })

  it('does not call absent before the first night what was once seen', () => {
    const night = aNight({ scopes: [aScope({ firstCompleteAt: day(12) })] })
    expect(told({ lines: [provision()], accounts: [gone(day(9))], night })).toEqual([
      ['closed-not-provisioned', day(10)],
    ])
  })

  it('is content with any account, and with access through something else', () => {
    const other = anAccount({ account: 'adm', grants: [aGrant({ account: 'adm', via: ['ops'] })] })
    expect(told({ lines: [provision()], accounts: [gone(day(16)), other] })).toEqual([])
  })

  it('claims no absence that is not proven', () => {
    const night = aNight({ scopes: [aScope({ complete: false })] })
    expect(told({ lines: [provision()], accounts: [gone(day(16))], night })).toEqual([])
  })

  it('is about the principal, with its tickets and every snapshot that lacks it as evidence', () => {
    const longer = provision({ number: 'REQ3', kind: 'change', level: 'write', closedAt: day(12) })
    expect(existing({ lines: [provision(), longer] })).toMatchObject([
      {
        kind: 'closed-not-provisioned',
        principal: 'alice',
        entitlement: 'deploy',
        system: 'prod',
        level: 'write',
        tickets: ['REQ1', 'REQ3'],
        evidence: [
          { type: 'ticket', source: 'itsm', number: 'REQ1', item: '1' },
          { type: 'ticket', source: 'itsm', number: 'REQ3', item: '1' },
          { type: 'snapshot', system: 'prod', source: 'prod-export', at: day(20) },
        ],
        facts: {},
      },
    ])
    expect(existing({ lines: [provision()] })[0]).not.toHaveProperty('account')
  })
})

describe('existenceClaims, tickets say expired', () => {
  const line = provision({ expiresAt: day(15) })
  const withGrace = { ...defaultPolicy, grace: { ...defaultPolicy.grace, expiry: oneDay } }

  it.each<[string, number, Told]>([
    ['just before the end', day(15) - 1, []],
    ['at the end', day(15), [['expired-still-active', day(15)]]],
  ])('finds access that is still there, %s', (_when, at, claims) => {
    expect(told({ lines: [line], accounts: [held()], night: aNight({ at }) })).toEqual(claims)
  })

  it.each<[string, number, Told]>([
    ['just before the grace is over', day(16) - 1, []],
    ['when the grace is over', day(16), [['expired-still-active', day(15)]]],
  ])('waits where the policy says so, %s', (_when, at, claims) => {
    expect(told({ lines: [line], accounts: [held()], night: aNight({ at, policy: withGrace }) })).toEqual(claims)
  })

  it('finds nothing where the access is gone, or where nobody can tell', () => {
    const night = aNight({ scopes: [aScope({ complete: false })] })
    expect(told({ lines: [line], accounts: [gone(day(14))] })).toEqual([])
    expect(told({ lines: [line], accounts: [gone(day(14))], night })).toEqual([])
  })

  it('finds access that is there though the scope is incomplete', () => {
    const night = aNight({ scopes: [aScope({ complete: false })] })
    expect(told({ lines: [line], accounts: [held()], night })).toEqual([['expired-still-active', day(15)]])
  })

  it('finds access that goes on only through something else', () => {
    expect(existing({ lines: [line], accounts: [held({ via: ['ops'] })] })).toMatchObject([
      { kind: 'expired-still-active', facts: { path: ['ops'] } },
    ])
  })
})

describe('existenceClaims, tickets say removed', () => {
  const lines = [provision(), removal()]

  it('finds nothing where the access is gone, or where nobody can tell', () => {
    const night = aNight({ scopes: [aScope({ complete: false })] })
    expect(told({ lines, accounts: [gone(day(14))] })).toEqual([])
    expect(told({ lines, accounts: [gone(day(14))], night })).toEqual([])
  })

  it.each<[string, number, Told]>([
    ['just before the grace is over', day(16) - 1, []],
    ['when the grace is over', day(16), [['closed-not-removed', day(15)]]],
  ])('waits with access that is still there, %s', (_when, at, claims) => {
    expect(told({ lines, accounts: [held()], night: aNight({ at }) })).toEqual(claims)
  })

  it.each<[string, number, Told]>([
    ['before the removal closed', day(15) - 1, [['closed-not-removed', day(15)]]],
    ['at the instant it closed', day(15), [['closed-not-removed', day(15)]]],
    ['after it closed', day(15) + 1, [['access-without-ticket', day(15) + 1]]],
  ])('tells access granted %s', (_when, grantedAt, claims) => {
    expect(told({ lines, accounts: [held({ grantedAt })] })).toEqual(claims)
  })

  it.each<[string, number, FindingKind]>([
    ['before the removal closed', day(15) - 1, 'closed-not-removed'],
    ['at the instant it closed', day(15), 'access-without-ticket'],
    ['after it closed', day(16), 'access-without-ticket'],
  ])('tells access that a complete snapshot lacked %s', (_when, lackedAt, kind) => {
    expect(existing({ lines, accounts: [held({}, { lackedAt })] })).toMatchObject([{ kind }])
  })

  it('does not wait with access that came back', () => {
    const night = aNight({ at: day(15) + 2 })
    expect(told({ lines, accounts: [held({ grantedAt: day(15) + 1 })], night })).toEqual([
      ['access-without-ticket', day(15) + 1],
    ])
  })

  it('dates access that came back by when it was first seen where the system gives no date', () => {
    expect(told({ lines, accounts: [held({}, { firstSeenAt: day(17), lackedAt: day(16) })] })).toEqual([
      ['access-without-ticket', day(17)],
    ])
  })

  it('names the removal that is unfinished, or that the access came back after', () => {
    expect(existing({ lines, accounts: [held()] })).toMatchObject([{ tickets: ['REQ2'] }])
    expect(existing({ lines, accounts: [held({ grantedAt: day(16) })] })).toMatchObject([{ tickets: ['REQ2'] }])
  })

  it('tells each account for itself', () => {
    const back = anAccount({ account: 'adm', grants: [aGrant({ account: 'adm', grantedAt: day(16) })] })
    expect(existing({ lines, accounts: [held(), back] }).map(({ kind, account }) => [account, kind])).toEqual([
      ['adm', 'access-without-ticket'],
      ['alice', 'closed-not-removed'],
    ])
  })

  it('calls a removal unfinished that goes on only through something else', () => {
    expect(existing({ lines, accounts: [held({ via: ['ops', 'deploy'] })] })).toMatchObject([
      { kind: 'closed-not-removed', facts: { path: ['ops', 'deploy'] } },
    ])
  })

  it('speaks of the direct access only where there is both', () => {
    const indirect = anAccount({ account: 'adm', grants: [aGrant({ account: 'adm', via: ['ops'] })] })
    expect(existing({ lines, accounts: [indirect, held()] }).map(({ account }) => account)).toEqual(['alice'])
  })

  it('claims nothing of access that came back through something else', () => {
    expect(told({ lines, accounts: [held({ via: ['ops'], grantedAt: day(16) })] })).toEqual([])
  })

  it('holds by the removal where an open request asks for the access again', () => {
    const again = anOpenRequest({ number: 'REQ3', openedAt: day(18) })
    expect(told({ lines: [...lines, again], accounts: [held()] })).toEqual([['closed-not-removed', day(15)]])
  })
})

describe('existenceClaims, only an open request', () => {
  it.each(['provision', 'change'] as const)('finds access that is there before its %s closed', (kind) => {
    const lines = [anOpenRequest({ kind })]
    expect(told({ lines, accounts: [held()] })).toEqual([['granted-while-open', day(2)]])
  })

  it('finds it under a request that was reopened', () => {
    const lines = [anOpenRequest({ closedAt: day(10) })]
    expect(told({ lines, accounts: [held()] })).toEqual([['granted-while-open', day(2)]])
  })

  it('finds it under a request that closes later than the night it is shown in', () => {
    const lines = [provision({ closedAt: day(20) + 1 })]
    expect(told({ lines, accounts: [held({ grantedAt: day(19) })] })).toEqual([['granted-while-open', day(19)]])
  })

  it('finds nothing where the access is not there, or only through something else', () => {
    expect(told({ lines: [anOpenRequest()] })).toEqual([])
    expect(told({ lines: [anOpenRequest()], accounts: [held({ via: ['ops'] })] })).toEqual([])
  })

  it('names every open request for it, each ticket once', () => {
    const lines = [anOpenRequest(), anOpenRequest({ item: '2' }), anOpenRequest({ number: 'REQ4' })]
    expect(existing({ lines, accounts: [held()] })).toMatchObject([{ tickets: ['REQ1', 'REQ4'] }])
  })
})

describe('existenceClaims, no ticket', () => {
  it('finds access that is there', () => {
    expect(told({ accounts: [held({ grantedAt: day(3) })] })).toEqual([['access-without-ticket', day(3)]])
  })

  it.each([
    ['a removal that is still open', anOpenRequest({ kind: 'deprovision' })],
    ['a cancelled request', aRequest({ state: 'cancelled' })],
    ['a request closed incomplete', aRequest({ state: 'closed-incomplete' })],
    ['a ticket about something else', aRequest({ kind: 'none' })],
    ['a request for another entitlement', anOpenRequest({ entitlement: 'read' })],
    ['a request that did not exist yet', anOpenRequest({ openedAt: day(20) + 1 })],
  ])('does not take for one %s', (_what, line) => {
    expect(told({ lines: [line], accounts: [held()] })).toContainEqual(['access-without-ticket', day(2)])
  })

  it('finds nothing where nothing is there', () => {
    expect(told({ accounts: [gone(day(14))] })).toEqual([])
  })

  it('claims each account, and nothing held through something else', () => {
    const accounts = [
      held(),
      anAccount({ account: 'adm', grants: [aGrant({ account: 'adm' })] }),
      anAccount({ account: 'via', grants: [aGrant({ account: 'via', via: ['ops'] })] }),
    ]
    expect(existing({ accounts }).map(({ account }) => account)).toEqual(['adm', 'alice'])
  })

  it('leaves birthright alone, before any ticket and after a removal', () => {
    const night = aNight({ entitlements: bookOf(anEntitlement('deploy', { birthright: true })) })
    expect(told({ accounts: [held()], night })).toEqual([])
    expect(told({ lines: [removal()], accounts: [held({ grantedAt: day(16) })], night })).toEqual([])
  })

  it('still asks for birthright that a ticket promised', () => {
    const night = aNight({ entitlements: bookOf(anEntitlement('deploy', { birthright: true })) })
    expect(told({ lines: [provision()], night })).toEqual([['closed-not-provisioned', day(10)]])
  })

  it('carries the level, its place in the order and the end as facts', () => {
    const night = aNight({ entitlements: bookOf(anEntitlement('deploy', { levels: ['read', 'write'], risk: 'high' })) })
    const accounts = [held({ level: 'write', expiresAt: day(40) })]
    expect(existing({ accounts, night })).toMatchObject([
      { severity: 'critical', level: 'write', facts: { level: 'write', rank: 1, expiresAt: day(40) } },
    ])
  })
})

describe('existenceClaims', () => {
  it('claims nothing that needs tickets when they are incomplete', () => {
    const night = aNight({ ticketsComplete: false })
    const removed = [provision(), removal()]
    const expired = [provision({ expiresAt: day(15) })]
    for (const lines of [[], [provision()], removed, expired, [anOpenRequest()]]) {
      expect(told({ lines, accounts: [held()], night })).toEqual([])
      expect(told({ lines, accounts: [gone(day(16))], night })).toEqual([])
    }
  })

  it('names its evidence with every claim', () => {
    const claims: readonly Pick<Finding, 'evidence'>[] = [
      ...existing({ accounts: [held()] }),
      ...existing({ lines: [provision()] }),
      ...existing({ lines: [provision(), removal()], accounts: [held()] }),
      ...existing({ lines: [anOpenRequest()], accounts: [held()] }),
    ]
    expect(claims).toHaveLength(4)
    for (const { evidence } of claims) expect(evidence.length).toBeGreaterThan(0)
  })
})

describe('existenceClaims, access was revoked', () => {
  const revoked = (given: Parameters<typeof aRecertification>[0] = {}) => [
    aRecertification({ decision: 'revoke', ...given }),
  ]

  it('says who revoked what is still there, and rests on that decision', () => {
    const claims = existing({ lines: [provision()], accounts: [held()], recertifications: revoked() })
    expect(claims).toMatchObject([
      {
        kind: 'closed-not-removed',
        since: day(15),
        tickets: [],
        message: '`bob` revoked `deploy` on `prod` for `alice` on 2026-01-15, and it is still held.',
        action: 'Remove the access as was decided.',
        evidence: [{ type: 'recertification', decision: 'revoke', decider: 'bob' }, { type: 'snapshot-line' }],
      },
    ])
  })

  it.each<[string, number, Told]>([
    ['just before the grace is over', day(21) - 1, []],
    ['when the grace is over', day(21), [['closed-not-removed', day(20)]]],
  ])('waits for the removal, %s', (_when, at, claims) => {
    const recertifications = revoked({ decidedAt: day(20) })
    expect(told({ lines: [provision()], accounts: [held()], recertifications, night: aNight({ at }) })).toEqual(claims)
  })

  it('finds nothing once it is gone', () => {
    expect(told({ lines: [provision()], accounts: [gone(day(16))], recertifications: revoked() })).toEqual([])
  })

  it('says of what came back that it was revoked', () => {
    const accounts = [held({ grantedAt: day(16) })]
    expect(existing({ lines: [provision()], accounts, recertifications: revoked() })).toMatchObject([
      {
        kind: 'access-without-ticket',
        message: '`alice` holds `deploy` on `prod` again after `bob` revoked it, and no closed ticket authorises it.',
        evidence: [{ type: 'recertification' }, { type: 'snapshot-line' }],
      },
    ])
  })

  it('ignores a revocation that does not count', () => {
    const recertifications = revoked({ decider: 'alice' })
    expect(told({ lines: [provision()], accounts: [held()], recertifications })).toEqual([])
  })

  it('knows nothing yet of what is decided after the night', () => {
    const recertifications = revoked({ decidedAt: day(20) + 1 })
    const night = aNight({ policy: { ...defaultPolicy, grace: { ...defaultPolicy.grace, removal: 0 } } })
    expect(told({ lines: [provision()], accounts: [held()], recertifications, night })).toEqual([])
  })
})
