import type { WriteBackTarget } from '../../write-back/write-back-target.ts'
import { courtesy } from '../courtesy.ts'
import { findingTasks } from './finding-tasks.ts'
import { importedRecords } from './imported-records.ts'
import type { RecordClient } from './record-client.ts'
import { tableRecords } from './table-records.ts'
import { ticketNotes } from './ticket-notes.ts'
import type { WriteBackSettings } from './write-back-settings.ts'

/** Opens an instance as a place to write findings back to. */
export function openServiceNowTarget(
  client: RecordClient,
  settings: WriteBackSettings,
  { instance, concurrency = courtesy.concurrency }: { readonly instance: string; readonly concurrency?: number },
): WriteBackTarget {
  const { table, importTable, ticketTables, tasks } = settings
  const records =
    importTable === undefined ? tableRecords(client, settings) : importedRecords(client, settings, importTable)
  return {
    name: `${instance.replace(/\/$/, '')}/${table}`,
    concurrency,
    ...records,
    ...ticketNotes(client, ticketTables),
    ...findingTasks(client, tasks),
  }
}
