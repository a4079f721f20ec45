import { foldLines } from '../../night/fold.ts'
import { type Figures, share, waitFigure } from './figure.ts'
import { noWaits } from './kaplan-meier.ts'
import type { KeptCell } from './kept-subject.ts'
import { isInPeriod, type KpiScope, lastMoment } from './kpi-scope.ts'

/** Counts accesses whose ticketed end has come. */
export interface ExpiryCounter {
  readonly add: (cell: KeptCell) => void
  readonly figures: () => Figures
}

/** Starts to count the ends of a period. One that a later ticket put off is none. */
export function createExpiryCounter(scope: KpiScope): ExpiryCounter {
  const waits = noWaits()
  let late = 0

  function add({ lines, seen }: KeptCell): void {
    if (!seen.ever || lines.length === 0) return
    const expectation = foldLines(
      lines.map(({ line }) => line),
      lastMoment(scope),
    )
    if (expectation.state !== 'expired' || !isInPeriod(expectation.since, scope)) return
    const lateness = Math.max(0, (seen.lastAt ?? scope.until) - expectation.since)
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
