import { TicketboundError } from '../../errors.ts'
import { journalNotReadable } from '../../write-back/write-back-errors.ts'
import type { NoteRole, VendorTicket } from '../../write-back/write-back-target.ts'
import { findRows } from './find-rows.ts'
import { journalText } from './plain-text.ts'
import type { RecordClient } from './record-client.ts'
import { notWritten } from './refusals.ts'

/** Says something in the work notes of a ticket, which only those who work on it read. */
export function ticketNotes(client: RecordClient, ticketTables: readonly string[]): NoteRole {
  async function findTicket(number: string, signal?: AbortSignal): Promise<VendorTicket | undefined> {
    // A number of another form is none of this vendor's, and must not change the query around it.
    if (!/^[A-Za-z0-9_-]{1,40}$/.test(number)) return undefined
    for (const table of ticketTables) {
      const row = (await findRows(client, { table, column: 'number', fields: [] }, [number], signal)).get(number)
      if (row instanceof TicketboundError) throw row
      if (row !== undefined) return { table, id: row.sys_id ?? '' }
    }
    return undefined
  }

  async function hasNote({ table, id }: VendorTicket, marker: string, signal?: AbortSignal): Promise<boolean> {
    // ServiceNow: a journal has no value of its own; its display value is everything that was said, newest first.
    const options = { display: true, ...(signal && { signal }) }
    const row = await client.record(table, id, ['sys_id', 'work_notes'], options)
    if (row?.work_notes === undefined) throw journalNotReadable(table)
    return row.work_notes.includes(marker)
  }

  async function addNote({ table, id }: VendorTicket, text: string, signal?: AbortSignal): Promise<void> {
    const written = await client.update(table, id, { work_notes: journalText(text) }, signal)
    // An answer that is no whole one leaves it to whoever looks afterwards.
    if (written.row === undefined && written.status >= 300) throw notWritten(table, written)
  }

  return { findTicket, hasNote, addNote }
}
