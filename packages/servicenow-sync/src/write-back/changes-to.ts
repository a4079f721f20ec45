import type { Columns } from './write-back-target.ts'

/** The columns that are not yet as they should be, with what they should say. */
export function changesTo(there: Columns, wanted: Columns): Columns {
  return Object.fromEntries(Object.entries(wanted).filter(([column, text]) => (there[column] ?? '') !== text))
}
