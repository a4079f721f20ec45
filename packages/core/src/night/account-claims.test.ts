import { describe, expect, it } from 'vitest'
import type { Binding } from '../people/directory.ts'
import { aGrant, anAccount, aSighting } from '../testdata/account.ts'
import { day } from '../testdata/day.ts'
import { aNight } from '../testdata/night.ts'
import { accountClaims } from './account-claims.ts'
import { type AccountNight, reconcileSubject } from './subject.ts'

const nobody: Binding = { to: 'nobody' }
const several: Binding = { to: 'several', candidates: ['alice', 'bob'] }
const grants = [aGrant({ place: { source: 'export', file: 'a', line: 7 } }), aGrant({ entitlement: 'read' })]
const sightings = [aSighting({ firstSeenAt: day(14) }), aSighting({ entitlement: 'read', firstSeenAt: day(13) })]
const account = (given: Partial<AccountNight>) => anAccount({ account: 'svc', grants, sightings, ...given })

describe('accountClaims', () => {
  it('claims one finding for an account of nobody, however much it holds', () => {
    expect(accountClaims(account({ binding: nobody }), aNight())).toMatchObject([
      {
        kind: 'unmatched-account',
        account: 'svc',
        system: 'prod',
        tickets: [],
        since: day(13),
        message: expect.stringContaining('holds 2 grants'),
        evidence: [{ type: 'snapshot-line', system: 'prod', source: 'export', file: 'a', line: 7, at: day(20) }],
      },
    ])
  })

  it('counts what an account holds once, on however many lines it stands', () => {
    const held = [aGrant(), aGrant(), aGrant({ entitlement: 'read' })]
    const [claim] = accountClaims(account({ binding: nobody, grants: held }), aNight())
    expect(claim?.message).toContain('holds 2 grants')
  })

  it('claims one finding for an account of several, and names them', () => {
    const claims = accountClaims(account({ binding: several }), aNight())
    expect(claims).toMatchObject([{ kind: 'ambiguous-account', message: expect.stringContaining('`alice` or `bob`') }])
    expect(claims[0]?.evidence.slice(1)).toEqual([
      { type: 'person', principal: 'alice' },
      { type: 'person', principal: 'bob' },
    ])
    expect(claims[0]).not.toHaveProperty('principal')
  })

  it.each([
    ['one principal’s', account({ binding: { to: 'principal', principal: 'alice' } })],
    ['nobody’s and holds nothing', account({ binding: nobody, grants: [] })],
    ['several people’s and holds nothing', account({ binding: several, grants: [] })],
  ])('claims nothing of an account that is %s', (_whose, given) => {
    expect(accountClaims(given, aNight())).toEqual([])
  })

  it('dates an account by its first grant, where the system says when that was', () => {
    const dated = [aGrant({ grantedAt: day(5) }), aGrant({ entitlement: 'read', grantedAt: day(3) })]
    expect(accountClaims(account({ binding: nobody, grants: dated }), aNight())[0]?.since).toBe(day(3))
  })

  it('dates an account that was never seen before by tonight', () => {
    expect(accountClaims(account({ binding: nobody, sightings: [] }), aNight())[0]?.since).toBe(day(20))
  })
})

describe('an account that is nobody’s', () => {
  const subject = { type: 'account', system: 'prod', account: 'svc' } as const
  const concluded = (night = aNight()) =>
    reconcileSubject({ subject, lines: [], accounts: [account({ binding: nobody, sightings: [] })] }, night)

  it('has no other finding, no cells, and is remembered', () => {
    const { claims, cells, sightings: seen } = concluded()
    expect(claims.map(({ kind }) => kind)).toEqual(['unmatched-account'])
    expect(cells).toEqual([])
    expect(seen[0]?.map(({ entitlement }) => entitlement)).toEqual(['deploy', 'read'])
  })

  it('has no finding while the people are incomplete', () => {
    expect(concluded(aNight({ peopleComplete: false })).claims).toEqual([])
  })

  it('is remembered as it was where its system was not read', () => {
    expect(concluded(aNight({ scopes: [] })).sightings).toEqual([[]])
  })
})

describe('a name that is no principal’s', () => {
  it('has no findings, and keeps its lines', () => {
    const lines = [] as const
    const given = { subject: { type: 'unresolved', name: 'x' } as const, lines, accounts: [] }
    expect(reconcileSubject(given, aNight())).toEqual({
      claims: [],
      lines,
      recertifications: [],
      sightings: [],
      cells: [],
    })
  })
})
