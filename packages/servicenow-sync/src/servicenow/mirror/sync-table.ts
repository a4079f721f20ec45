import { field } from '../wire/encoded-query.ts'
import type { ServiceNowClient } from '../wire/servicenow-client.ts'
import { splitRanges } from '../wire/split-ranges.ts'
import { concludeSweep } from './conclude-sweep.ts'
import { type Counted, countOf, holdToCount } from './hold-to-count.ts'
import type { CopyState, KeptSweep, SweepPart, TableCopy } from './mirror.ts'
import type { MirroredTable } from './mirrored-table.ts'
import { partsOfSweep } from './parts-of-sweep.ts'
import { addSeconds, isEarlier } from './stamp.ts'
import { sweepParts } from './sweep-parts.ts'
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
  if (begun.length === 0) return syncAnew(syncing, until)
  const resumed = await finish(syncing, begun)
  return syncOn(syncing, until, resumed, begun[0]?.request)
}

async function syncAnew(syncing: Syncing, until: string): Promise<TableSync> {
  const { table, copy, options } = syncing
  const state = copy.state()
  if (isUpTo(state, until)) return nothingRead(syncing)
  return !table.onlyChanges && isSweepDue(state, options) ? sweepWhole(syncing, until) : syncChanges(syncing, until)
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
 * After what was begun earlier, of which rows may be gone by now. What that was not shown in a full sweep, a second one
 * tonight would not be, either.
 */
async function syncOn(
  syncing: Syncing,
  until: string,
  resumed: TableSync,
  begun: Pick<SweepPart, 'since' | 'until'> = { until },
): Promise<TableSync> {
  const isSwept = resumed.mode === 'full'
  if (isEarlier(begun.until, until)) {
    if (isSwept && !resumed.complete) return followedBy(resumed, await readChanges(syncing, until))
    return followedBy(resumed, isSwept ? await syncChanges(syncing, until) : await syncAnew(syncing, until))
  }
  if (isSwept && !resumed.complete) return resumed
  const knownUntil = begun.since === undefined ? until : addSeconds(begun.since, overlap)
  return heldToCount(syncing, resumed, { knownUntil, until })
}

/** A copy that is not proven whole is read whole again: somebody may have granted what was missing. */
function isSweepDue({ sweptUntil, proven }: CopyState, { now, fullSweepSeconds }: SyncOptions): boolean {
  return sweptUntil === undefined || !proven || !isEarlier(now, addSeconds(sweptUntil, fullSweepSeconds))
}

async function syncChanges(syncing: Syncing, until: string): Promise<TableSync> {
  const knownUntil = syncing.copy.state().changedUntil ?? until
  return heldToCount(syncing, await readChanges(syncing, until), { knownUntil, until })
}

async function heldToCount(syncing: Syncing, changes: TableSync, counted: Counted): Promise<TableSync> {
  const { table } = syncing
  // Where some of what there is is not kept, the two counts have nothing in common.
  if (table.onlyChanges || table.sieve !== undefined) return changes
  switch (await holdToCount(syncing, counted)) {
    case 'equal':
      return changes
    case 'other':
      return followedBy(changes, await sweepWhole(syncing, counted.until))
    case 'unanswered':
      return {
        ...changes,
        complete: false,
        reason: changes.reason ?? 'the instance does not say how many rows there are',
      }
  }
}

/** What was never read from the beginning has nothing to reach back to: it begins now. */
async function readChanges(syncing: Syncing, until: string): Promise<TableSync> {
  const { copy } = syncing
  const { changedUntil } = copy.state()
  if (changedUntil === undefined) {
    copy.settle({ changedUntil: until, proven: true })
    return nothingRead(syncing)
  }
  const since = addSeconds(changedUntil, -overlap)
  return begin(syncing, [{ part: '0', request: { by: 'updated', since, until } }])
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
