import type { Instant } from '@ticketbound/core'

/** What can be written into a vendor's system about a finding. */
export type WriteBackWhat = 'record' | 'note' | 'task'

/**
 * How far a writing came. `intended` is not known: the vendor may hold it or not, so whoever goes on looks there first.
 * `failed` was refused, and nothing is there of it.
 */
export type WriteBackState = 'intended' | 'done' | 'failed'

/** One thing that is written about one finding, as it was last meant to be. */
export interface WriteBackEntry {
  /** Where it is written: a vendor's instance and table. */
  readonly target: string
  readonly finding: string
  readonly what: WriteBackWhat
  /** Which of several things of this sort: a note's ticket, a task's episode; empty for the record. */
  readonly part: string
  readonly state: WriteBackState
  /** What was to be written, to compare with; its writer alone reads it. */
  readonly content: string
  /** What the vendor calls it, once that is known. */
  readonly vendorId?: string
  /** The night by whose findings it was written. */
  readonly run: string
  readonly at: Instant
}

/** What names one entry. */
export type WriteBackPlace = Pick<WriteBackEntry, 'target' | 'finding' | 'what' | 'part'>

/** What was written back, and what was about to be. Every write happens inside a transaction; see `Store.transaction`. */
export interface WriteBackTables {
  /** Everything that a target was told, or was to be told, of one finding; by `what`, then `part`. */
  entriesOf(target: string, finding: string): readonly WriteBackEntry[]
  entry(place: WriteBackPlace): WriteBackEntry | undefined
  /** Keeps an entry in place of the one that was there. */
  putEntry(entry: WriteBackEntry): void
}
