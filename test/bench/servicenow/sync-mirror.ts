import { keepMemorySmall } from '../../../packages/servicenow-sync/src/cli/memory.ts'
import type { MirroredRow } from '../../../packages/servicenow-sync/src/servicenow/mirror/mirror.ts'
import { copyOf } from '../../../packages/servicenow-sync/src/servicenow/mirror/mirrored-table.ts'
import { openMirror } from '../../../packages/servicenow-sync/src/servicenow/mirror/open-mirror.ts'
import { syncTable } from '../../../packages/servicenow-sync/src/servicenow/mirror/sync-table.ts'
import { connectTo, given, type Reading } from './bench-client.ts'
import { benchTable } from './bench-table.ts'
import { fullSweepSeconds } from './bench-times.ts'
import { createSeenRows } from './seen-rows.ts'

/** One reading of a table into a mirror. */
export interface MirrorReading extends Reading {
  readonly mirror: string
  readonly now: string
}

/* Brings the mirror of one table up to date, and looks afterwards, outside of the time, at what is in it. */
keepMemorySmall()
const reading = given<MirrorReading>()
const { pageSize, concurrency, now } = reading
const table = benchTable()
const client = await connectTo(reading)
const mirror = openMirror(reading.mirror, reading.url)
const copy = copyOf(mirror, table)

const begun = performance.now()
const sync = await syncTable(client, table, copy, { pageSize, concurrency, now, fullSweepSeconds })
const seconds = (performance.now() - begun) / 1000

const seen = createSeenRows(reading.rows)
for (const { row } of copy.rows() as Iterable<MirroredRow>) seen.take([row])
const { mode, read: rows, complete } = sync
console.log(JSON.stringify({ mode, rows, seconds, complete, faults: seen.faults(), requests: client.usage().requests }))
client.close()
mirror.close()
