import type { Recertification, RequestLine } from '@ticketbound/core'

/** A closed line; nothing else promises anything. */
export type ClosedLine = RequestLine & { readonly closedAt: number }

/** What the closed tickets, in their order, say of one entitlement of one principal. */
export interface Expected {
  readonly state: 'nothing' | 'present' | 'expired' | 'removed'
  /** When it came to this state: for `present`, when the authorised period began. */
  readonly since: number
  readonly expiresAt?: number
  /** The last provision, and each change since. */
  readonly restsOn: readonly ClosedLine[]
  /** The line with which the period began. */
  readonly begunBy?: ClosedLine
  /** When earlier authorised periods began. */
  readonly earlier: readonly number[]
}

/** Folds the lines of one cell, as they stood at `at`, and what was revoked into what should be true then. */
export function expectedAt(
  lines: readonly RequestLine[],
  at: number,
  revocations: readonly Recertification[],
): Expected {
  const instants = new Set([...lines.map(({ closedAt }) => closedAt ?? 0), ...revocations.map((it) => it.decidedAt)])
  let now: Expected = { state: 'nothing', since: 0, restsOn: [], earlier: [] }
  for (const instant of [...instants].sort((a, b) => a - b)) {
    const closing = lines.filter(isPromise).filter(({ closedAt }) => closedAt === instant)
    for (const line of closing.sort(inOrder)) now = take(ended(now, instant), line)
    // Whatever closes at the same instant, a revocation has the last word.
    if (revocations.some(({ decidedAt }) => decidedAt === instant)) now = takeAway(ended(now, instant), instant, [])
  }
  return ended(now, at)
}

function takeAway(now: Expected, since: number, restsOn: readonly ClosedLine[]): Expected {
  const earlier = now.state === 'present' ? [...now.earlier, now.since] : now.earlier
  return { state: 'removed', since, restsOn, earlier }
}

function isPromise(line: RequestLine): line is ClosedLine {
  return line.state === 'closed-complete' && line.closedAt !== undefined && line.kind !== 'none'
}

function inOrder(a: ClosedLine, b: ClosedLine): number {
  const keysOf = (line: ClosedLine) => [
    line.closedAt,
    line.openedAt,
    line.number,
    line.item,
    line.kind === 'deprovision' ? 1 : 0,
    line.source,
  ]
  const [left, right] = [keysOf(a), keysOf(b)]
  const first = left.findIndex((key, index) => key !== right[index])
  if (first < 0) return 0
  return (left[first] ?? 0) < (right[first] ?? 0) ? -1 : 1
}

function ended(now: Expected, at: number): Expected {
  if (now.state !== 'present' || now.expiresAt === undefined || at < now.expiresAt) return now
  return { state: 'expired', since: now.expiresAt, restsOn: now.restsOn, earlier: [...now.earlier, now.since] }
}

function take(now: Expected, line: ClosedLine): Expected {
  const wasPresent = now.state === 'present'
  if (line.kind === 'deprovision') return takeAway(now, line.closedAt, [line])
  const end = line.expiresAt === undefined ? {} : { expiresAt: line.expiresAt }
  if (!wasPresent)
    return { state: 'present', since: line.closedAt, restsOn: [line], begunBy: line, earlier: now.earlier, ...end }
  if (line.kind === 'change') return { ...now, restsOn: [...now.restsOn, line], ...end }
  const { expiresAt: _replaced, ...rest } = now
  return { ...rest, restsOn: [line], ...end }
}
