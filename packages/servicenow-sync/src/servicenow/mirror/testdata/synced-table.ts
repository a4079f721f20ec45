import type { RawRow } from '../../raw-row.ts'
import { createTableModel, type ModelHabits, type ModelRow, type TableModel } from '../../testdata/table-model.ts'
import type { ServiceNowClient } from '../../wire/servicenow-client.ts'
import type { Mirror, TableCopy } from '../mirror.ts'
import { copyOf, type MirroredTable } from '../mirrored-table.ts'
import { openMirror } from '../open-mirror.ts'
import { syncTable } from '../sync-table.ts'
import type { SyncOptions, TableSync } from '../syncing.ts'

/** A row made and last changed at some time, in a table of tickets. */
export function ticketRow(sysId: string, at: string, given: RawRow = {}): RawRow {
  return { sys_id: sysId, sys_created_on: at, sys_updated_on: at, text: '', ...given }
}

const spec: MirroredTable['spec'] = {
  table: 'sc_req_item',
  fields: ['sys_id', 'sys_created_on', 'sys_updated_on', 'text'],
  required: ['sys_id', 'text'],
  neededFor: ['requests'],
}

/** How a table is read in a test, where not as usual: two rows a page, one part, a full sweep a week. */
export interface Given {
  readonly table?: Partial<MirroredTable>
  readonly habits?: ModelHabits
  readonly options?: Partial<SyncOptions>
  readonly mirror?: Mirror
}

/** A table in memory with its mirror. */
export interface SyncedTable {
  readonly model: TableModel
  readonly mirror: Mirror
  copy(table?: Partial<MirroredTable>): TableCopy
  /** Brings the mirror up to date as on a night; `client` may stand in front of the model. */
  sync(now: string, more?: Partial<SyncOptions> & { readonly client?: ServiceNowClient }): Promise<TableSync>
  put(row: RawRow, more?: Omit<ModelRow, 'row'>): void
  remove(sysId: string): void
  /** The `sys_id`s that the mirror hands on. */
  ids(): readonly string[]
  /** What was asked for since this was last called, as queries. */
  asked(): readonly string[]
}

/** Makes a table of these rows, none of which is mirrored yet. */
export function syncedTable(rows: readonly (RawRow | ModelRow)[], given: Given = {}): SyncedTable {
  const model = createTableModel(rows.map(asModel), given.habits)
  const mirror = given.mirror ?? openMirror(':memory:', 'https://example.service-now.com')
  const table: MirroredTable = { spec, ...given.table }
  let told = 0

  function asked(): readonly string[] {
    const queries = model.asked.slice(told).map(({ query }) => query)
    told = model.asked.length
    return queries
  }

  return {
    model,
    mirror,
    copy: (other = {}) => copyOf(mirror, { ...table, ...other }),
    sync: (now, { client = model.client, ...more } = {}) => {
      const usual = { pageSize: 2, concurrency: 1, fullSweepSeconds: 7 * 86_400, now }
      return syncTable(client, table, copyOf(mirror, table), { ...usual, ...given.options, ...more })
    },
    put: (row, more = {}) => void model.rows.set(row.sys_id ?? '', { row, ...more }),
    remove: (sysId) => void model.rows.delete(sysId),
    ids: () => [...copyOf(mirror, table).rows()].map(({ row }) => row.sys_id ?? ''),
    asked,
  }
}

function asModel(given: RawRow | ModelRow): ModelRow {
  return isModelRow(given) ? given : { row: given }
}

function isModelRow(given: RawRow | ModelRow): given is ModelRow {
  return typeof given.row === 'object'
}

/** A client whose process is killed right before its nth page. */
export function killedBefore(client: ServiceNowClient, nth: number): ServiceNowClient {
  let pages = 0
  return {
    ...client,
    page: async (...request) => {
      pages += 1
      if (pages >= nth) throw new Error('killed')
      return client.page(...request)
    },
  }
}
