import { describe, expect, it } from 'vitest'
import type { Person } from '../model/person.ts'
import { aGrant, anAccount } from '../testdata/account.ts'
import { day } from '../testdata/day.ts'
import { anEntitlement, bookOf } from '../testdata/entitlement.ts'
import { aNight, aScope } from '../testdata/night.ts'
import { aPerson, directoryOf } from '../testdata/person.ts'
import { watchAgents } from './agent-watch.ts'
import { candidateKey, type Night } from './night.ts'
import { reconcileSubject } from './subject.ts'

type Grants = readonly Parameters<typeof aGrant>[0][]

const entitlements = bookOf(anEntitlement('deploy', { levels: ['read', 'write'], risk: 'high' }), anEntitlement('logs'))
const nightOf = (robot: Partial<Person>, ...others: readonly Person[]): Night =>
  aNight({
    entitlements,
    directory: directoryOf(
      aPerson('robot', { kind: 'agent', peers: ['ann', 'bob'], ...robot }),
      aPerson('ann', { accounts: [{ account: 'ann-adm' }] }),
      aPerson('bob'),
      ...others,
    ),
  })

/** What a night claims in which these hold these, each through an account of their own name. */
function claimsOf(held: Readonly<Record<string, Grants>>, night: Night = nightOf({})) {
  const watch = watchAgents(night)
  for (const [principal, grants] of Object.entries(held)) {
    const account = anAccount({
      account: principal,
      binding: { to: 'principal', principal },
      grants: grants.map((grant) => aGrant({ account: principal, ...grant })),
    })
    const subject = { type: 'principal', principal } as const
    watch.note(principal, reconcileSubject({ subject, lines: [], accounts: [account] }, night).cells)
  }
  return watch.claims()
}

describe('an agent', () => {
  it('exceeds its peers where none of them holds what it holds', () => {
    expect(claimsOf({ robot: [{ level: 'write', grantedAt: day(5) }], bob: [{ entitlement: 'logs' }] })).toMatchObject([
      {
        kind: 'agent-exceeds-human',
        principal: 'robot',
        entitlement: 'deploy',
        system: 'prod',
        level: 'write',
        severity: 'critical',
        since: day(5),
        tickets: [],
        facts: { level: 'write', rank: 1 },
        evidence: [
          { type: 'snapshot-line', system: 'prod' },
          { type: 'person', principal: 'robot' },
          { type: 'person', principal: 'ann' },
          { type: 'person', principal: 'bob' },
          { type: 'snapshot', system: 'prod' },
        ],
        message:
          'The agent `robot` holds `deploy` (write) on `prod`, and none of its peers (`ann`, `bob`) holds as much.',
      },
    ])
  })

  it('exceeds them by level, in the order of the catalogue', () => {
    const robot = [{ level: 'write' }]
    expect(claimsOf({ robot, ann: [{ level: 'read' }], bob: [{}] })).toHaveLength(1)
    expect(claimsOf({ robot, ann: [{ level: 'write' }], bob: [] })).toEqual([])
    expect(claimsOf({ robot: [{ level: 'read' }], ann: [], bob: [{ level: 'write' }] })).toEqual([])
    expect(claimsOf({ robot: [{ level: 'odd' }], bob: [{}] })).toEqual([])
  })

  it('has one finding for each entitlement, whatever the order of the night', () => {
    const held = { ann: [], robot: [{}, { entitlement: 'logs' }, { entitlement: 'ghost' }], bob: [{}] }
    expect(claimsOf(held).map(({ entitlement }) => entitlement)).toEqual(['logs'])
    expect(claimsOf({ robot: [{ entitlement: 'logs' }], bob: [{ entitlement: 'logs' }] })).toEqual([])
  })

  it('is measured by what is held through something else, too', () => {
    expect(claimsOf({ robot: [{}], ann: [{ via: ['ops'] }] })).toEqual([])
    expect(claimsOf({ robot: [{ via: ['ops'] }] })).toMatchObject([{ facts: { path: ['ops'] } }])
  })

  it.each<[string, Partial<Person>, readonly Person[]]>([
    ['names no peers', { peers: [] }, []],
    ['names nobody that is known', { peers: ['x'] }, []],
    ['names one who has left', { peers: ['left'] }, [aPerson('left', { endedAt: day(20) })]],
    ['names no human', { peers: ['job', 'robot'] }, [aPerson('job', { kind: 'service' })]],
  ])('exceeds with everything it holds where it %s', (_which, robot, others) => {
    const held = { robot: [{}, { entitlement: 'logs' }], left: [{}], job: [{}], ann: [{}], bob: [{}] }
    const claims = claimsOf(held, nightOf(robot, ...others))
    expect(claims.map(({ entitlement }) => entitlement)).toEqual(['deploy', 'logs'])
    expect(claims[0]?.message).toContain('and no active human is named as its peer.')
  })

  it('may name a peer by an account', () => {
    expect(claimsOf({ robot: [{}], ann: [{}] }, nightOf({ peers: ['ann-adm'] }))).toEqual([])
  })

  it.each<[string, Night]>([
    ['it is retired', nightOf({ active: false })],
    ['it is a service', nightOf({ kind: 'service' })],
    ['nobody knows the people', aNight({ entitlements })],
    [
      'a system that could show a peer’s access is incomplete',
      { ...nightOf({}), scopes: aNight({ scopes: [aScope({ complete: false })] }).scopes },
    ],
    ['an account could be a peer’s', { ...nightOf({}), candidates: new Set([candidateKey('bob', 'prod')]) }],
  ])('is not said to exceed where %s', (_when, night) => {
    expect(claimsOf({ robot: [{}] }, night)).toEqual([])
  })
})
