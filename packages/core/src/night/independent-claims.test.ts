import { describe, expect, it } from 'vitest'
import type { FindingKind } from '../finding/kinds.ts'
import type { Person } from '../model/person.ts'
import type { RequestLine } from '../model/request.ts'
import { aGrant, anAccount, aSighting } from '../testdata/account.ts'
import { concluded, type Situation } from '../testdata/concluded.ts'
import { day } from '../testdata/day.ts'
import { anEntitlement, bookOf } from '../testdata/entitlement.ts'
import { aNight } from '../testdata/night.ts'
import { aPerson, directoryOf } from '../testdata/person.ts'
import { anOpenRequest, aRequest } from '../testdata/request.ts'

const claimsOf = (kind: FindingKind, situation: Situation) =>
  concluded(situation).claims.filter((claim) => claim.kind === kind)
const nightWith = (alice: Partial<Person>, ...others: readonly Person[]) =>
  aNight({ directory: directoryOf(aPerson('alice', alice), ...others) })

describe('a leaver', () => {
  const claims = (alice: Partial<Person>, given: Situation = {}) =>
    claimsOf('leaver-still-active', { lines: [aRequest()], accounts: [anAccount()], night: nightWith(alice), ...given })

  it.each<[string, Partial<Person>, number]>([
    ['from the instant they left', { endedAt: day(20) }, day(20)],
    ['long after they left, whatever `active` says', { endedAt: day(15), active: true }, day(15)],
    ['where only `active` says so', { active: false }, day(20)],
    ['before they have begun', { startedAt: day(21) }, day(20)],
    ['before they have begun, whenever they are to leave', { startedAt: day(21), endedAt: day(30) }, day(20)],
  ])('still holds access, %s', (_when, alice, since) => {
    expect(claims(alice)).toMatchObject([{ principal: 'alice', account: 'alice', entitlement: 'deploy', since }])
  })

  it.each<[string, Partial<Person>]>([
    ['just before they leave', { endedAt: day(20) + 1 }],
    ['from the instant they begin', { startedAt: day(20) }],
  ])('is none, %s', (_when, alice) => {
    expect(claims(alice)).toEqual([])
  })

  it('has one finding for each direct grant of each account, by the catalogue’s name, once', () => {
    const entitlements = bookOf(anEntitlement('deploy', { aliases: { prod: ['d1'] }, risk: 'low' }))
    const night = { ...nightWith({ active: false }), entitlements }
    const accounts = [
      anAccount({
        grants: [
          aGrant({ entitlement: 'd1', level: 'read' }),
          aGrant({ entitlement: 'd1', level: 'write' }),
          aGrant({ entitlement: 'ghost', via: [] }),
          aGrant({ entitlement: 'inherited', via: ['ops'] }),
        ],
      }),
      anAccount({ account: 'adm', grants: [aGrant({ account: 'adm', entitlement: 'd1' })] }),
    ]
    expect(claims({}, { accounts, night }).map((it) => [it.account, it.entitlement, it.level, it.severity])).toEqual([
      ['alice', 'deploy', 'write', 'high'],
      ['alice', 'ghost', undefined, 'critical'],
      ['adm', 'deploy', undefined, 'high'],
    ])
  })

  it('rests on the line and on the person', () => {
    expect(claims({ active: false })[0]?.evidence).toEqual([
      { type: 'snapshot-line', system: 'prod', source: 'prod-export', file: 'access.ndjson', line: 1, at: day(20) },
      { type: 'person', principal: 'alice' },
    ])
  })

  it('is not claimed while the people are incomplete, or where nobody knows the people', () => {
    expect(claims({}, { night: { ...nightWith({ active: false }), peopleComplete: false } })).toEqual([])
    expect(claims({}, { night: aNight() })).toEqual([])
  })
})

describe('a service or an agent', () => {
  const sam = aPerson('sam', { accounts: [{ account: 'sam-adm' }] })
  const claims = (alice: Partial<Person>) =>
    claimsOf('sponsorless-principal', {
      night: nightWith(alice, sam, aPerson('robot', { kind: 'agent' }), aPerson('left', { endedAt: day(20) })),
    })

  it.each<[string, Partial<Person>]>([
    ['has no sponsor', { kind: 'service' }],
    ['has a sponsor that nobody knows', { kind: 'agent', sponsor: 'x' }],
    ['has a sponsor who left', { kind: 'agent', sponsor: 'left' }],
    ['has a sponsor that is no human', { kind: 'service', sponsor: 'robot' }],
    ['is its own sponsor', { kind: 'service', sponsor: 'alice' }],
  ])('is without a sponsor when it %s', (_when, alice) => {
    expect(claims(alice)).toMatchObject([
      { principal: 'alice', since: day(20), tickets: [], evidence: [{ type: 'person', principal: 'alice' }] },
    ])
  })

  it.each<[string, Partial<Person>]>([
    ['an active human', { kind: 'agent', sponsor: 'sam' }],
    ['an active human by their account', { kind: 'service', sponsor: 'sam-adm' }],
  ])('is not when its sponsor is %s', (_who, alice) => {
    expect(claims(alice)).toEqual([])
  })

  it('is without a sponsor since it began', () => {
    expect(claims({ kind: 'agent', startedAt: day(3) })[0]?.since).toBe(day(3))
  })

  it('needs none when it is retired, and a human needs none at all', () => {
    expect(claims({ kind: 'agent', active: false })).toEqual([])
    expect(claims({})).toEqual([])
  })
})

describe('more than one account', () => {
  const account = (name: string, given: Parameters<typeof anAccount>[0] = {}) =>
    anAccount({ account: name, grants: [aGrant({ account: name })], ...given })
  const claims = (...accounts: readonly ReturnType<typeof account>[]) => claimsOf('duplicate-account', { accounts })

  it('is claimed for each account beyond the first by name, whatever the order', () => {
    const found = claims(account('c'), account('a', { sightings: [aSighting({ firstSeenAt: day(3) })] }), account('b'))
    expect(found).toMatchObject([
      { principal: 'alice', account: 'b', counterpart: 'a', system: 'prod', since: day(12) },
      { account: 'c', counterpart: 'a' },
    ])
    expect(found[0]?.evidence).toHaveLength(2)
    expect(claims(account('a'), account('b'), account('c'))).toHaveLength(2)
  })

  it('is none on two systems', () => {
    expect(claims(account('a'), account('b', { system: 'dev' }))).toEqual([])
  })

  it('is none where the second holds nothing', () => {
    expect(claims(account('a'), account('b', { grants: [] }))).toEqual([])
  })

  it('is one where the second holds something only through something else', () => {
    expect(claims(account('a'), account('b', { grants: [aGrant({ account: 'b', via: ['ops'] })] }))).toHaveLength(1)
  })
})

describe('a request for the same access', () => {
  const request = (number: string, openedAt: number, given: Partial<RequestLine> = {}) =>
    anOpenRequest({ number, openedAt, ...given })
  const claims = (...lines: readonly RequestLine[]) => claimsOf('duplicate-request', { lines })

  it('is claimed for each open ticket beyond the oldest', () => {
    const found = claims(request('REQ3', day(12)), request('REQ1', day(11)), request('REQ2', day(10)))
    expect(found).toMatchObject([
      {
        principal: 'alice',
        entitlement: 'deploy',
        system: 'prod',
        ticket: 'REQ1',
        counterpart: 'REQ2',
        tickets: ['REQ2', 'REQ1'],
        since: day(11),
        evidence: [{ number: 'REQ2' }, { number: 'REQ1' }],
      },
      { ticket: 'REQ3', counterpart: 'REQ2' },
    ])
  })

  it('takes the lower number for the older where both were opened at once', () => {
    expect(claims(request('REQ2', day(10)), request('REQ1', day(10)))).toMatchObject([
      { ticket: 'REQ2', counterpart: 'REQ1' },
    ])
  })

  it.each<[string, Partial<RequestLine>]>([
    ['is another line of the same ticket', { number: 'REQ1', item: '2' }],
    ['is closed', { state: 'closed-complete', closedAt: day(12) }],
    ['is cancelled', { state: 'cancelled', closedAt: day(12) }],
    ['asks for a change', { kind: 'change' }],
    ['asks for a removal', { kind: 'deprovision' }],
    ['is about another entitlement', { entitlement: 'read' }],
    ['was opened after the night', { openedAt: day(21) }],
  ])('is none that %s', (_which, given) => {
    expect(claims(request('REQ1', day(10)), request('REQ2', day(11), given))).toEqual([])
  })

  it('is one that closes only after the night it is shown in', () => {
    const later = { state: 'closed-complete', closedAt: day(21) } as const
    expect(claims(request('REQ1', day(10)), request('REQ2', day(11), later))).toHaveLength(1)
  })
})
