import type { Recertification } from '../../model/recertification.ts'
import { foldLines } from '../../night/fold.ts'
import type { Duration } from '../../time/duration.ts'
import type { Instant } from '../../time/instant.ts'
import { type Figures, share } from './figure.ts'
import type { KeptCell } from './kept-subject.ts'
import { isInPeriod, type KpiScope, lastMoment } from './kpi-scope.ts'

/** Counts recertifications that were due, and revocations that followed. */
export interface RecertificationCounter {
  /** Takes an access with the decisions about it. */
  readonly add: (cell: KeptCell, decisions: readonly Recertification[]) => void
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

  function add(cell: KeptCell, decisions: readonly Recertification[]): void {
    const last = lastMoment(scope)
    const own = decisions.filter(({ decidedAt }) => decidedAt <= last).sort((a, b) => a.decidedAt - b.decidedAt)
    countDueDates(cell, own)
    for (const decision of own) if (decision.decision === 'revoke') countRevocation(cell, decision.decidedAt)
  }

  function countDueDates({ entitlement, lines, seen }: KeptCell, own: readonly Recertification[]): void {
    const entry = scope.entitlements.find(entitlement)
    if (entry === undefined || entry.birthright || !seen.ever) return
    const expectation = foldLines(
      lines.map(({ line }) => line),
      lastMoment(scope),
    )
    const since = expectation.state === 'present' ? expectation.since : seen.firstAt
    for (const { at, decided } of dueDates(since, seen.lastAt ?? scope.until, entry.recertify, own)) {
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
