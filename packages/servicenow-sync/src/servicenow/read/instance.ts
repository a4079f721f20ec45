import { type Duration, type Instant, parseDuration } from '@ticketbound/core'
import pLimit from 'p-limit'
import type { ServiceNowEntry } from '../../config/servicenow-shape.ts'
import { TicketboundError } from '../../errors.ts'
import type { Environment } from '../../secrets/read-secret.ts'
import { connect } from '../connect.ts'
import { courtesy } from '../courtesy.ts'
import type { ServiceNowMap } from '../map/servicenow-map.ts'
import { instanceTime } from '../mirror/instance-time.ts'
import type { Mirror, TableCopy } from '../mirror/mirror.ts'
import { copyOf, type MirroredTable } from '../mirror/mirrored-table.ts'
import { openMirror } from '../mirror/open-mirror.ts'
import { toStamp } from '../mirror/stamp.ts'
import { syncTable } from '../mirror/sync-table.ts'
import type { TableSync } from '../mirror/syncing.ts'
import type { NeededFor } from '../table-spec.ts'
import type { ServiceNowClient } from '../wire/servicenow-client.ts'

/** How an instance is read in one night. */
export interface InstanceOptions {
  readonly entry: ServiceNowEntry
  readonly map: ServiceNowMap
  readonly purposes: readonly NeededFor[]
  /** The mirror's file. */
  readonly mirror: string
  readonly env: Environment
  readonly userAgent: string
  readonly now: () => Instant
  /** Opens the client; a test's may wait by another clock. */
  readonly connect?: (entry: ServiceNowEntry) => Promise<ServiceNowClient>
}

/** How the tables that something is read from were brought up to date. */
export interface Synced {
  readonly tables: readonly TableSync[]
  /** What ended it before all were. */
  readonly failure?: TicketboundError
}

/** What a reading tells while it goes on, and what may end it. */
export interface Watch {
  /** The night's instant: what changed after it is left to later nights. */
  readonly at: Instant
  readonly onRows: (rows: number) => void
  readonly signal?: AbortSignal
}

/** One instance in one night: every table is brought up to date once, whatever number of sources read it. */
export interface Instance {
  readonly map: ServiceNowMap
  /** What all its sources together are read for. */
  readonly purposes: readonly NeededFor[]
  sync(tables: readonly MirroredTable[], watch: Watch): Promise<Synced>
  copy(table: MirroredTable): TableCopy
  close(): void
}

const defaultFullSweep: Duration = 7 * 86_400_000

/** Opens an instance. Nothing is asked before `sync`. */
export function openInstance(options: InstanceOptions): Instance {
  const { entry, map, purposes, mirror: path, env, userAgent, now } = options
  const { connect: open = () => connect(entry, { env, userAgent }) } = options
  const mirror: Mirror = openMirror(path, new URL(entry.instance).origin)
  const { pageSize, concurrency } = { ...courtesy, ...entry }
  const fullSweepSeconds = Math.floor(fullSweepOf(entry) / 1000)
  const synced = new Map<string, Promise<TableSync>>()
  /** By the instance's clock, as soon as a table told it. */
  let time: Instant | undefined
  let connecting: Promise<ServiceNowClient> | undefined
  let ended: unknown

  async function syncOne(table: MirroredTable, watch: Watch): Promise<TableSync> {
    if (ended !== undefined) throw ended
    try {
      return await orNothing(table, ask(table, watch))
    } catch (error) {
      if (isOfWholeInstance(error)) ended = error
      throw error
    }
  }

  async function ask(table: MirroredTable, { at, onRows, signal }: Watch): Promise<TableSync> {
    connecting ??= open(entry)
    const client = await connecting
    time ??= await instanceTime(client, table.spec.table, signal)
    const present = toStamp(Math.min(at, now(), time ?? at))
    const options = { pageSize, concurrency, now: present, fullSweepSeconds, onRows, ...(signal && { signal }) }
    return syncTable(client, table, copyOf(mirror, table), options)
  }

  function once(table: MirroredTable, watch: Watch): Promise<TableSync> {
    const { table: name } = table.spec
    const known = synced.get(name)
    if (known !== undefined) return known
    const begun = syncOne(table, watch)
    synced.set(name, begun)
    return begun
  }

  async function sync(tables: readonly MirroredTable[], watch: Watch): Promise<Synced> {
    const limit = pLimit(concurrency)
    const settled = await Promise.allSettled(tables.map((table) => limit(() => once(table, watch))))
    watch.signal?.throwIfAborted()
    const failures = settled.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []))
    const fatal = failures.find((error) => !(error instanceof TicketboundError) || error.kind !== 'upstream')
    if (fatal !== undefined) throw fatal
    const done = settled.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
    return { tables: done, ...(failures.length > 0 && { failure: failures[0] }) }
  }

  function close(): void {
    mirror.close()
    connecting?.then(
      (client) => client.close(),
      () => undefined,
    )
  }

  return { map, purposes, sync, copy: (table) => copyOf(mirror, table), close }
}

/** An instance that says this of one table says it of all: it is not asked again tonight. */
const ofWholeInstance: ReadonlySet<string> = new Set([
  'http-unreachable',
  'instance-answers-with-page',
  'instance-elsewhere',
  'instance-hibernating',
  'instance-in-maintenance',
  'rate-limited',
  'request-budget-spent',
])

function isOfWholeInstance(error: unknown): boolean {
  return error instanceof TicketboundError && ofWholeInstance.has(error.code)
}

/** A table that something is better with is left out where the instance does not let it be read. */
async function orNothing({ spec }: MirroredTable, syncing: Promise<TableSync>): Promise<TableSync> {
  try {
    return await syncing
  } catch (error) {
    const isRefused = error instanceof TicketboundError && error.code === 'table-refused'
    if (!isRefused || spec.optional !== true) throw error
    return { table: spec.table, mode: 'full', read: 0, hidden: 0, vanished: 0, complete: true }
  }
}

function fullSweepOf({ fullSweep }: ServiceNowEntry): Duration {
  const duration = fullSweep === undefined ? undefined : parseDuration(fullSweep)
  return duration?.ok ? duration.value : defaultFullSweep
}
