import type { Instant } from '../../time/instant.ts'
import { type Figures, share, waitFigure } from './figure.ts'
import { noWaits } from './kaplan-meier.ts'
import { expectedAt, type KeptCell } from './kept-subject.ts'
import { isInPeriod, type KpiScope, lastMoment } from './kpi-scope.ts'

/** Counts accesses whose ticketed end has come. */
export interface ExpiryCounter {
  readonly add: (cell: KeptCell) => void
  readonly figures: () => Figures
}

/** Starts to count the ends of a period. One that a later ticket put off, or that somebody did not wait for, is none. */
export function createExpiryCounter(scope: KpiScope): ExpiryCounter {
  const waits = noWaits()
  let late = 0

  function add(cell: KeptCell): void {
    const { lines, seen } = cell
    if (!seen.ever || lines.length === 0) return
    const end = endOf(cell, lastMoment(scope))
    if (end === undefined || !isInPeriod(end, scope)) return
    const lateness = Math.max(0, (seen.lastAt ?? scope.until) - end)
    waits[seen.lastAt === undefined ? 'open' : 'over'].push(lateness)
    if (lateness > scope.policy.grace.expiry) late += 1
  }

  return {
    add,
    figures: () => ({
      'late-expiry-rate': share(late, waits.over.length + waits.open.length),
      'expiry-lateness-p50': waitFigure(waits, 0.5),
      'expiry-lateness-p90': waitFigure(waits, 0.9),
    }),
  }
}

/** When the end came that the tickets gave. What was removed only after its end had ended all the same. */
function endOf(cell: KeptCell, at: Instant): Instant | undefined {
  const expectation = expectedAt(cell, at)
  if (expectation.state === 'expired') return expectation.since
  return expectation.state === 'removed' ? endOf(before(cell, expectation.since), expectation.since) : undefined
}

function before({ lines, recertifications, ...cell }: KeptCell, at: Instant): KeptCell {
  return {
    ...cell,
    lines: lines.filter(({ line }) => line.closedAt !== undefined && line.closedAt < at),
    recertifications: recertifications.filter(({ decidedAt }) => decidedAt < at),
  }
}
