import { TicketboundError } from '../errors.ts'
import { changesTo } from './changes-to.ts'
import { unseen } from './plan-write-back.ts'
import { journalNotReadable } from './write-back-errors.ts'
import type { WriteBackOutcome } from './write-back-outcome.ts'
import type { NoteAction, PlannedAction, RecordAction, TaskAction } from './write-back-plan.ts'
import type { StoredRecord, VendorTicket, WriteBackTarget } from './write-back-target.ts'

/** A record as it was read a moment ago, or why it could not be. */
export type ReadBefore = StoredRecord | TicketboundError | 'nowhere' | undefined

/**
 * Takes one action: looks first, and writes only what is not so already. Taken again it writes nothing twice. Throws
 * what the target throws.
 */
export function takeAction(
  action: PlannedAction,
  target: WriteBackTarget,
  there: () => Promise<ReadBefore>,
  signal?: AbortSignal,
): Promise<WriteBackOutcome> {
  if (action.what === 'record') return takeRecord(action, target, there, signal)
  return action.what === 'note' ? takeNote(action, target, signal) : takeTask(action, target, signal)
}

async function takeRecord(
  { does, columns }: RecordAction,
  target: WriteBackTarget,
  read: () => Promise<ReadBefore>,
  signal?: AbortSignal,
): Promise<WriteBackOutcome> {
  const there = await read()
  if (there instanceof TicketboundError) throw there
  const isGone = there === 'nowhere'
  if (isGone && does !== 'resolve') return { outcome: 'skipped', because: 'there is no such ticket' }
  if (isGone || there === undefined) {
    // Nobody has to be told of the end of what is not there.
    if (does === 'resolve') return { outcome: 'already-so' }
    return { outcome: 'written', vendorId: await target.createRecord(columns, signal) }
  }
  const changes = changesTo(there.columns, columns)
  if (Object.keys(changes).length === 0) return { outcome: 'already-so', vendorId: there.id }
  await target.updateRecord(there, changes, columns, signal)
  return { outcome: 'written', vendorId: there.id }
}

async function takeNote(
  { does, part, text, marker, content }: NoteAction,
  target: WriteBackTarget,
  signal?: AbortSignal,
): Promise<WriteBackOutcome> {
  const ticket = await target.findTicket(part, signal)
  if (ticket === undefined) return { outcome: 'skipped', because: 'there is no such ticket' }
  if (await target.hasNote(ticket, marker, signal)) return { outcome: 'already-so', vendorId: ticket.id }
  if (does === 'look') {
    if (content === unseen) return { outcome: 'unknown', error: journalNotReadable(ticket.table) }
    return { outcome: 'skipped', because: 'the finding is gone' }
  }
  await target.addNote(ticket, text, signal)
  return seeNote(ticket, () => target.hasNote(ticket, marker, signal))
}

/** Looks for a note that was just written: a journal that may not be read looks empty, and would be written to twice. */
async function seeNote({ id, table }: VendorTicket, look: () => Promise<boolean>): Promise<WriteBackOutcome> {
  try {
    if (await look()) return { outcome: 'written', vendorId: id }
    return { outcome: 'unknown', error: journalNotReadable(table), content: unseen }
  } catch (error) {
    if (!(error instanceof TicketboundError)) throw error
    return { outcome: 'unknown', error }
  }
}

async function takeTask(
  { does, task, closing, marker }: TaskAction,
  target: WriteBackTarget,
  signal?: AbortSignal,
): Promise<WriteBackOutcome> {
  const there = await target.findTask(task.key, signal)
  if (does === 'open') {
    if (there !== undefined) return { outcome: 'already-so', vendorId: there.id }
    return { outcome: 'written', vendorId: await target.createTask(task, signal) }
  }
  if (there === undefined) return { outcome: 'already-so' }
  if (await target.hasNote(there, marker, signal)) return { outcome: 'already-so', vendorId: there.id }
  await target.closeTask(there, closing, signal)
  return { outcome: 'written', vendorId: there.id }
}
