import { keepMemorySmall } from '../../../packages/servicenow-sync/src/cli/memory.ts'
import { partsOfSweep } from '../../../packages/servicenow-sync/src/servicenow/mirror/parts-of-sweep.ts'
import { splitRanges } from '../../../packages/servicenow-sync/src/servicenow/wire/split-ranges.ts'
import { sweep } from '../../../packages/servicenow-sync/src/servicenow/wire/sweep.ts'
import type { SweepEnd, SysIdRange } from '../../../packages/servicenow-sync/src/servicenow/wire/sweep-request.ts'
import { connectTo, given, type Reading } from './bench-client.ts'
import { benchTable } from './bench-table.ts'
import { firstReading } from './bench-times.ts'
import { createSeenRows } from './seen-rows.ts'

/* A full sweep of one table in as many parts as the mirror makes of it, whose rows are looked at and not kept. */
keepMemorySmall()
const reading = given<Reading>()
const { rows, pageSize } = reading
const { spec } = benchTable()
const client = await connectTo(reading)
const seen = createSeenRows(rows)

const begun = performance.now()
const ends = await Promise.all(splitRanges(partsOfSweep(rows, reading)).map(sweepRange))
const seconds = (performance.now() - begun) / 1000
const complete = ends.every((end) => end.complete)
console.log(JSON.stringify({ rows, seconds, complete, faults: seen.faults(), requests: client.usage().requests }))
client.close()

async function sweepRange(range: SysIdRange): Promise<SweepEnd> {
  const { table, fields, required: require } = spec
  const common = { table, fields, require, pageSize, accepts: () => true }
  const pages = sweep(client, { ...common, by: 'sys_id', range, until: firstReading })
  for (;;) {
    const next = await pages.next()
    if (next.done) return next.value
    seen.take(next.value.rows)
  }
}
