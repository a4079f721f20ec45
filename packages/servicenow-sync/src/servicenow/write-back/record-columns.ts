import { type FindingRecord, instantFields, recordFields } from '../../write-back/finding-record.ts'
import type { WriteBackSettings } from '../../write-back/write-back-settings.ts'
import type { Columns } from '../../write-back/write-back-target.ts'
import { plainLine } from './plain-text.ts'

/** Writes a record as the table will hold it: under its columns' names, cut to their lengths, times in UTC. */
export function recordColumns(
  record: FindingRecord,
  { columns, lengths }: Pick<WriteBackSettings, 'columns' | 'lengths'>,
): Columns {
  return Object.fromEntries(
    recordFields.flatMap((field): [string, string][] => {
      const column = columns[field]
      if (column === false) return []
      return [[column, instantFields.has(field) ? stamp(record[field]) : plainLine(record[field], lengths[field])]]
    }),
  )
}

/** ServiceNow keeps times in UTC, to the second, as `YYYY-MM-DD HH:MM:SS`. */
function stamp(instant: string): string {
  return instant.slice(0, 19).replace('T', ' ')
}
