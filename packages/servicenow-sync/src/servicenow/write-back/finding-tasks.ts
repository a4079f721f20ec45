import { TicketboundError } from '../../errors.ts'
import type { TaskRole } from '../../write-back/write-back-target.ts'
import { findRows } from './find-rows.ts'
import { journalText, plainLine } from './plain-text.ts'
import type { RecordClient } from './record-client.ts'
import { columnsMissing, notWritten } from './refusals.ts'
import type { TaskSettings } from './write-back-settings.ts'

/** The column of every task by which another system finds again what it made. */
const keyColumn = 'correlation_id'

/** What `short_description` takes. */
const titleLength = 160

/** Keeps tasks in a table that extends `task`. Without settings there are none, and nothing is ever asked for. */
export function findingTasks(client: RecordClient, settings: TaskSettings | undefined): TaskRole {
  const { table, fields, closeFields } = settings ?? { table: 'task', fields: {}, closeFields: {} }
  return {
    findTask: async (key, signal) => {
      const row = (await findRows(client, { table, column: keyColumn, fields: [] }, [key], signal)).get(key)
      if (row instanceof TicketboundError) throw row
      return row && { table, id: row.sys_id ?? '' }
    },
    createTask: async ({ key, title, text }, signal) => {
      const task = {
        short_description: plainLine(title, titleLength),
        description: journalText(text),
        ...fields,
        [keyColumn]: key,
        correlation_display: 'Ticketbound',
      }
      const written = await client.insert(table, task, signal)
      if (written.row === undefined) throw notWritten(table, written)
      // Without it the task is never found again, and the next night would make another.
      if (written.row[keyColumn] !== key) throw columnsMissing(table, [keyColumn])
      return written.row.sys_id ?? ''
    },
    closeTask: async ({ id, table: ofTask }, text, signal) => {
      const written = await client.update(ofTask, id, { ...closeFields, work_notes: journalText(text) }, signal)
      if (written.row === undefined) throw notWritten(ofTask, written)
    },
  }
}
