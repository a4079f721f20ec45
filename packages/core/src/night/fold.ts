import type { Recertification } from '../model/recertification.ts'
import type { RequestLine } from '../model/request.ts'
import type { Instant } from '../time/instant.ts'

/** A stretch of time in which the closed tickets authorised the access. */
export interface AuthorisedPeriod {
  readonly from: Instant
  /** Absent while the period still runs. */
  readonly until?: Instant
}

/** What the closed tickets for one entitlement of one principal say should be true now. */
export type Expectation =
  | { readonly state: 'none' }
  | {
      readonly state: 'present'
      readonly since: Instant
      readonly level?: string
      readonly expiresAt?: Instant
      /** The lines that level and expiry rest on: the last provision, then each change of it. */
      readonly restsOn: readonly RequestLine[]
      /** The line that turned the access from absent to present. */
      readonly begunBy: RequestLine
      readonly earlier: readonly AuthorisedPeriod[]
    }
  | {
      readonly state: 'expired'
      readonly since: Instant
      readonly restsOn: readonly RequestLine[]
      readonly earlier: readonly AuthorisedPeriod[]
    }
  | {
      readonly state: 'removed'
      readonly since: Instant
      readonly removedBy: Removal
      readonly earlier: readonly AuthorisedPeriod[]
    }

/** What takes access away: a removal ticket that was closed, or a reviewer who revoked it. */
export type Removal = RequestLine | Recertification

/** Tells a revocation from a removal ticket. */
export function isRevocation(removal: Removal): removal is Recertification {
  return 'decider' in removal
}

type Standing = Extract<Expectation, { state: 'present' }>

/**
 * Folds the request lines for one entitlement of one principal into what should be true at `at`.
 * Only closed-complete lines count; their order is that of `byClosing`, whatever order they are given in. A revocation
 * removes as a ticket does that closes when it is decided; on a tie it comes last, so that doubt takes access away.
 * Lines and revocations must already be as they stood at `at`, and the revocations those that count.
 */
export function foldLines(
  lines: readonly RequestLine[],
  at: Instant,
  revocations: readonly Recertification[] = noRevocations,
): Expectation {
  let now: Expectation = { state: 'none' }
  for (const step of inOrder(lines.filter(promises).sort(byClosing), revocations)) {
    now = isRevocation(step)
      ? remove(expire(now, step.decidedAt), step, step.decidedAt)
      : apply(expire(now, step.closedAt), step)
  }
  return expire(now, at)
}

const noRevocations: readonly Recertification[] = []

/** A sort leaves what is equal in its order, so revocations follow the lines that close at their instant. */
function inOrder(
  lines: readonly ClosedLine[],
  revocations: readonly Recertification[],
): readonly (ClosedLine | Recertification)[] {
  if (revocations.length === 0) return lines
  const decided = [...revocations].sort((a, b) => compare(a.decider, b.decider))
  return [...lines, ...decided].sort((a, b) => takesEffectAt(a) - takesEffectAt(b))
}

function takesEffectAt(step: ClosedLine | Recertification): Instant {
  return isRevocation(step) ? step.decidedAt : step.closedAt
}

type ClosedLine = RequestLine & { readonly closedAt: Instant }

function promises(line: RequestLine): line is ClosedLine {
  return line.state === 'closed-complete' && line.closedAt !== undefined && line.kind !== 'none'
}

/** The order in which closed lines take effect; on a full tie a removal comes last, so that doubt takes access away. */
export function byClosing(a: RequestLine, b: RequestLine): number {
  return (
    (a.closedAt ?? 0) - (b.closedAt ?? 0) ||
    a.openedAt - b.openedAt ||
    compare(a.number, b.number) ||
    compare(a.item, b.item) ||
    Number(a.kind === 'deprovision') - Number(b.kind === 'deprovision') ||
    compare(a.source, b.source)
  )
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function expire(now: Expectation, at: Instant): Expectation {
  if (now.state !== 'present' || now.expiresAt === undefined || at < now.expiresAt) return now
  return { state: 'expired', since: now.expiresAt, restsOn: now.restsOn, earlier: ended(now, now.expiresAt) }
}

function apply(now: Expectation, line: ClosedLine): Expectation {
  if (line.kind === 'deprovision') return remove(now, line, line.closedAt)
  if (now.state !== 'present') return begin(now, line)
  return line.kind === 'change' ? change(now, line) : renew(now, line)
}

function begin(now: Exclude<Expectation, Standing>, line: ClosedLine): Standing {
  const earlier = now.state === 'none' ? [] : now.earlier
  return { state: 'present', since: line.closedAt, ...held(line), restsOn: [line], begunBy: line, earlier }
}

function renew(now: Standing, line: RequestLine): Standing {
  return {
    state: 'present',
    since: now.since,
    ...held(line),
    restsOn: [line],
    begunBy: now.begunBy,
    earlier: now.earlier,
  }
}

function change(now: Standing, line: RequestLine): Standing {
  return { ...now, ...held(line), restsOn: [...now.restsOn, line] }
}

function remove(now: Expectation, removedBy: Removal, since: Instant): Expectation {
  const earlier = now.state === 'none' ? [] : now.state === 'present' ? ended(now, since) : now.earlier
  return { state: 'removed', since, removedBy, earlier }
}

function held(line: RequestLine): { readonly level?: string; readonly expiresAt?: Instant } {
  return {
    ...(line.level !== undefined && { level: line.level }),
    ...(line.expiresAt !== undefined && { expiresAt: line.expiresAt }),
  }
}

function ended(now: Standing, until: Instant): readonly AuthorisedPeriod[] {
  return [...now.earlier, { from: now.since, until }]
}
