import { describe, expect, it } from 'vitest'
import type { Person } from '../model/person.ts'
import { defaultPolicy } from '../policy/policy.ts'
import { aGrant, anAccount, aSighting } from '../testdata/account.ts'
import { concluded, type Situation } from '../testdata/concluded.ts'
import { day, oneDay } from '../testdata/day.ts'
import { anEntitlement, bookOf } from '../testdata/entitlement.ts'
import { aNight } from '../testdata/night.ts'
import { aPerson, directoryOf } from '../testdata/person.ts'
import type { Night } from './night.ts'

const entitlements = bookOf(
  anEntitlement('deploy', { rotate: 10 * oneDay, levels: ['read', 'write'], risk: 'high' }),
  anEntitlement('logs', { rotate: 5 * oneDay }),
  anEntitlement('mail'),
)
const nightOf = (alice: Partial<Person> = {}): Night =>
  aNight({ entitlements, directory: directoryOf(aPerson('alice', { kind: 'service', ...alice })) })
const claimsOf = (situation: Situation) =>
  concluded({ night: nightOf(), ...situation }).claims.filter(({ kind }) => kind === 'rotation-overdue')
const holding = (...grants: readonly Parameters<typeof aGrant>[0][]) => ({
  accounts: [anAccount({ grants: grants.map(aGrant) })],
})
const renewed = (credentialRotatedAt: number) => holding({ credentialRotatedAt })

describe('a credential', () => {
  it('is overdue when it was not renewed for as long as the access allows', () => {
    expect(claimsOf(holding({ credentialRotatedAt: day(9), level: 'write' }))).toMatchObject([
      {
        principal: 'alice',
        account: 'alice',
        entitlement: 'deploy',
        system: 'prod',
        level: 'write',
        severity: 'high',
        since: day(19),
        tickets: [],
        facts: { level: 'write', rank: 1 },
        evidence: [
          { type: 'snapshot-line', line: 1 },
          { type: 'person', principal: 'alice' },
        ],
        message:
          'The credential of account `alice` on `prod`, which `alice` uses, was due to be renewed on 2026-01-19; it was renewed last on 2026-01-09: `deploy` asks for that every 10 days.',
      },
    ])
  })

  it.each<[string, Situation, number]>([
    ['at the very instant it is due', renewed(day(10)), 1],
    ['not before', renewed(day(10) + 1), 0],
    [
      'by the latest renewal that any line of the account tells',
      holding({ credentialRotatedAt: day(1) }, { entitlement: 'ghost', credentialRotatedAt: day(15) }),
      0,
    ],
    ['by when it was granted, where no renewal is told', holding({ grantedAt: day(10) }), 1],
    [
      'by a renewal rather than by when it was granted',
      holding({ grantedAt: day(1), credentialRotatedAt: day(15) }),
      0,
    ],
    [
      'by when it was first seen, where nobody says since when it is held',
      { accounts: [anAccount({ sightings: [aSighting({ firstSeenAt: day(10) })] })] },
      1,
    ],
    ['not while it was seen for a shorter time', holding({}), 0],
    ['where it is held through something else', holding({ credentialRotatedAt: day(1), via: ['ops'] }), 1],
    ['where it is an agent’s', { ...renewed(day(1)), night: nightOf({ kind: 'agent' }) }, 1],
  ])('is overdue %s', (_when, situation, count) => {
    expect(claimsOf(situation)).toHaveLength(count)
  })

  it('says so where no renewal is known', () => {
    expect(claimsOf(holding({ grantedAt: day(10) }))[0]?.message).toContain('2026-01-20, and no renewal is known:')
  })

  it('is given the grace that the policy gives', () => {
    const grace = { ...defaultPolicy.grace, rotation: oneDay }
    const night = { ...nightOf(), policy: { ...defaultPolicy, grace } }
    expect(claimsOf({ ...renewed(day(10)), night })).toEqual([])
    expect(claimsOf({ ...renewed(day(9)), night })).toMatchObject([{ since: day(19) }])
  })

  it('is one finding for the account, named by the access that asks most often', () => {
    const both = holding({ credentialRotatedAt: day(1) }, { entitlement: 'logs' }, { entitlement: 'mail' })
    expect(claimsOf(both)).toMatchObject([{ entitlement: 'logs', since: day(6) }])
  })

  it('is named by an access for which it is too late, not by one that was just given', () => {
    const both = holding({ grantedAt: day(1) }, { entitlement: 'logs', grantedAt: day(19) })
    expect(claimsOf(both)).toMatchObject([{ entitlement: 'deploy', since: day(11) }])
  })

  it('is looked at for each account by itself', () => {
    const account = (name: string, rotatedAt: number) =>
      anAccount({ account: name, grants: [aGrant({ account: name, credentialRotatedAt: rotatedAt })] })
    const found = claimsOf({ accounts: [account('a', day(1)), account('b', day(19)), account('c', day(2))] })
    expect(found.map((claim) => claim.account)).toEqual(['a', 'c'])
  })

  it.each<[string, Situation]>([
    ['the principal is human', { ...renewed(day(1)), night: nightOf({ kind: 'human' }) }],
    ['the principal is retired', { ...renewed(day(1)), night: nightOf({ active: false }) }],
    ['nothing it holds asks for it', holding({ entitlement: 'mail', credentialRotatedAt: day(1) })],
    ['nobody knows the people', { ...renewed(day(1)), night: aNight({ entitlements }) }],
    ['the people are incomplete', { ...renewed(day(1)), night: { ...nightOf(), peopleComplete: false } }],
    ['the scope is incomplete', { ...renewed(day(1)), night: { ...nightOf(), scopes: aNight({ scopes: [] }).scopes } }],
  ])('is never overdue where %s', (_when, situation) => {
    expect(claimsOf(situation)).toEqual([])
  })
})
