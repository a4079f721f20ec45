import { type Figures, share, waitFigure } from './figure.ts'
import { noWaits } from './kaplan-meier.ts'
import { anythingSeen, type KeptSubject } from './kept-subject.ts'
import { isInPeriod, type KpiScope } from './kpi-scope.ts'

/** Counts principals who ended, and how long they kept access. */
export interface DepartureCounter {
  readonly add: (kept: KeptSubject) => void
  readonly figures: () => Figures
}

/** Starts to count the departures of a period. */
export function createDepartureCounter(scope: KpiScope): DepartureCounter {
  const waits = noWaits()
  let [due, inTime] = [0, 0]

  function add(kept: KeptSubject): void {
    if (kept.subject.type !== 'principal') return
    const endedAt = scope.directory.person(kept.subject.principal)?.endedAt
    if (endedAt === undefined || !isInPeriod(endedAt, scope)) return
    const seen = anythingSeen(kept, scope.until)
    if (!seen.ever) return
    const length = Math.max(0, (seen.lastAt ?? scope.until) - endedAt)
    waits[seen.lastAt === undefined ? 'open' : 'over'].push(length)
    const allowed = scope.policy.levels.removal
    if (scope.until < endedAt + allowed) return
    due += 1
    if (seen.lastAt !== undefined && length <= allowed) inTime += 1
  }

  return {
    add,
    figures: () => ({
      'deprovisioning-completion': share(inTime, due),
      'time-to-deprovision-p50': waitFigure(waits, 0.5),
      'time-to-deprovision-p90': waitFigure(waits, 0.9),
    }),
  }
}
