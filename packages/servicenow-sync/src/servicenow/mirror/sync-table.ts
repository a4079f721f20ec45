import { field } from '../wire/encoded-query.ts'
import type { ServiceNowClient } from '../wire/servicenow-client.ts'
import { splitRanges } from '../wire/split-ranges.ts'
import { concludeSweep } from './conclude-sweep.ts'
import { countOf, holdToCount } from './hold-to-count.ts'
import type { CopyState, KeptSweep, SweepPart, TableCopy } from './mirror.ts'
import type { MirroredTable } from './mirrored-table.ts'
import { partsOfSweep } from './parts-of-sweep.ts'
import { addSeconds, isEarlier } from './stamp.ts'
import { type SweptParts, sweepParts } from './sweep-parts.ts'
import type { Syncing, SyncOptions, TableSync } from './syncing.ts'

/** What is written in the last minute is left to the next reading: it may not be there yet under its final time. */
const settling = 60
/** How far an increment reaches back before the end of the last: rows that were in a long transaction come in late. */
const overlap = 300

/**
 * Brings the copy of a table up to date: goes on with a sweep that was interrupted, sweeps the whole table when that is
 * due, and otherwise reads what changed and holds the count of the table to it; where they differ, rows came or went
 * unseen, and the whole table is swept at once. Throws what the client throws; what was read until then is kept.
 */
export async function syncTable(
  client: ServiceNowClient,
  table: MirroredTable,
  copy: TableCopy,
  options: SyncOptions,
): Promise<TableSync> {
  const syncing = { client, table, copy, options }
  const until = addSeconds(options.now, -settling)
  const begun = copy.sweeps()
  const [first] = begun
  return first === undefined ? syncAnew(syncing, until) : syncOn(syncing, until, begun, first.request)
}

async function syncAnew(syncing: Syncing, until: string, knownUntil?: string): Promise<TableSync> {
  const { table, copy, options } = syncing
  const state = copy.state()
  if (isUpTo(state, until)) return nothingRead(syncing)
  if (!table.onlyChanges && isSweepDue(state, options)) return sweepWhole(syncing, until)
  return syncChanges(syncing, until, knownUntil)
}

/** A night that was killed behind this table and is run again has nothing more to ask of it. */
function isUpTo({ changedUntil, proven }: CopyState, until: string): boolean {
  return proven && changedUntil !== undefined && !isEarlier(changedUntil, until)
}

function nothingRead({ table: { spec, onlyChanges } }: Syncing): TableSync {
  const mode = onlyChanges ? 'changes' : 'increment'
  return { table: spec.table, mode, read: 0, hidden: 0, vanished: 0, complete: true }
}

/**
 * Goes on with what was begun earlier, of which rows may be gone by now, so that it is held to the count. What a full
 * sweep was not shown, a second one tonight would not be, either.
 */
async function syncOn(
  syncing: Syncing,
  until: string,
  begun: readonly KeptSweep[],
  { by, until: begunUntil, knownUntil }: SweepPart,
): Promise<TableSync> {
  const swept = await sweepParts(syncing, begun)
  const isLater = isEarlier(begunUntil, until)
  if (by === 'updated' && !isLater) return concludeChanges(syncing, begun, swept)
  const resumed = concludeSweep(syncing, begun, swept.ends, swept.read)
  if (by === 'updated') return followedBy(resumed, await syncAnew(syncing, until, knownUntil))
  if (resumed.complete) return followedBy(resumed, await syncChanges(syncing, until, begunUntil))
  return isLater ? followedBy(resumed, await readChanges(syncing, until)) : resumed
}

/** A copy that is not proven whole is read whole again: somebody may have granted what was missing. */
function isSweepDue({ sweptUntil, proven }: CopyState, { now, fullSweepSeconds }: SyncOptions): boolean {
  return sweptUntil === undefined || !proven || !isEarlier(now, addSeconds(sweptUntil, fullSweepSeconds))
}

async function syncChanges(syncing: Syncing, until: string, knownUntil?: string): Promise<TableSync> {
  const parts = beginChanges(syncing, until, knownUntil)
  return parts === undefined ? nothingRead(syncing) : concludeChanges(syncing, parts, await sweepParts(syncing, parts))
}

async function readChanges(syncing: Syncing, until: string): Promise<TableSync> {
  const parts = beginChanges(syncing, until)
  return parts === undefined ? nothingRead(syncing) : finish(syncing, parts)
}

/** What was never read from the beginning has nothing to reach back to: it begins now. */
function beginChanges({ copy }: Syncing, until: string, knownUntil?: string): readonly KeptSweep[] | undefined {
  const { changedUntil } = copy.state()
  if (changedUntil === undefined) {
    copy.settle({ changedUntil: until, proven: true })
    return undefined
  }
  const since = addSeconds(changedUntil, -overlap)
  const request: SweepPart = { by: 'updated', since, until, knownUntil: knownUntil ?? changedUntil }
  const parts = [{ part: '0', request }]
  copy.begin(parts)
  return parts
}

/** Ends an increment only once its count is known: a night that is killed before that asks for it again. */
async function concludeChanges(
  syncing: Syncing,
  parts: readonly KeptSweep[],
  { ends, read }: SweptParts,
): Promise<TableSync> {
  const { table } = syncing
  const { until = '', knownUntil = until } = parts[0]?.request ?? {}
  // Where some of what there is is not kept, the two counts have nothing in common.
  const held =
    table.onlyChanges || table.sieve !== undefined ? 'equal' : await holdToCount(syncing, { knownUntil, until })
  const unsettled: TableSync = { ...nothingRead(syncing), read, complete: false }
  switch (held) {
    case 'equal':
      return concludeSweep(syncing, parts, ends, read)
    case 'other':
      return followedBy(unsettled, await sweepWhole(syncing, until))
    case 'unanswered':
      return { ...unsettled, reason: 'the instance does not say how many rows there are' }
  }
}

async function sweepWhole(syncing: Syncing, until: string): Promise<TableSync> {
  const counted = await countOf(syncing, field('sys_created_on').below(until))
  const ranges = splitRanges(partsOfSweep(typeof counted === 'number' ? counted : undefined, syncing.options))
  return begin(
    syncing,
    ranges.map((range, at) => ({ part: String(at), request: { by: 'sys_id', range, until } })),
  )
}

async function begin(syncing: Syncing, parts: readonly KeptSweep[]): Promise<TableSync> {
  syncing.copy.begin(parts)
  return finish(syncing, parts)
}

async function finish(syncing: Syncing, parts: readonly KeptSweep[]): Promise<TableSync> {
  const { ends, read } = await sweepParts(syncing, parts)
  return concludeSweep(syncing, parts, ends, read)
}

/** Two readings one after the other: the later says how it stands. */
function followedBy(first: TableSync, second: TableSync): TableSync {
  const mode = first.mode === 'full' ? first.mode : second.mode
  return { ...second, mode, read: first.read + second.read, vanished: first.vanished + second.vanished }
}
