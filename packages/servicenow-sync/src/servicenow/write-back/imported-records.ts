import { TicketboundError } from '../../errors.ts'
import { changesTo } from '../../write-back/changes-to.ts'
import type { WriteBackSettings } from '../../write-back/write-back-settings.ts'
import type { Columns, RecordRole } from '../../write-back/write-back-target.ts'
import type { RecordClient, WrittenRow } from './record-client.ts'
import { recordColumns } from './record-columns.ts'
import { columnsMissing, notTransformed, notWritten, valueChanged } from './refusals.ts'
import { readRecords } from './table-records.ts'

/**
 * Keeps records in a table through an import set, which coalesces on the key: the whole row goes in, and the instance
 * decides whether it is new. Read again afterwards, because a transform map carries over what it was told to.
 */
export function importedRecords(client: RecordClient, settings: WriteBackSettings, importTable: string): RecordRole {
  async function put(columns: Columns, signal?: AbortSignal): Promise<string> {
    const written = await client.importRow(importTable, columns, signal)
    checkTransform(importTable, written)
    return see(columns, signal)
  }

  async function see(columns: Columns, signal?: AbortSignal): Promise<string> {
    const key = columns[settings.columns.key || ''] ?? ''
    const there = (await readRecords(client, settings, [key], signal)).get(key)
    if (there instanceof TicketboundError) throw there
    if (there === undefined) throw notTransformed(importTable, 'nothing', 'the record is not in the table')
    const changes = Object.keys(changesTo(there.columns, columns))
    const lost = changes.filter((column) => (there.columns[column] ?? '') === '')
    if (lost.length > 0) throw columnsMissing(settings.table, lost)
    if (changes.length > 0) throw valueChanged(settings.table, changes)
    return there.id
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

function checkTransform(importTable: string, written: WrittenRow): void {
  const { row } = written
  // ServiceNow: 201 with an empty body where an ACL lets nobody see what the transform did.
  if (row === undefined) throw notWritten(importTable, written)
  const { status = 'nothing', error_message: said = '' } = row
  if (!carriedOver.has(status)) throw notTransformed(importTable, status, said)
}
