import type { TicketboundError } from '../../../errors.ts'
import type { ServiceNowMap } from '../../map/servicenow-map.ts'
import { copyOf, type MirroredTable } from '../../mirror/mirrored-table.ts'
import { openMirror } from '../../mirror/open-mirror.ts'
import type { RawRow } from '../../raw-row.ts'
import type { NeededFor } from '../../table-spec.ts'
import type { Instance } from '../instance.ts'

/** What an instance in memory has, and how it fails. */
export interface FakeInstance extends Instance {
  /** The rows of each table; may be changed between readings. */
  readonly tables: Map<string, readonly RawRow[]>
  /** What reading a table fails with. */
  readonly failing: Map<string, TicketboundError>
  /** Why a table is not shown whole. */
  readonly hidden: Map<string, string>
  /** The tables that were read, in the order in which they were. */
  readonly synced: string[]
}

const until = '2026-04-01 00:00:00'
const tally = { counted: 0, visible: 0, shown: 0, short: 0, uncounted: 0, unreadable: [], passedOver: false }

/** Makes an instance with these tables; every reading of one is a full sweep, filtered as the instance would. */
export function fakeInstance(
  map: ServiceNowMap,
  given: Readonly<Record<string, readonly RawRow[]>>,
  purposes: readonly NeededFor[] = ['requests', 'people', 'access'],
): FakeInstance {
  const mirror = openMirror(':memory:', 'https://example.service-now.com')
  const tables = new Map(Object.entries(given))
  const failing = new Map<string, TicketboundError>()
  const hidden = new Map<string, string>()
  const synced: string[] = []

  function syncOne(table: MirroredTable): void {
    const { spec, accepts = () => true, sieve } = table
    const copy = copyOf(mirror, table)
    const rows = (tables.get(spec.table) ?? []).filter((row) => accepts(row) && (sieve?.keeps(row) ?? true))
    synced.push(spec.table)
    copy.begin([{ part: '0', request: { by: 'sys_id', until } }])
    copy.take('0', { rows, cursor: { sysId: '', tally: { ...tally, fieldsMissing: [] } } })
    copy.settle({ changedUntil: until, proven: !hidden.has(spec.table) }, { on: until, createdBefore: until })
  }

  return {
    map,
    purposes,
    tables,
    failing,
    hidden,
    synced,
    sync: async (wanted) => {
      const fit = wanted.filter(({ spec }) => !failing.has(spec.table))
      for (const table of fit) syncOne(table)
      const failures = wanted.flatMap(({ spec }) => failing.get(spec.table) ?? [])
      const told = fit.map(({ spec: { table } }) => {
        const reason = hidden.get(table)
        const counts = { mode: 'full', read: 0, hidden: 0, vanished: 0 } as const
        return { table, ...counts, complete: reason === undefined, ...(reason !== undefined && { reason }) }
      })
      return { tables: told, ...(failures[0] && { failure: failures[0] }) }
    },
    copy: (table) => copyOf(mirror, table),
    close: mirror.close,
  }
}
