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
      readonly removedBy: RequestLine
      readonly earlier: readonly AuthorisedPeriod[]
    }

type Standing = Extract<Expectation, { state: 'present' }>

/**
 * Folds the request lines for one entitlement of one principal into what should be true at `at`.
 * Only closed-complete lines count; their order is that of `byClosing`, whatever order they are given in.
 * The lines must already be as they stood at `at`.
 */
export function foldLines(lines: readonly RequestLine[], at: Instant): Expectation {
  let now: Expectation = { state: 'none' }
  for (const line of lines.filter(promises).sort(byClosing)) {
    now = apply(expire(now, line.closedAt), line)
  }
  return expire(now, at)
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
  if (line.kind === 'deprovision') return remove(now, line)
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

function remove(now: Expectation, line: ClosedLine): Expectation {
  const earlier = now.state === 'none' ? [] : now.state === 'present' ? ended(now, line.closedAt) : now.earlier
  return { state: 'removed', since: line.closedAt, removedBy: line, earlier }
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
