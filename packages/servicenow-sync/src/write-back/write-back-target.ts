import type { TicketboundError } from '../errors.ts'
import type { FindingRecord } from './finding-record.ts'

/** A record as its target holds it: text by column, cut to what each column takes. */
export type Columns = Readonly<Record<string, string>>

/** A record that was found. */
export interface StoredRecord {
  readonly id: string
  readonly columns: Columns
}

/** A ticket or a task of the target. */
export interface VendorTicket {
  readonly table: string
  readonly id: string
}

/** A task that somebody is to do about a finding. */
export interface TaskText {
  /** What it is found by; no two tasks have the same one. */
  readonly key: string
  readonly title: string
  readonly text: string
}

/**
 * Keeps records of findings. A writing that may or may not have happened throws `http-outcome-unknown`; one that
 * throws anything else did not happen.
 */
export interface RecordRole {
  /** How the target will hold a record: what `readRecords` gives once it is written. Pure. */
  columnsOf(record: FindingRecord): Columns
  /**
   * Reads the records of many findings. Keys without a record are left out; a key whose record cannot be told has an
   * error in its place, and one whose record could not be anywhere is `nowhere`. Throws where nothing can be read at all.
   */
  readRecords(
    keys: readonly string[],
    signal?: AbortSignal,
  ): Promise<ReadonlyMap<string, StoredRecord | TicketboundError | 'nowhere'>>
  /** Creates a record and gives its id. */
  createRecord(columns: Columns, signal?: AbortSignal): Promise<string>
  /** Changes what differs; `columns` is the whole record. */
  updateRecord(there: StoredRecord, changes: Columns, columns: Columns, signal?: AbortSignal): Promise<void>
}

/** Says something on a ticket, where those who work on it read it. */
export interface NoteRole {
  findTicket(number: string, signal?: AbortSignal): Promise<VendorTicket | undefined>
  hasNote(ticket: VendorTicket, marker: string, signal?: AbortSignal): Promise<boolean>
  addNote(ticket: VendorTicket, text: string, signal?: AbortSignal): Promise<void>
}

/** Has somebody do something about a finding. */
export interface TaskRole {
  findTask(key: string, signal?: AbortSignal): Promise<VendorTicket | undefined>
  /** Creates a task and gives its id. */
  createTask(task: TaskText, signal?: AbortSignal): Promise<string>
  /** Says on a task why it need not be done any more, and closes it where the target was told how. */
  closeTask(task: VendorTicket, text: string, signal?: AbortSignal): Promise<void>
}

/** Where findings are written back to. */
export interface WriteBackTarget extends RecordRole, NoteRole, TaskRole {
  /** What the ledger knows it by: another instance or table is another target. */
  readonly name: string
  /** How many things may be written at the same moment. */
  readonly concurrency: number
}
