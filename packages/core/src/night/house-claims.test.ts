import { describe, expect, it } from 'vitest'
import { day } from '../testdata/day.ts'
import { anEntitlement, bookOf } from '../testdata/entitlement.ts'
import { aNight } from '../testdata/night.ts'
import { aPerson, directoryOf } from '../testdata/person.ts'
import { expiredExceptionClaims, incompleteClaims, ownerlessClaims, uncataloguedClaims } from './house-claims.ts'

describe('ownerlessClaims', () => {
  const directory = directoryOf(
    aPerson('bob', { accounts: [{ account: 'bob-adm' }] }),
    aPerson('left', { endedAt: day(20) }),
    aPerson('new', { startedAt: day(21) }),
    aPerson('robot', { kind: 'service' }),
  )
  const claimsFor = (...owners: readonly string[]) =>
    ownerlessClaims(aNight({ directory, entitlements: bookOf(anEntitlement('deploy', { owners, risk: 'high' })) }))

  it.each([['bob'], ['bob-adm'], ['robot']])('claims nothing of an entitlement that %s owns', (owner) => {
    expect(claimsFor(owner)).toEqual([])
    expect(claimsFor('left', owner)).toEqual([])
  })

  it.each([
    ['that names no owner', [], '(the catalogue names none)'],
    ['whose owner has left', ['left'], '(left is not active)'],
    ['whose owner has not begun', ['new'], '(new is not active)'],
    ['whose owners nobody knows', ['x', 'y'], '(x, y are not active)'],
  ])('claims one finding for an entitlement %s', (_which, owners, reason) => {
    expect(claimsFor(...owners)).toMatchObject([
      {
        kind: 'ownerless-entitlement',
        severity: 'critical',
        entitlement: 'deploy',
        system: 'prod',
        tickets: [],
        since: day(20),
        message: `Nobody active owns \`deploy\` on \`prod\` ${reason}.`,
        evidence: [{ type: 'entitlement', entitlement: 'deploy' }],
      },
    ])
  })

  it('claims nothing without a catalogue', () => {
    expect(ownerlessClaims(aNight({ directory }))).toEqual([])
  })

  it('claims nothing without a people source where an owner is named', () => {
    expect(ownerlessClaims(aNight({ entitlements: bookOf(anEntitlement()) }))).toEqual([])
  })
})

describe('uncataloguedClaims', () => {
  it('claims one finding for each name, with how often it is granted and where first', () => {
    const first = { source: 'export', file: 'access.ndjson', line: 3 }
    const names = [
      { system: 'prod', native: 'ghost', grants: 1, first },
      { system: 'dev', native: 'ghost', grants: 4, first },
    ]
    expect(uncataloguedClaims(names, aNight())).toMatchObject([
      {
        kind: 'uncatalogued-entitlement',
        system: 'prod',
        entitlement: 'ghost',
        since: day(20),
        evidence: [{ type: 'snapshot-line', system: 'prod', ...first, at: day(20) }],
      },
      { system: 'dev', message: expect.stringContaining('4 times') },
    ])
  })
})

describe('expiredExceptionClaims', () => {
  const exception = {
    id: 'e-1',
    owner: 'olga',
    reason: 'agreed',
    from: day(1),
    until: day(18),
    covers: {},
    approvedBy: 'olga',
  }

  it('claims one finding for each ended exception that findings rely on, for its owner, since its end', () => {
    const find = (id: string) => (id === 'e-1' ? exception : undefined)
    const reliedOn = new Map([
      ['e-1', 3],
      ['gone', 1],
    ])
    expect(expiredExceptionClaims(reliedOn, find, 'UTC')).toMatchObject([
      {
        kind: 'exception-expired',
        principal: 'olga',
        counterpart: 'e-1',
        since: day(18),
        message: 'Exception `e-1` ended on 2026-01-17, and 3 findings still rely on it.',
        evidence: [{ type: 'exception', exception: 'e-1' }],
      },
    ])
  })
})

describe('incompleteClaims', () => {
  it('claims one finding for each source that is incomplete, with the reason', () => {
    const sources = [
      { name: 'prod', system: 'prod', complete: false, reason: 'it does not end in a newline' },
      { name: 'hr', complete: false },
      { name: 'itsm', complete: true },
    ]
    const claims = incompleteClaims(sources, day(20))
    expect(claims).toMatchObject([
      {
        kind: 'source-incomplete',
        counterpart: 'prod',
        since: day(20),
        message: 'Source `prod` is incomplete: it does not end in a newline.',
        evidence: [{ type: 'source', source: 'prod', at: day(20) }],
      },
      { counterpart: 'hr', message: 'Source `hr` is incomplete: its end was not reached.' },
    ])
    expect(claims[0]).not.toHaveProperty('system')
  })
})
