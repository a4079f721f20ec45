import type { RawRow } from '../raw-row.ts'
import type { EncodedQuery } from './encoded-query.ts'

/** Where a sweep stands in a table, and how it asks for what is behind. */
export interface Keyset {
  /** What the next page must satisfy, without its order. */
  condition(): EncodedQuery
  /** What all rows of the sweep satisfy. */
  whole(): EncodedQuery
  /** The fields by which the rows are ordered. */
  readonly order: readonly string[]
  /**
   * Takes a page, and gives the rows of it that are new. Throws `query-ignored` for rows that were not asked for, or
   * that do not come in order. `limit` is how many were asked for.
   */
  take(rows: readonly RawRow[], limit: number): readonly RawRow[]
  /** Goes on behind a row without taking it. */
  step(row: RawRow): void
  /** Takes note that nothing is behind. Says whether that is the end of the sweep. */
  exhausted(): boolean
  /** The last row that was taken; an empty `sysId` before the first. */
  place(): { readonly sysId: string; readonly updatedOn?: string }
  /** Asks by comparing for one row that is known to be there. */
  at(row: RawRow): EncodedQuery
  /** Asks once more for what lies between the last two places: rows of which all should be known. */
  lastStretch(): { readonly condition: EncodedQuery; readonly known: ReadonlySet<string> } | undefined
}
