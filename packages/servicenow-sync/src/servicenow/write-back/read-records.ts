import { TicketboundError } from '../../errors.ts'
import { changesTo } from '../../write-back/changes-to.ts'
import type { Columns, StoredRecord } from '../../write-back/write-back-target.ts'
import type { Written } from '../wire/servicenow-client.ts'
import { findRows } from './find-rows.ts'
import type { RecordClient } from './record-client.ts'
import { columnsMissing, notWritten, valueChanged } from './refusals.ts'
import type { WriteBackSettings } from './write-back-settings.ts'

type Place = Pick<WriteBackSettings, 'table' | 'columns'>

/** Reads the records of many keys from the table. */
export async function readRecords(
  client: Pick<RecordClient, 'page'>,
  { table, columns }: Place,
  keys: readonly string[],
  signal?: AbortSignal,
): Promise<ReadonlyMap<string, StoredRecord | TicketboundError>> {
  const fields = Object.values(columns).filter((column) => column !== false)
  const rows = await findRows(client, { table, column: keyColumn(columns), fields }, keys, signal)
  return new Map(
    [...rows].map(([key, row]) => [
      key,
      row instanceof TicketboundError ? row : { id: row.sys_id ?? '', columns: row },
    ]),
  )
}

/**
 * Reads a record again that was just written and gives its id. Throws where it is not there, or says something else;
 * `written` is the answer to the writing in `table`.
 */
export async function checkRecord(
  client: Pick<RecordClient, 'page'>,
  settings: Place,
  columns: Columns,
  { written, table, signal }: { readonly written: Written; readonly table: string; readonly signal?: AbortSignal },
): Promise<string> {
  const key = columns[keyColumn(settings.columns)] ?? ''
  const there = (await readRecords(client, settings, [key], signal)).get(key)
  if (there instanceof TicketboundError) throw there
  if (there === undefined) throw notWritten(table, written)
  const changes = Object.keys(changesTo(there.columns, columns))
  if (changes.length === 0) return there.id
  if (written.row === undefined) throw notWritten(table, written)
  const lost = changes.filter((column) => (there.columns[column] ?? '') === '')
  throw lost.length > 0 ? columnsMissing(settings.table, lost) : valueChanged(settings.table, changes)
}

/** The key's column is never left out; the shape of the configuration sees to it. */
function keyColumn({ key }: WriteBackSettings['columns']): string {
  return key === false ? '' : key
}
