import type { SweepEnd } from '../wire/sweep-request.ts'
import type { CopyState, KeptSweep } from './mirror.ts'
import type { Syncing, TableSync } from './syncing.ts'

/**
 * Ends a sweep of which every part was read, and says how the copy stands then. Only a full sweep that was shown all
 * proves a copy whole, and takes what it did not see for vanished; increments leave it as whole as it was, or less.
 */
export function concludeSweep(
  { table, copy, options }: Syncing,
  parts: readonly KeptSweep[],
  ends: readonly SweepEnd[],
  read: number,
): TableSync {
  const isFull = parts.every(({ request }) => request.by === 'sys_id')
  const until = parts[0]?.request.until ?? ''
  const isWhole = ends.every(({ complete }) => complete)
  const state = stateAfter({ isFull, isWhole, until, onlyChanges: table.onlyChanges === true }, ends, copy.state())
  const vanished = copy.settle(state, isFull && isWhole ? { on: options.now, createdBefore: until } : undefined)
  return {
    table: table.spec.table,
    mode: isFull ? 'full' : table.onlyChanges ? 'changes' : 'increment',
    read,
    hidden: ends.reduce((sum, { hidden }) => sum + hidden, 0),
    vanished,
    complete: state.proven,
    ...(state.reason !== undefined && { reason: state.reason }),
  }
}

interface Swept {
  readonly isFull: boolean
  readonly isWhole: boolean
  readonly until: string
  readonly onlyChanges: boolean
}

function stateAfter(
  { isFull, isWhole, until, onlyChanges }: Swept,
  ends: readonly SweepEnd[],
  before: CopyState,
): CopyState {
  const proven = isWhole && (isFull || before.proven || onlyChanges)
  const said = [...new Set(ends.flatMap(({ reason }) => (reason === undefined ? [] : [reason])))].join('; ')
  const reason = proven ? undefined : said || before.reason
  const sweptUntil = isFull ? until : before.sweptUntil
  return {
    // Nothing but the next reading can fill in what this one was not shown.
    changedUntil: onlyChanges && !isWhole ? (before.changedUntil ?? until) : until,
    ...(sweptUntil !== undefined && { sweptUntil }),
    proven,
    ...(reason !== undefined && { reason }),
  }
}
