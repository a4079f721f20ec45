import type { Recertification } from '../../model/recertification.ts'
import { type Expectation, isRevocation } from '../../night/fold.ts'
import type { Duration } from '../../time/duration.ts'
import type { Instant } from '../../time/instant.ts'
import { type Figures, share } from './figure.ts'
import { expectedAt, type KeptCell } from './kept-subject.ts'
import { isInPeriod, type KpiScope, lastMoment } from './kpi-scope.ts'

/** Counts recertifications that were due, and revocations that followed. */
export interface RecertificationCounter {
  readonly add: (cell: KeptCell) => void
  readonly figures: () => Figures
}

/** One due date, and whether somebody had decided by it. */
export interface DueDate {
  readonly at: Instant
  readonly decided: boolean
}

/** Starts to count the recertifications of a period. */
export function createRecertificationCounter(scope: KpiScope): RecertificationCounter {
  const counts = { due: 0, decided: 0, revoked: 0, gone: 0 }

  function add(cell: KeptCell): void {
    countDueDates(cell)
    for (const { decision, decidedAt } of cell.recertifications) {
      if (decision === 'revoke') countRevocation(cell, decidedAt)
    }
  }

  function countDueDates(cell: KeptCell): void {
    const { entitlement, seen } = cell
    const entry = scope.entitlements.find(entitlement)
    if (entry === undefined || entry.birthright || !seen.ever) return
    const since = authorisedSince(expectedAt(cell, lastMoment(scope))) ?? seen.firstAt
    for (const { at, decided } of dueDates(since, seen.lastAt ?? scope.until, entry.recertify, cell.recertifications)) {
      if (!isInPeriod(at, scope)) continue
      counts.due += 1
      if (decided) counts.decided += 1
    }
  }

  function countRevocation({ seen }: KeptCell, decidedAt: Instant): void {
    const deadline = decidedAt + scope.policy.levels.removal
    if (!isInPeriod(decidedAt, scope) || scope.until < deadline) return
    counts.revoked += 1
    if (!seen.ever || (seen.lastAt !== undefined && seen.lastAt <= deadline)) counts.gone += 1
  }

  return {
    add,
    figures: () => ({
      'recertification-completion': share(counts.decided, counts.due),
      'revoke-follow-through': share(counts.gone, counts.revoked),
    }),
  }
}

/** Since when the tickets authorise it, or did until a reviewer revoked it. */
function authorisedSince(expectation: Expectation): Instant | undefined {
  if (expectation.state === 'present') return expectation.since
  if (expectation.state !== 'removed' || !isRevocation(expectation.removedBy)) return undefined
  return expectation.earlier.at(-1)?.from
}

/**
 * The due dates of one access held from `since` to `heldUntil`. A decision sets the next: an interval later, or at the
 * end until which the access may stay where that is earlier. While nobody decides, only the one due date passes.
 */
export function dueDates(
  since: Instant,
  heldUntil: Instant,
  interval: Duration | undefined,
  decisions: readonly Recertification[],
): readonly DueDate[] {
  const dates: DueDate[] = []
  const after = (at: Instant): Instant => (interval === undefined ? never : at + interval)
  let at = after(since)
  for (const { decision, decidedAt, until = never } of decisions) {
    if (decidedAt < since) continue
    if (at <= heldUntil) dates.push({ at, decided: decidedAt <= at })
    else if (decidedAt > heldUntil) return dates
    if (decision === 'revoke') return dates
    at = Math.min(after(decidedAt), until)
  }
  if (at <= heldUntil) dates.push({ at, decided: false })
  return dates
}

const never = Number.POSITIVE_INFINITY
