import type { RawRow } from '../raw-row.ts'
import type { SweepEnd, SweepRequest, SweptPage } from '../wire/sweep-request.ts'

/** What earlier versions of a record told, beyond what its present one does. */
export interface RowMemory {
  /** When a ticket was last seen open again after a closing. */
  readonly reopenedAt?: string
  /** The closing of a ticket before its present one. */
  readonly closedAtBefore?: string
  /** Fields that were seen to change, each at the later version's `sys_updated_on`. */
  readonly fieldChanges?: Readonly<Record<string, string>>
  /** The first version in the present unbroken run of versions in the same state. */
  readonly first?: RawRow
}

/** A record as it was last read. */
export interface MirroredRow {
  readonly row: RawRow
  readonly memory?: RowMemory
}

/** What is known of how much of a table is here. Times are the database's: `YYYY-MM-DD HH:MM:SS` in UTC. */
export interface CopyState {
  /** Every change before this second is here. */
  readonly changedUntil?: string
  /** When the last full sweep that ended began. */
  readonly sweptUntil?: string
  /** Whether every row that there is, is here. */
  readonly proven: boolean
  /** Why not. */
  readonly reason?: string
}

/** The part of a sweep that needs to be kept to go on with it. */
export interface SweepPart extends Pick<SweepRequest, 'by' | 'range' | 'since' | 'until'> {
  /** Increments: until when rows were created that were here when counts last agreed. */
  readonly knownUntil?: string
}

/** A sweep of one part of a table that was begun, as far as it came. */
export interface KeptSweep {
  readonly part: string
  readonly request: SweepPart
  readonly cursor?: SweptPage['cursor']
  /** Present once it ended. */
  readonly end?: SweepEnd
}

/** What is kept of one table. Every write is one transaction: it is there whole, or not at all. */
export interface TableCopy {
  state(): CopyState
  /** The sweep that was begun and not yet settled, part by part. */
  sweeps(): readonly KeptSweep[]
  /** Begins a sweep in parts, and forgets an earlier one. */
  begin(parts: readonly KeptSweep[]): void
  /** Keeps a page, and where the sweep stands after it. */
  take(part: string, page: SweptPage): void
  end(part: string, end: SweepEnd): void
  /**
   * Ends the sweep. With `vanishedOn`, rows that a full sweep did not show, created before its `until`, are gone since then:
   * they are kept, and handed on no more. Gives how many.
   */
  settle(state: CopyState, vanished?: { readonly on: string; readonly createdBefore: string }): number
  /** How many rows are here that were created before a second, and not before another. */
  count(createdBefore: string, createdFrom?: string): number
  /** How many rows are here of which nobody knows when they were created. */
  countUndated(): number
  /** Every row, in the order of keys; those that vanished are not among them. */
  rows(): Iterable<MirroredRow>
  row(sysId: string): MirroredRow | undefined
  /** The rows that belong to a record, in the order of keys. */
  ofParent(sysId: string): readonly MirroredRow[]
}

/** What a copy is made of: where the fields or the filter are others, the table is read anew. */
export interface CopyDescription {
  readonly table: string
  readonly version: string
  readonly parents?: readonly string[]
  /** What to remember of a record as it changes. */
  readonly remember?: (before: MirroredRow, after: RawRow) => RowMemory | undefined
}

/** The tables of one instance, as they were last read. */
export interface Mirror {
  copy(description: CopyDescription): TableCopy
  close(): void
}
