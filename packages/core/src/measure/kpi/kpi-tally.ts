import type { Finding } from '../../finding/finding.ts'
import type { RequestLine } from '../../model/request.ts'
import { createDepartureCounter } from './count-departures.ts'
import { createExpiryCounter } from './count-expiries.ts'
import { createFindingCounter } from './count-findings.ts'
import { createFulfilmentCounter } from './count-fulfilments.ts'
import { createRecertificationCounter } from './count-recertifications.ts'
import { createRequestCounter } from './count-requests.ts'
import { type EntitlementRow, entitlementRows } from './entitlement-rows.ts'
import { type Figure, type Figures, share } from './figure.ts'
import { anythingSeen, type KeptSubject, keptCells, linesAsOf } from './kept-subject.ts'
import type { KpiId } from './kpi-facts.ts'
import type { KpiScope, PastNight } from './kpi-scope.ts'
import { type Kpi, toKpis } from './to-kpis.ts'

/** The figures of a period. */
export interface KpiResult {
  readonly kpis: Readonly<Record<KpiId, Kpi>>
  /** Those with anything to show, the slowest approval first. */
  readonly entitlements: readonly EntitlementRow[]
}

/** Counts one subject after another and gives the figures of a period at the end. */
export interface KpiTally {
  readonly add: (kept: KeptSubject) => void
  readonly result: () => KpiResult
}

/** Starts the figures of a period. Memory grows with the waits that are counted, one number each. */
export function createKpiTally(scope: KpiScope): KpiTally {
  const requests = createRequestCounter(scope)
  const found = createFindingCounter(scope)
  const [fulfilments, expiries] = [createFulfilmentCounter(scope), createExpiryCounter(scope)]
  const [departures, recertified] = [createDepartureCounter(scope), createRecertificationCounter(scope)]
  let holders = 0

  function add(kept: KeptSubject): void {
    const early = grantedEarly(kept.findings)
    for (const judged of linesAsOf(kept.lines, scope)) requests.add(judged, early.has(ticketKey(judged.line)))
    for (const finding of kept.findings) found.add(finding)
    if (kept.subject.type !== 'principal') return
    const seen = anythingSeen(kept, scope.until)
    if (seen.ever && seen.lastAt === undefined) holders += 1
    departures.add(kept)
    for (const cell of keptCells(kept, scope)) {
      fulfilments.add(cell)
      expiries.add(cell)
      recertified.add(cell)
    }
  }

  function result(): KpiResult {
    const figures: Figures = {
      ...requests.figures(),
      ...fulfilments.figures(),
      ...expiries.figures(),
      ...departures.figures(),
      ...recertified.figures(),
      'governance-debt-ratio': share(found.withoutTicket(), requests.closed()),
      'separation-of-duties-rate': ofLastNight(scope, 'separation-of-duties', holders),
      'stale-exception-rate': ofLastNight(scope, 'exception-expired', inForce(scope)),
      'source-coverage': coverage(scope.nights),
    }
    return { kpis: toKpis(figures, scope), entitlements: entitlementRows(requests, found) }
  }

  return { add, result }
}

/** The tickets whose access was seen to be there before its approval. */
function grantedEarly(findings: readonly Finding[]): ReadonlySet<string> {
  const early = findings.filter(({ kind }) => kind === 'granted-before-approval')
  return new Set(early.map(({ ticket = '', entitlement = '' }) => ticketKey({ number: ticket, entitlement })))
}

function ticketKey({ number, entitlement }: Pick<RequestLine, 'number' | 'entitlement'>): string {
  return `${number}\u0000${entitlement}`
}

/** What was open of a kind after the last night of the period, over something counted then. */
function ofLastNight(
  { nights }: KpiScope,
  kind: 'separation-of-duties' | 'exception-expired',
  denominator: number,
): Figure {
  const open = nights.at(-1)?.findings[kind]?.open
  if (open !== undefined) return share(open, denominator)
  const reason = nights.length === 0 ? 'no night ran in the period' : 'the last night of the period did not count it'
  return { value: null, numerator: null, denominator, reason }
}

function inForce({ exceptions, until }: KpiScope): number {
  let count = 0
  for (const exception of exceptions) if (exception.from <= until && until < exception.until) count += 1
  return count
}

function coverage(nights: readonly PastNight[]): Figure {
  if (nights.length === 0) return { ...share(0, 0), reason: 'no night ran in the period' }
  const readings = nights.flatMap(({ sources }) => sources)
  return share(readings.filter(({ complete }) => complete).length, readings.length)
}
