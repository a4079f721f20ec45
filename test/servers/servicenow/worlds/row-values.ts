import type { Row, RowValues } from '../world/row.ts'
import { stampOf } from '../world/stamp-of.ts'

/** The id of a row that must be there. */
export function idOf(row: Row | undefined): string {
  if (row?.sys_id === undefined) throw new Error('there is no such row')
  return row.sys_id
}

/** Writes `2026-03-01T08:00:00Z` as the database keeps it. */
export function dbStamp(instant: string): string {
  return stampOf(Date.parse(instant))
}

/** The column that says when a row was made, where that is known. */
export function createdAt(at: string | undefined): RowValues {
  return at === undefined ? {} : { sys_created_on: dbStamp(at) }
}
