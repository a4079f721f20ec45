import { TicketboundError } from '../../errors.ts'
import { changesTo } from '../../write-back/changes-to.ts'
import type { WriteBackSettings } from '../../write-back/write-back-settings.ts'
import type { Columns, RecordRole, StoredRecord } from '../../write-back/write-back-target.ts'
import { findRows } from './find-rows.ts'
import type { RecordClient, WrittenRow } from './record-client.ts'
import { recordColumns } from './record-columns.ts'
import { columnsMissing, notWritten, valueChanged } from './refusals.ts'

/** Keeps records in a table: looked for by their key, then created or changed in what differs. */
export function tableRecords(client: RecordClient, settings: WriteBackSettings): RecordRole {
  const { table } = settings
  return {
    columnsOf: (record) => recordColumns(record, settings),
    readRecords: (keys, signal) => readRecords(client, settings, keys, signal),
    createRecord: async (columns, signal) => {
      const row = checked(table, columns, await client.insert(table, columns, signal))
      return row.sys_id ?? ''
    },
    updateRecord: async ({ id }, changes, _columns, signal) => {
      checked(table, changes, await client.update(table, id, changes, signal))
    },
  }
}

/** Reads the records of many keys from the table. */
export async function readRecords(
  client: Pick<RecordClient, 'page'>,
  { table, columns }: WriteBackSettings,
  keys: readonly string[],
  signal?: AbortSignal,
): Promise<ReadonlyMap<string, StoredRecord | TicketboundError>> {
  const fields = Object.values(columns).filter((column) => column !== false)
  const column = columns.key === false ? '' : columns.key
  const rows = await findRows(client, { table, column, fields }, keys, signal)
  return new Map(
    [...rows].map(([key, row]) => [
      key,
      row instanceof TicketboundError ? row : { id: row.sys_id ?? '', columns: row },
    ]),
  )
}

/** Compares what was sent with what came back: ServiceNow drops, cuts and blanks values without a word. */
function checked(table: string, sent: Columns, written: WrittenRow): Columns {
  const { row } = written
  if (row === undefined) throw notWritten(table, written)
  const lost = Object.keys(sent).filter((column) => sent[column] !== '' && (row[column] ?? '') === '')
  if (lost.length > 0) throw columnsMissing(table, lost)
  const changed = Object.keys(changesTo(row, sent))
  if (changed.length > 0) throw valueChanged(table, changed)
  return row
}
