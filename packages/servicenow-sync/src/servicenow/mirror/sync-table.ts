import { sha256 } from '../../sha256.ts'
import type { RawRow } from '../raw-row.ts'
import type { TableSpec } from '../table-spec.ts'
import { and, type EncodedQuery, field } from '../wire/encoded-query.ts'
import type { ServiceNowClient } from '../wire/servicenow-client.ts'
import { splitRanges } from '../wire/split-ranges.ts'
import { sweep } from '../wire/sweep.ts'
import type { SweepEnd, SweepRequest } from '../wire/sweep-request.ts'
import type { CopyDescription, CopyState, KeptSweep, Mirror, SweepPart, TableCopy } from './mirror.ts'
import { addSeconds, isEarlier } from './stamp.ts'

/** A table as this house reads it. */
export interface MirroredTable {
  readonly spec: TableSpec
  /** What narrows it, and the same on our side. Nothing in it may change while a row exists. */
  readonly filter?: EncodedQuery
  readonly accepts?: (row: RawRow) => boolean
  /** What is kept of what is read; for what cannot be said in a filter. */
  readonly keeps?: (row: RawRow) => boolean
  /** Read only for what changed since a table that holds the rest was read first. */
  readonly onlyChanges?: true
  readonly remember?: CopyDescription['remember']
}

/** How a table is brought up to date. Times are the database's: `YYYY-MM-DD HH:MM:SS` in UTC. */
export interface SyncOptions {
  readonly pageSize: number
  /** Into how many parts a long full sweep is split. */
  readonly concurrency: number
  /** The present, or the earlier instant that the night is about. */
  readonly now: string
  /** How many seconds after a full sweep the next one is due. */
  readonly fullSweepSeconds: number
  readonly onRows?: (rows: number) => void
  readonly signal?: AbortSignal
}

/** How a table was brought up to date. */
export interface TableSync {
  readonly table: string
  readonly mode: 'full' | 'increment' | 'changes'
  /** Rows that were read now. */
  readonly read: number
  readonly hidden: number
  readonly vanished: number
  /** Whether every row that there is, is here. */
  readonly complete: boolean
  readonly reason?: string
}

/** What is written in the last minute is left to the next reading: it may not be there yet under its final time. */
const settling = 60
/** How far an increment reaches back before the end of the last: rows that were in a long transaction come in late. */
const overlap = 300

/** Opens the copy of a table; one that was read with other fields or another filter begins empty. */
export function copyOf(mirror: Mirror, { spec, filter, remember }: MirroredTable): TableCopy {
  const version = sha256(JSON.stringify([spec.fields, filter ?? '']))
  const { table, parents } = spec
  return mirror.copy({ table, version, ...(parents && { parents }), ...(remember && { remember }) })
}

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
  const work = { client, table, copy, options }
  const until = addSeconds(options.now, -settling)
  const begun = copy.sweeps()
  if (begun.length > 0) {
    const resumed = await finish(work, begun)
    return isEarlier(untilOf(begun), until) ? then(resumed, await readChanges(work, until)) : resumed
  }
  if (table.onlyChanges) return readChanges(work, until)
  if (isSweepDue(copy.state(), options)) return sweepWhole(work, until)
  const changes = await readChanges(work, until)
  // Where some of what there is is not kept, the two counts have nothing in common.
  if (table.keeps !== undefined) return changes
  const counted = await countOf(work, until)
  if (counted === undefined || counted === copy.count(until)) return changes
  return then(changes, await sweepWhole(work, until))
}

interface Work {
  readonly client: ServiceNowClient
  readonly table: MirroredTable
  readonly copy: TableCopy
  readonly options: SyncOptions
}

/** A copy that is not proven whole is read whole again: somebody may have granted what was missing. */
function isSweepDue({ sweptUntil, proven }: CopyState, { now, fullSweepSeconds }: SyncOptions): boolean {
  return sweptUntil === undefined || !proven || !isEarlier(now, addSeconds(sweptUntil, fullSweepSeconds))
}

async function sweepWhole(work: Work, until: string): Promise<TableSync> {
  const { copy, options } = work
  const counted = await countOf(work, until)
  const isLong = counted !== undefined && counted > options.pageSize * options.concurrency * 2
  const ranges = isLong ? splitRanges(options.concurrency) : [{}]
  return run(
    work,
    copy,
    ranges.map((range, at) => ({ part: String(at), request: { by: 'sys_id', range, until } })),
  )
}

/** What was never read from the beginning has nothing to reach back to: it begins now. */
async function readChanges(work: Work, until: string): Promise<TableSync> {
  const { changedUntil } = work.copy.state()
  if (changedUntil === undefined) {
    work.copy.settle({ changedUntil: until, proven: true })
    return { table: work.table.spec.table, mode: 'changes', read: 0, hidden: 0, vanished: 0, complete: true }
  }
  const since = addSeconds(changedUntil, -overlap)
  return run(work, work.copy, [{ part: '0', request: { by: 'updated', since, until } }])
}

async function run(work: Work, copy: TableCopy, parts: readonly KeptSweep[]): Promise<TableSync> {
  copy.begin(parts)
  return finish(work, parts)
}

async function finish(work: Work, parts: readonly KeptSweep[]): Promise<TableSync> {
  const counts = { read: 0 }
  // When one part fails the others end, too: what they read is kept, and the next reading goes on there.
  const failed = new AbortController()
  const { signal } = work.options
  const stop = signal === undefined ? failed.signal : AbortSignal.any([signal, failed.signal])
  const ends = await Promise.all(
    parts.map(async (part) => {
      if (part.end !== undefined) return part.end
      try {
        return await readPart(work, part, counts, stop)
      } catch (error) {
        failed.abort(error)
        throw error
      }
    }),
  )
  return conclude(work, parts, ends, counts.read)
}

async function readPart(
  { client, table, copy, options }: Work,
  { part, request, cursor }: KeptSweep,
  counts: { read: number },
  signal: AbortSignal,
): Promise<SweepEnd> {
  const pages = sweep(client, toSweepRequest(table, request, cursor, options.pageSize), signal)
  for (;;) {
    const next = await pages.next()
    if (next.done) {
      copy.end(part, next.value)
      return next.value
    }
    const { rows, cursor } = next.value
    copy.take(part, { rows: table.keeps ? rows.filter(table.keeps) : rows, cursor })
    counts.read += next.value.rows.length
    options.onRows?.(next.value.rows.length)
  }
}

function toSweepRequest(
  { spec, filter, accepts = () => true }: MirroredTable,
  request: SweepPart,
  from: KeptSweep['cursor'],
  pageSize: number,
): SweepRequest {
  return {
    ...request,
    table: spec.table,
    fields: spec.fields,
    ...(filter !== undefined && { filter }),
    ...(from && { from }),
    pageSize,
    require: spec.required,
    accepts,
  }
}

function conclude(
  { table, copy, options }: Work,
  parts: readonly KeptSweep[],
  ends: readonly SweepEnd[],
  read: number,
): TableSync {
  const isFull = parts.every(({ request }) => request.by === 'sys_id')
  const until = untilOf(parts)
  const isWhole = ends.every(({ complete }) => complete)
  const before = copy.state()
  const reasons = [...new Set(ends.flatMap(({ reason }) => (reason === undefined ? [] : [reason])))]
  const proven = isWhole && (isFull || before.proven || table.onlyChanges === true)
  const reason = reasons.length > 0 ? reasons.join('; ') : proven ? undefined : before.reason
  const sweptUntil = isFull ? until : before.sweptUntil
  const state: CopyState = {
    // Nothing but the next reading can fill in what this one was not shown.
    changedUntil: table.onlyChanges && !isWhole ? (before.changedUntil ?? until) : until,
    ...(sweptUntil !== undefined && { sweptUntil }),
    proven,
    ...(reason !== undefined && { reason }),
  }
  const isSweptWhole = isFull && isWhole
  const vanished = copy.settle(state, isSweptWhole ? { on: options.now, createdBefore: until } : undefined)
  return {
    table: table.spec.table,
    mode: isFull ? 'full' : table.onlyChanges ? 'changes' : 'increment',
    read,
    hidden: ends.reduce((sum, { hidden }) => sum + hidden, 0),
    vanished,
    complete: proven,
    ...(reason !== undefined && { reason }),
  }
}

/** Two readings one after the other: the later says how it stands. */
function then(first: TableSync, second: TableSync): TableSync {
  const mode = first.mode === 'full' ? first.mode : second.mode
  return { ...second, mode, read: first.read + second.read, vanished: first.vanished + second.vanished }
}

function untilOf(parts: readonly KeptSweep[]): string {
  return parts[0]?.request.until ?? ''
}

function countOf({ client, table, options }: Work, until: string): Promise<number | undefined> {
  const query = and(table.filter, field('sys_created_on').below(until))
  return client.count(table.spec.table, query, options.signal)
}
