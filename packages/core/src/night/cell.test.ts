import { describe, expect, it } from 'vitest'
import { bookFromFiles } from '../policy/entitlement-book.ts'
import { aGrant, anAccount, aSighting } from '../testdata/account.ts'
import { day } from '../testdata/day.ts'
import { anEntitlement, bookOf } from '../testdata/entitlement.ts'
import { aNight, aScope } from '../testdata/night.ts'
import { aRequest } from '../testdata/request.ts'
import { cellsOf, heldSince } from './cell.ts'
import { candidateKey } from './night.ts'

const place = (line: number) => ({ source: 'prod-export', file: 'access.ndjson', line })

describe('cellsOf', () => {
  it('lays a ticket and the access it promised side by side', () => {
    const judged = { line: aRequest() }
    const [cell, ...others] = cellsOf('alice', [judged], [anAccount()], aNight())
    expect(others).toEqual([])
    expect(cell).toMatchObject({
      principal: 'alice',
      entitlement: 'deploy',
      systems: ['prod'],
      lines: [judged],
      expectation: { state: 'present', since: day(10) },
      presence: 'present',
      holdings: [{ system: 'prod', account: 'alice', direct: true, sighting: aSighting() }],
      sightings: [aSighting()],
    })
  })

  it('has a cell for each entitlement that a ticket or a system speaks of', () => {
    const lines = [{ line: aRequest({ entitlement: 'read' }) }]
    const accounts = [anAccount({ grants: [aGrant(), aGrant({ entitlement: 'admin' })] })]
    const cells = cellsOf('alice', lines, accounts, aNight())
    expect(cells.map(({ entitlement, presence }) => [entitlement, presence])).toEqual([
      ['read', 'absent'],
      ['deploy', 'present'],
      ['admin', 'present'],
    ])
  })

  it('has no cell for a line that asks for no access', () => {
    expect(cellsOf('alice', [{ line: aRequest({ kind: 'none' }) }], [], aNight())).toEqual([])
  })

  it('has no cell for what the catalogue lacks', () => {
    const night = aNight({ entitlements: bookOf(anEntitlement('deploy', { aliases: { prod: ['deployers'] } })) })
    expect(cellsOf('alice', [{ line: aRequest({ entitlement: 'ghost' }) }], [anAccount()], night)).toEqual([])
  })

  it('has one holding for each account, under whatever names, in an order of its own', () => {
    const night = aNight({ entitlements: bookOf(anEntitlement('deploy', { aliases: { prod: ['d1', 'd2'] } })) })
    const sightings = [
      aSighting({ entitlement: 'd1' }),
      aSighting({ entitlement: 'd2', firstSeenAt: day(8), lackedAt: day(15) }),
    ]
    const accounts = [
      anAccount({ grants: [aGrant({ entitlement: 'd1' }), aGrant({ entitlement: 'd2', level: 'write' })], sightings }),
      anAccount({ account: 'adm', grants: [aGrant({ account: 'adm', entitlement: 'd1' })] }),
      anAccount({ account: 'zoe', system: 'dev', grants: [] }),
    ]
    const [cell] = cellsOf('alice', [], accounts, night)
    expect(cell?.holdings).toMatchObject([
      { account: 'adm', facts: {} },
      { account: 'alice', facts: { level: 'write' }, sighting: { firstSeenAt: day(8), lackedAt: day(15) } },
    ])
    expect(cell?.sightings).toHaveLength(3)
  })

  it('remembers what is no longer held', () => {
    const gone = aSighting({ lastSeenAt: day(15) })
    const [cell] = cellsOf('alice', [], [anAccount({ grants: [], sightings: [gone] })], aNight())
    expect(cell).toMatchObject({ presence: 'absent', holdings: [], sightings: [gone] })
  })
})

describe('cellsOf, presence', () => {
  const lines = [{ line: aRequest() }]
  const presenceIn = (night: ReturnType<typeof aNight>) => cellsOf('alice', lines, [], night)[0]?.presence

  it('is absent where every system of the entitlement was read completely', () => {
    expect(presenceIn(aNight())).toBe('absent')
  })

  it.each([
    ['a scope was incomplete', aNight({ scopes: [aScope({ complete: false })] })],
    ['no source reads the system', aNight({ scopes: [] })],
    [
      'nobody knows where the entitlement lives',
      aNight({
        entitlements: bookFromFiles(['prod', 'test'], new Map()),
        scopes: [aScope(), aScope({ system: 'test' })],
      }),
    ],
    [
      'only one of its systems was complete',
      aNight({
        entitlements: bookFromFiles(['prod', 'test'], new Map([['deploy', new Set(['prod', 'test'])]])),
        scopes: [aScope(), aScope({ system: 'test', complete: false })],
      }),
    ],
    ['an account there could be the principal’s', aNight({ candidates: new Set([candidateKey('alice', 'prod')]) })],
  ])('is unknown where %s', (_why, night) => {
    expect(presenceIn(night)).toBe('unknown')
  })

  it('is present wherever it is seen, however incomplete the scope', () => {
    const night = aNight({ scopes: [aScope({ complete: false })] })
    expect(cellsOf('alice', lines, [anAccount()], night)[0]?.presence).toBe('present')
  })
})

describe('cellsOf, holdings', () => {
  const book = bookOf(anEntitlement('deploy', { levels: ['read', 'write', 'admin'] }))
  const holdingOf = (...grants: Parameters<typeof aGrant>[0][]) => {
    const account = anAccount({ grants: grants.map((given, index) => aGrant({ place: place(index + 1), ...given })) })
    return cellsOf('alice', [], [account], aNight({ entitlements: book }))[0]?.holdings
  }

  it('takes several lines of one account for one holding, and names the line that shows it best', () => {
    expect(holdingOf({ level: 'write' }, { level: 'admin', grantedAt: day(11) }, { level: 'read' })).toMatchObject([
      {
        direct: true,
        grantedAt: day(11),
        facts: { level: 'admin', rank: 2 },
        evidence: { type: 'snapshot-line', line: 2 },
      },
    ])
  })

  it('is indirect where it is held only through something else', () => {
    expect(holdingOf({ via: ['ops', 'deploy'] })).toMatchObject([{ direct: false, facts: { path: ['ops', 'deploy'] } }])
  })

  it('dates a holding by the system, else by when it was first seen', () => {
    expect(holdingOf({ grantedAt: day(11) })?.map(heldSince)).toEqual([day(11)])
    expect(holdingOf({})?.map(heldSince)).toEqual([day(12)])
  })
})
