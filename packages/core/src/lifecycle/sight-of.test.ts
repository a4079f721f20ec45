import { describe, expect, it } from 'vitest'
import type { Cell } from '../night/cell.ts'
import { aSighting } from '../testdata/account.ts'
import { concluded } from '../testdata/concluded.ts'
import { day } from '../testdata/day.ts'
import { aNight, aScope } from '../testdata/night.ts'
import { anOpenRequest, aRequest } from '../testdata/request.ts'
import { sightOf } from './sight-of.ts'

/** The scope of a night that read nothing, after others that did. */
const unread = (given: Parameters<typeof aScope>[0] = {}) =>
  aNight({ scopes: [aScope({ read: false, complete: false, ...given })] })
const [standing] = concluded({ lines: [aRequest()] }).cells
const cell = (given: Partial<Cell> = {}): Cell => {
  if (standing === undefined) throw new Error('a ticket makes a cell')
  return { ...standing, presence: 'unknown', ...given }
}
const sight = (given: Partial<Cell>, night = unread()) => sightOf(cell(given), night)
const holding = (lackedAt?: number) => ({
  system: 'prod',
  account: 'alice',
  direct: true,
  sighting: aSighting(lackedAt === undefined ? {} : { lackedAt }),
  facts: {},
  evidence: { type: 'person', principal: 'alice' } as const,
})

describe('sightOf', () => {
  it('is what tonight shows, where tonight can tell', () => {
    expect(sight({ presence: 'present', holdings: [holding()] })).toBe('present')
    expect(sight({ presence: 'absent' })).toBe('absent')
  })

  it.each([
    ['before the period began', [day(10) - 1], 'present'],
    ['since', [day(10)], 'returned'],
    ['since on one of two accounts', [day(11), undefined], 'present'],
  ])('tells access that was gone %s', (_when, lacked, expected) => {
    expect(sight({ presence: 'present', holdings: lacked.map(holding) })).toBe(expected)
  })

  it('is unknown of what nothing promises', () => {
    const [open] = concluded({ lines: [anOpenRequest()] }).cells
    expect(open && sightOf(open, aNight())).toBe('unknown')
  })

  it.each<[string, Parameters<typeof aSighting>[0], string]>([
    ['that the snapshot before still held', {}, 'present'],
    ['that was last seen in the period', { lastSeenAt: day(19) }, 'present'],
    ['that was lacked after it was last seen', { lastSeenAt: day(18) }, 'absent'],
    ['that was gone in between', { lackedAt: day(15) }, 'returned'],
  ])('is, while nobody can tell, what the last night showed of access %s', (_what, given, expected) => {
    expect(sight({ sightings: [aSighting(given)] })).toBe(expected)
  })

  it('is unknown where no night since the period began could tell', () => {
    const early = { previousAt: day(9), previousCompleteAt: day(9) }
    expect(sight({ sightings: [aSighting({ firstSeenAt: day(2) })] }, unread(early))).toBe('unknown')
    expect(sight({ sightings: [] }, unread(early))).toBe('unknown')
  })

  it.each([
    ['the other was there no more', [{ lastSeenAt: day(18) }, {}], 'present'],
    [
      'it was gone in between, and the other has not come back',
      [{ lastSeenAt: day(12) }, { lackedAt: day(15) }],
      'returned',
    ],
  ])('is, of two accounts, what the one shows that was seen last: %s', (_when, given, expected) => {
    expect(sight({ sightings: given.map(aSighting) })).toBe(expected)
  })

  it('counts what was seen, or lacked, at the instant at which the period began', () => {
    const begun = { previousAt: day(10), previousCompleteAt: day(10) }
    expect(sight({ sightings: [aSighting({ firstSeenAt: day(2) })] }, unread(begun))).toBe('present')
    expect(sight({ sightings: [aSighting({ firstSeenAt: day(2), lastSeenAt: day(9) })] }, unread(begun))).toBe('absent')
  })

  it('is unknown on a system that no night has read', () => {
    expect(sight({ systems: ['nowhere'], sightings: [] })).toBe('unknown')
  })

  it('needs every system of the access to be read for it to be gone', () => {
    const other = aScope({ system: 'test', read: false, complete: false })
    const { previousCompleteAt: _never, ...unproven } = other
    const both = (second: typeof unproven) => aNight({ scopes: [aScope({ read: false, complete: false }), second] })
    const systems = ['prod', 'test']
    expect(sight({ systems, sightings: [] }, both(other))).toBe('absent')
    expect(sight({ systems, sightings: [] }, both(unproven))).toBe('unknown')
  })

  it('is unknown where nobody knows on which system it could be', () => {
    expect(sight({ systems: [], sightings: [] })).toBe('unknown')
  })

  it('does not take for gone what lacked before its ticket closed, which closed after its own end', () => {
    const [late] = concluded({ lines: [aRequest({ closedAt: day(19) + 1, expiresAt: day(12) })] }).cells
    expect(late?.expectation).toMatchObject({ state: 'expired', since: day(12) })
    expect(late && sightOf({ ...late, presence: 'unknown' }, unread())).toBe('unknown')
  })
})
