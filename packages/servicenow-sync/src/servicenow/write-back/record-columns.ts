import { type FindingRecord, type RecordField, recordFields } from '../../write-back/finding-record.ts'
import type { Columns } from '../../write-back/write-back-target.ts'
import { plainLine } from './plain-text.ts'
import type { WriteBackSettings } from './write-back-settings.ts'

type Lengths = WriteBackSettings['lengths']

/** Writes a record as the table will hold it: under its columns' names, cut to their lengths, times in UTC. */
export function recordColumns(
  record: FindingRecord,
  { columns, lengths }: Pick<WriteBackSettings, 'columns' | 'lengths'>,
): Columns {
  return Object.fromEntries(
    recordFields.flatMap((field): [string, string][] => {
      const column = columns[field]
      return column === false ? [] : [[column, textOf(record, field, lengths)]]
    }),
  )
}

function textOf(record: FindingRecord, field: RecordField, lengths: Lengths): string {
  switch (field) {
    case 'key':
      return record.key
    case 'firstSeen':
    case 'resolvedAt':
      return stamp(record[field])
    default:
      return plainLine(record[field], lengths[field])
  }
}

/** ServiceNow keeps times in UTC, to the second, as `YYYY-MM-DD HH:MM:SS`. */
function stamp(instant: string): string {
  return instant.slice(0, 19).replace('T', ' ')
}
