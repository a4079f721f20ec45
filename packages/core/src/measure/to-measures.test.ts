import { describe, expect, it } from 'vitest'
import type { Night } from '../night/night.ts'
import { anEntitlement, bookOf } from '../testdata/entitlement.ts'
import { aNight, aScope } from '../testdata/night.ts'
import { aPerson, directoryOf } from '../testdata/person.ts'
import { noCounts } from './counts.ts'
import { type MeasureId, measureFacts } from './measures.ts'
import { toMeasures } from './to-measures.ts'

const hour = 3_600_000
const governed = { entitlements: bookOf(anEntitlement()), directory: directoryOf(aPerson('alice')) }
const counts = {
  ...noCounts(),
  grants: 40,
  governedGrants: 50,
  birthrightGrants: 10,
  indirectGrants: 20,
  ticketedGrants: 30,
  accurateGrants: 24,
  orphaned: 4,
  withoutTicket: 5,
  authorised: 20,
  notProvisioned: 2,
  removals: 10,
  notRemoved: 3,
  withEnd: 8,
  pastEnd: 2,
  needingApproval: 16,
  proven: 12,
  undecided: 3,
  closed: 6,
  latencies: [9 * hour, hour, 2 * hour],
}
const totals = { sources: 4, completeSources: 3, ownerless: 1, entitlements: 5, open: 9, accepted: 1 }
const measured = (given: Partial<Parameters<typeof aNight>[0]> = {}) =>
  toMeasures(counts, totals, aNight({ ...governed, ...given }))
const notComputable = (given: Partial<Night>) =>
  Object.entries(measured(given as object))
    .filter(([, { value }]) => value === null)
    .map(([id]) => id)
    .sort()

describe('toMeasures', () => {
  it('computes every measure there is', () => {
    expect(Object.keys(measured())).toEqual(Object.keys(measureFacts))
    expect(notComputable({})).toEqual([])
  })

  it.each<[MeasureId, number, number]>([
    ['source-coverage', 3, 4],
    ['access-without-ticket-rate', 5, 50],
    ['birthright-share', 10, 60],
    ['indirect-share', 20, 80],
    ['entitlement-accuracy', 24, 30],
    ['closed-not-provisioned-rate', 2, 20],
    ['closed-not-removed-rate', 3, 10],
    ['expired-still-active-rate', 2, 8],
    ['evidence-rate', 12, 16],
    ['orphaned-access-rate', 4, 40],
    ['ownerless-entitlement-rate', 1, 5],
    ['exception-rate', 1, 10],
  ])('%s is %d over %d', (id, numerator, denominator) => {
    expect(measured()[id]).toEqual({ value: numerator / denominator, numerator, denominator, unit: 'ratio' })
  })

  it('gives latencies in hours over the decided, and counts the undecided beside them', () => {
    const { 'approval-latency-p50': p50, 'approval-latency-p90': p90 } = measured()
    expect(p50).toEqual({ value: 2, numerator: 3, denominator: 6, unit: 'hours' })
    expect(p90.value).toBe(9)
  })

  it('gives how many requests were closed', () => {
    expect(measured().throughput).toEqual({ value: 6, numerator: 6, denominator: null, unit: 'requests' })
  })

  it.each<[string, Partial<Night>, readonly MeasureId[]]>([
    [
      'the tickets are incomplete',
      { ticketsComplete: false },
      [
        'access-without-ticket-rate',
        'approval-latency-p50',
        'approval-latency-p90',
        'closed-not-provisioned-rate',
        'closed-not-removed-rate',
        'entitlement-accuracy',
        'evidence-rate',
        'expired-still-active-rate',
        'throughput',
      ],
    ],
    ['the people are incomplete', { peopleComplete: false }, ['orphaned-access-rate', 'ownerless-entitlement-rate']],
    [
      'an access source is incomplete',
      { scopes: [aScope(), aScope({ system: 'dev', complete: false })] } as object,
      [
        'access-without-ticket-rate',
        'birthright-share',
        'closed-not-provisioned-rate',
        'closed-not-removed-rate',
        'entitlement-accuracy',
        'expired-still-active-rate',
        'indirect-share',
        'orphaned-access-rate',
      ],
    ],
    [
      'there is no access source',
      { scopes: [] } as object,
      [
        'access-without-ticket-rate',
        'birthright-share',
        'closed-not-provisioned-rate',
        'closed-not-removed-rate',
        'entitlement-accuracy',
        'expired-still-active-rate',
        'indirect-share',
        'orphaned-access-rate',
      ],
    ],
    [
      'there is no catalogue',
      { entitlements: aNight().entitlements },
      ['birthright-share', 'evidence-rate', 'ownerless-entitlement-rate'],
    ],
    ['there is no people source', { directory: aNight().directory }, ['orphaned-access-rate']],
  ])('cannot compute what would need it where %s', (_when, given, ids) => {
    expect(notComputable(given)).toEqual(ids)
  })

  it('says why a measure cannot be computed, and keeps its figures', () => {
    const { 'evidence-rate': evidence, throughput, 'approval-latency-p50': p50 } = measured({ ticketsComplete: false })
    const reason = 'a ticket source was incomplete'
    expect(evidence).toEqual({ value: null, numerator: 12, denominator: 16, unit: 'ratio', reason })
    expect(throughput).toEqual({ value: null, numerator: 6, denominator: null, unit: 'requests', reason })
    expect(p50).toEqual({ value: null, numerator: 3, denominator: 6, unit: 'hours', reason })
  })

  it('has nothing to measure where nothing was counted, and never says 0', () => {
    const none = toMeasures(noCounts(), { ...totals, open: 0, accepted: 0 }, aNight(governed))
    expect(none['access-without-ticket-rate']).toMatchObject({ value: null, reason: 'nothing to measure' })
    expect(none['exception-rate'].value).toBeNull()
    expect(none['approval-latency-p90']).toMatchObject({ value: null, reason: 'no request is decided' })
    expect(none.throughput.value).toBe(0)
  })
})
