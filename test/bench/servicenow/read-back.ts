import { keepMemorySmall } from '../../../packages/servicenow-sync/src/cli/memory.ts'
import { readMap } from '../../../packages/servicenow-sync/src/servicenow/map/read-map.ts'
import type { ServiceNowMap } from '../../../packages/servicenow-sync/src/servicenow/map/servicenow-map.ts'
import type { TableCopy } from '../../../packages/servicenow-sync/src/servicenow/mirror/mirror.ts'
import { copyOf } from '../../../packages/servicenow-sync/src/servicenow/mirror/mirrored-table.ts'
import { openMirror } from '../../../packages/servicenow-sync/src/servicenow/mirror/open-mirror.ts'
import type { RawRow } from '../../../packages/servicenow-sync/src/servicenow/raw-row.ts'
import type { Instance } from '../../../packages/servicenow-sync/src/servicenow/read/instance.ts'
import { mirroredTables } from '../../../packages/servicenow-sync/src/servicenow/read/mirrored-tables.ts'
import { readRequests } from '../../../packages/servicenow-sync/src/servicenow/read/read-requests.ts'
import { given } from './bench-client.ts'
import { firstReading } from './bench-times.ts'
import { itemId, itemName, ticketTables } from './ticket-rows.ts'

/** What is read back, and from which file. */
export interface ReadBack {
  readonly tickets: number
  readonly mirror: string
}

/*
 * Fills a mirror with tickets, which is not measured; then reads all of it back as a night does, each ticket with its
 * answers and approvals, as rows of the exchange format. The floor is to read every row of the same tables once and to
 * parse it.
 */
keepMemorySmall()
const { tickets, mirror: path } = given<ReadBack>()
const map = benchMap()
const mirror = openMirror(path, 'https://bench.example')
const tables = mirroredTables({ map, purposes: ['requests'] }, 'requests', new Set([itemId]))
const copies = new Map(tables.map((table) => [table.spec.table, copyOf(mirror, table)] as const))
for (const [name, rows] of ticketTables(tickets)) fill(copies.get(name), rows)

const floor = timed(() => [...copies.values()].reduce((sum, copy) => sum + countOf(copy.rows()), 0))
const { records: read } = await readRequests(instanceOf(), { at: Date.UTC(2026, 5, 1), onRows: () => undefined })
const back = timed(() => lineUp(read))
console.log(
  JSON.stringify({ tickets, records: floor.value, floorSeconds: floor.seconds, seconds: back.seconds, ...back.value }),
)
mirror.close()

function benchMap(): ServiceNowMap {
  const item = {
    item: itemName,
    kind: 'provision',
    principal: { field: 'requested_for' },
    entitlement: { variable: 'role' },
    owner: { variable: 'owner' },
    expiresAt: { variable: 'end_date' },
    justification: { variable: 'reason' },
  }
  const reading = readMap({ items: [item] })
  if (!reading.ok) throw new Error(reading.faults.map(({ message }) => message).join('; '))
  return reading.value
}

function fill(copy: TableCopy | undefined, rows: Iterable<RawRow>): void {
  if (copy === undefined) throw new Error('a table is not mirrored')
  const request = { by: 'sys_id', until: firstReading } as const
  const tally = { counted: undefined, visible: 0, shown: 0, short: 0, uncounted: 0, unreadable: [] } as const
  const cursor = { sysId: '', tally: { ...tally, passedOver: false, fieldsMissing: [] } }
  copy.begin([{ part: '0', request }])
  let page: RawRow[] = []
  for (const row of rows) {
    page.push(row)
    if (page.length < 1000) continue
    copy.take('0', { rows: page, cursor })
    page = []
  }
  copy.take('0', { rows: page, cursor })
  copy.settle({ changedUntil: firstReading, sweptUntil: firstReading, proven: true })
}

/** An instance of which everything has been read already. */
function instanceOf(): Instance {
  return {
    map,
    purposes: ['requests'],
    sync: async () => ({ tables: [] }),
    copy: (table) => copyOf(mirror, table),
    close: () => undefined,
  }
}

function countOf(rows: Iterable<unknown>): number {
  let count = 0
  for (const _ of rows) count += 1
  return count
}

function lineUp(read: Iterable<{ readonly rows: readonly object[]; readonly faults: readonly object[] }>) {
  let [lines, approvals, faults] = [0, 0, 0]
  for (const ticket of read) {
    faults += ticket.faults.length
    for (const row of ticket.rows as readonly { readonly approvals: readonly object[] }[]) {
      lines += 1
      approvals += row.approvals.length
    }
  }
  return { lines, approvals, faults }
}

function timed<T>(work: () => T): { readonly value: T; readonly seconds: number } {
  const begun = performance.now()
  const value = work()
  return { value, seconds: (performance.now() - begun) / 1000 }
}
