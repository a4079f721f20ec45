import type { Columns, RecordRole } from '../../write-back/write-back-target.ts'
import type { Written } from '../wire/servicenow-client.ts'
import { checkRecord, readRecords } from './read-records.ts'
import type { RecordClient } from './record-client.ts'
import { recordColumns } from './record-columns.ts'
import { notTransformed, notWritten } from './refusals.ts'
import type { WriteBackSettings } from './write-back-settings.ts'

/**
 * Keeps records in a table through an import set, which coalesces on the key: the whole row goes in, and the instance
 * decides whether it is new. Read again afterwards, because a transform map carries over what it was told to.
 */
export function importedRecords(client: RecordClient, settings: WriteBackSettings, importTable: string): RecordRole {
  async function put(columns: Columns, signal?: AbortSignal): Promise<string> {
    const written = await client.importRow(importTable, columns, signal)
    checkTransform(importTable, written)
    return checkRecord(client, settings, columns, { written, table: importTable, ...(signal && { signal }) })
  }

  return {
    columnsOf: (record) => recordColumns(record, settings),
    readRecords: (keys, signal) => readRecords(client, settings, keys, signal),
    createRecord: put,
    updateRecord: async (_there, _changes, columns, signal) => {
      await put(columns, signal)
    },
  }
}

const carriedOver: ReadonlySet<string> = new Set(['inserted', 'updated', 'ignored'])

/** An answer without a row may be ServiceNow's 201 with an empty body: an ACL hides what the transform did. */
function checkTransform(importTable: string, written: Written): void {
  if (written.status >= 300) throw notWritten(importTable, written)
  if (written.row === undefined) return
  const { status = 'nothing', error_message: said = '' } = written.row
  if (!carriedOver.has(status)) throw notTransformed(importTable, status, said)
}
