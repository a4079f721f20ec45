import type { Severity } from '@ticketbound/core'
import type { RecordField } from '../../write-back/finding-record.ts'
import type { WriteBackScope } from '../../write-back/write-back-scope.ts'
import { type CutField, defaultColumns, defaultLengths, type WriteBackSection } from './write-back-shape.ts'

/** How findings are written back to an instance, with everything that was left out filled in. */
export interface WriteBackSettings extends WriteBackScope {
  readonly type: 'servicenow'
  /** Whether a night writes at its end. `ticketbound write-back --apply` writes in either mode. */
  readonly mode: 'dry-run' | 'apply'
  readonly table: string
  /** The staging table where records go through an import set; `undefined` where they are written directly. */
  readonly importTable: string | undefined
  /** The column of each field, or `false` where it is not written. */
  readonly columns: Readonly<Record<RecordField, string | false>>
  readonly lengths: Readonly<Record<CutField, number>>
  /** Where a ticket is looked for by its number, one table after another. */
  readonly ticketTables: readonly string[]
  readonly tasks?: TaskSettings
}

/** What tasks are made of. */
export interface TaskSettings {
  readonly table: string
  readonly minSeverity: Severity
  readonly fields: Readonly<Record<string, string>>
  /** What closes a task; empty: it is only told that it need not be done any more. */
  readonly closeFields: Readonly<Record<string, string>>
}

/** Fills in what an entry leaves out. */
export function toWriteBackSettings(entry: WriteBackSection): WriteBackSettings {
  const { tasks } = entry
  return {
    type: entry.type,
    mode: entry.mode ?? 'dry-run',
    table: entry.table,
    importTable: entry.importTable,
    columns: { ...defaultColumns, ...entry.columns },
    lengths: { ...defaultLengths, ...entry.lengths },
    minSeverity: entry.minSeverity ?? 'low',
    notes: entry.notes ?? false,
    ticketTables: entry.ticketTables ?? ['sc_req_item', 'change_request'],
    ...(tasks && {
      tasks: {
        table: tasks.table,
        minSeverity: tasks.minSeverity ?? 'high',
        fields: tasks.fields ?? {},
        closeFields: tasks.closeFields ?? {},
      },
    }),
    most: entry.most ?? 1000,
  }
}
