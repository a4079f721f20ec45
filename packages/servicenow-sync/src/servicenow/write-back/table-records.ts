import { changesTo } from '../../write-back/changes-to.ts'
import type { Columns, RecordRole } from '../../write-back/write-back-target.ts'
import type { Written } from '../wire/servicenow-client.ts'
import { checkRecord, readRecords } from './read-records.ts'
import type { RecordClient } from './record-client.ts'
import { recordColumns } from './record-columns.ts'
import { columnsMissing, notWritten, valueChanged } from './refusals.ts'
import type { WriteBackSettings } from './write-back-settings.ts'

/** Keeps records in a table: looked for by their key, then created or changed in what differs. */
export function tableRecords(client: RecordClient, settings: WriteBackSettings): RecordRole {
  const { table } = settings
  return {
    columnsOf: (record) => recordColumns(record, settings),
    readRecords: (keys, signal) => readRecords(client, settings, keys, signal),
    createRecord: async (columns, signal) => {
      const written = await client.insert(table, columns, signal)
      if (written.row === undefined) return seen(written, columns, signal)
      check(written.row, columns)
      return written.row.sys_id ?? ''
    },
    updateRecord: async ({ id }, changes, columns, signal) => {
      const written = await client.update(table, id, changes, signal)
      if (written.row === undefined) await seen(written, columns, signal)
      else check(written.row, changes)
    },
  }

  /** An answer without a row says little: what stands there now says all. */
  function seen(written: Written, columns: Columns, signal?: AbortSignal): Promise<string> {
    if (written.status >= 300) throw notWritten(table, written)
    return checkRecord(client, settings, columns, { written, table, ...(signal && { signal }) })
  }

  /** Compares what was sent with what came back: ServiceNow drops, cuts and blanks values without a word. */
  function check(row: Columns, sent: Columns): void {
    const changed = Object.keys(changesTo(row, sent))
    const lost = changed.filter((column) => (row[column] ?? '') === '')
    if (lost.length > 0) throw columnsMissing(table, lost)
    if (changed.length > 0) throw valueChanged(table, changed)
  }
}
