import type { Fault, Instant } from '@ticketbound/core'
import type { TicketboundError } from '../errors.ts'

/** What a source can be read for. */
export type Reads = 'requests' | 'access' | 'people' | 'exceptions' | 'recertifications'

/** Where a row stands: the file as people know it, and the line, counted from 1. */
export interface RowPlace {
  readonly file: string
  readonly line: number
}

/** Takes one row; gives what is wrong with it, or `undefined` when it was taken. */
export type AcceptRow = (row: unknown, place: RowPlace) => readonly Fault[] | undefined

/** A line that was not taken, with why and with its text as far as that was kept. */
export interface RejectedLine {
  readonly source: string
  readonly file: string
  readonly line: number
  readonly faults: readonly Fault[]
  readonly text: string
  /** True when the text was too long to keep whole. */
  readonly cut?: true
}

/** What a source gave, and whether that was all there is. */
export interface SourceReading {
  readonly files: readonly string[]
  readonly rows: number
  readonly rejected: number
  readonly bytes: number
  /** SHA-256 over the bytes read, in hexadecimal. */
  readonly sha256: string
  readonly complete: boolean
  /** Why it is not complete. */
  readonly reason?: string
  /** The date of the export, where the source names one. */
  readonly asOf?: string
  /** What the vendor failed at; the rows are then those known before, and not complete. */
  readonly failure?: VendorFailure
}

/** A vendor's failure, as a night tells it. */
export type VendorFailure = Pick<TicketboundError, 'code' | 'message' | 'help'>

/** What a source needs to be read. */
export interface ReadOptions {
  readonly at: Instant
  /** Rows of the last complete snapshot, to notice an export that lost most of them. */
  readonly lastCompleteRows?: number
  readonly accept: AcceptRow
  readonly reject: (line: RejectedLine) => void
  readonly onProgress?: (done: number, total: number) => void
  readonly signal?: AbortSignal
}

/** A place that tickets, access, people, exceptions or recertifications are read from. */
export interface Source {
  readonly name: string
  readonly reads: Reads
  /** The system whose access it shows; only for `access`. */
  readonly system?: string
  /** The share of rejected rows above which a night cannot be run on this source; absent where any will do. */
  readonly maxRejected?: number
  /**
   * Reads everything once and hands each row on; throws a `TicketboundError` when it cannot go on. One of kind
   * `upstream` may be thrown only before the first row was handed on: the night then goes on without this source.
   */
  readonly read: (options: ReadOptions) => Promise<SourceReading>
}
