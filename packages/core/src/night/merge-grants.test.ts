import { describe, expect, it } from 'vitest'
import { aGrant } from '../testdata/account.ts'
import { day } from '../testdata/day.ts'
import { mergeGrants } from './merge-grants.ts'

const levels = ['read', 'write', 'admin']
type Given = Parameters<typeof aGrant>[0]

/** What the lines say together, which must be the same in any order. */
function merged(...given: readonly Given[]) {
  const grants = given.map((grant, index) => aGrant({ place: { source: 's', file: 'f', line: index + 1 }, ...grant }))
  const result = mergeGrants(grants, levels)
  expect(said(mergeGrants([...grants].reverse(), levels))).toEqual(said(result))
  return result
}

/** Of two lines with the same level either may be shown. */
function said(result: ReturnType<typeof mergeGrants>) {
  return result && { ...result, line: result.line.level }
}

describe('mergeGrants', () => {
  it('says of one line what the line says', () => {
    expect(merged({ level: 'write', grantedAt: day(3), expiresAt: day(30) })).toMatchObject({
      direct: true,
      grantedAt: day(3),
      facts: { level: 'write', rank: 1, expiresAt: day(30) },
      line: { place: { line: 1 } },
    })
  })

  it.each<[string, readonly Given[], object]>([
    ['the highest level', [{ level: 'write' }, { level: 'admin' }, { level: 'read' }], { level: 'admin', rank: 2 }],
    [
      'a level the catalogue orders before one it does not',
      [{ level: 'root' }, { level: 'read' }],
      { level: 'read', rank: 0 },
    ],
    ['no rank for a level that is not ordered', [{ level: 'root' }, {}], { level: 'root' }],
    [
      'the highest level by whatever path',
      [{ level: 'read' }, { level: 'admin', via: ['ops'] }],
      { level: 'admin', rank: 2 },
    ],
    ['the latest end', [{ expiresAt: day(30) }, { expiresAt: day(40) }], { expiresAt: day(40) }],
    ['no end where one line has none', [{ expiresAt: day(30) }, {}], {}],
    ['no path where it is also held directly', [{ via: ['ops'] }, {}], {}],
    [
      'the end of the direct line',
      [{ expiresAt: day(30) }, { via: ['ops'], expiresAt: day(40) }],
      { expiresAt: day(30) },
    ],
    ['the shortest path', [{ via: ['ops', 'all'] }, { via: ['ops'] }], { path: ['ops'] }],
    ['the first path by name of two as short', [{ via: ['staff'] }, { via: ['ops'] }], { path: ['ops'] }],
    ['nothing for an empty path', [{ via: [] }], {}],
  ])('takes %s', (_what, given, facts) => {
    expect(merged(...given)?.facts).toEqual(facts)
  })

  it('begins with the earliest date that a direct line gives', () => {
    expect(
      merged({ grantedAt: day(5) }, { grantedAt: day(4) }, {}, { grantedAt: day(2), via: ['ops'] })?.grantedAt,
    ).toBe(day(4))
  })

  it('names a direct line, and of those the one with the highest level', () => {
    expect(merged({ level: 'read' }, { level: 'write' }, { level: 'admin', via: ['ops'] })?.line.place.line).toBe(2)
  })

  it('is indirect where no line is direct', () => {
    expect(merged({ via: ['ops'], level: 'admin' }, { via: ['staff', 'ops'] })).toMatchObject({
      direct: false,
      facts: { level: 'admin', path: ['ops'] },
      line: { place: { line: 1 } },
    })
  })

  it('says nothing of nothing', () => {
    expect(mergeGrants([], levels)).toBeUndefined()
  })
})
