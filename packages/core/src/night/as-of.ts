import type { RequestLine } from '../model/request.ts'
import type { Instant } from '../time/instant.ts'

/**
 * Shows a request line as it stood at an instant: what was opened, decided or changed later is not there, and what
 * closed later is open. Gives `undefined` for a line that did not exist yet.
 */
export function asOf(line: RequestLine, at: Instant): RequestLine | undefined {
  if (line.openedAt > at) return undefined
  if (isSettledAt(line, at)) return line
  const { closedAt, fulfilledAt, changes, ...rest } = line
  const isClosed = closedAt === undefined || closedAt <= at
  return {
    ...rest,
    state: isClosed ? line.state : 'open',
    approvals: line.approvals.filter((approval) => approval.decidedAt <= at),
    ...(changes && { changes: changes.filter((change) => change.at <= at) }),
    ...(closedAt !== undefined && isClosed && { closedAt }),
    ...(fulfilledAt !== undefined && fulfilledAt <= at && { fulfilledAt }),
  }
}

/** Says whether nothing about a line is later than an instant, so that the line can be taken as it is. */
function isSettledAt(line: RequestLine, at: Instant): boolean {
  if (line.closedAt !== undefined && line.closedAt > at) return false
  if (line.fulfilledAt !== undefined && line.fulfilledAt > at) return false
  for (const approval of line.approvals) if (approval.decidedAt > at) return false
  for (const change of line.changes ?? []) if (change.at > at) return false
  return true
}
