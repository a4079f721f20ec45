import type { Night } from '../night/night.ts'
import type { Counts, NightTotals } from './counts.ts'
import { type Measure, type Measures, nearestRank, ratio } from './measures.ts'

/** The measures that a night's counts give. What would need an incomplete source is not computable. */
export function toMeasures(counts: Counts, totals: NightTotals, night: Night): Measures {
  const access = [...night.scopes.values()].every((scope) => scope.complete) && night.scopes.size > 0
  const noTickets = night.ticketsComplete ? undefined : 'a ticket source was incomplete'
  const noPeople = night.peopleComplete ? undefined : 'a people source was incomplete'
  const noAccess = access ? undefined : 'an access source was incomplete'
  const noCatalogue = night.entitlements.governed ? undefined : 'no catalogue is given'
  const notKnown = night.directory.known ? undefined : 'no people source is given'
  const noBirthrights = night.policy.birthrights.length > 0 ? undefined : noCatalogue
  const known = counts.governedGrants + counts.birthrightGrants
  const sorted = Float64Array.from(counts.latencies).sort()
  return {
    'source-coverage': ratio(totals.completeSources, totals.sources),
    'access-without-ticket-rate': ratio(counts.withoutTicket, counts.governedGrants, noTickets ?? noAccess),
    'birthright-share': ratio(counts.birthrightGrants, known, noAccess ?? noBirthrights),
    'indirect-share': ratio(counts.indirectGrants, known + counts.indirectGrants, noAccess),
    'entitlement-accuracy': ratio(counts.accurateGrants, counts.ticketedGrants, noTickets ?? noAccess),
    'closed-not-provisioned-rate': ratio(counts.notProvisioned, counts.authorised, noTickets ?? noAccess),
    'closed-not-removed-rate': ratio(counts.notRemoved, counts.removals, noTickets ?? noAccess),
    'expired-still-active-rate': ratio(counts.pastEnd, counts.withEnd, noTickets ?? noAccess),
    'evidence-rate': ratio(counts.proven, counts.needingApproval, noTickets ?? noCatalogue),
    'orphaned-access-rate': ratio(counts.orphaned, counts.grants, noPeople ?? notKnown ?? noAccess),
    'ownerless-entitlement-rate': ratio(totals.ownerless, totals.entitlements, noPeople ?? noCatalogue),
    'exception-rate': ratio(totals.accepted, totals.accepted + totals.open),
    'approval-latency-p50': latency(sorted, 0.5, counts.undecided, noTickets),
    'approval-latency-p90': latency(sorted, 0.9, counts.undecided, noTickets),
    throughput: noTickets
      ? { value: null, numerator: counts.closed, denominator: null, unit: 'requests', reason: noTickets }
      : { value: counts.closed, numerator: counts.closed, denominator: null, unit: 'requests' },
  }
}

const hourMs = 3_600_000

function latency(sorted: Float64Array, share: number, undecided: number, noTickets: string | undefined): Measure {
  const figures = { numerator: sorted.length, denominator: sorted.length + undecided, unit: 'hours' as const }
  const value = nearestRank(sorted, share)
  if (noTickets !== undefined) return { value: null, ...figures, reason: noTickets }
  if (value === undefined) return { value: null, ...figures, reason: 'no request is decided' }
  return { value: value / hourMs, ...figures }
}
