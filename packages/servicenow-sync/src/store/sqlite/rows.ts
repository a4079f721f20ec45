import type { DatabaseSync, SQLInputValue } from 'node:sqlite'

/** How many rows one step of a long reading takes; larger steps are no faster and hold more memory. */
const chunkRows = 2000

/** One row as SQLite gives it. */
export type Row = Readonly<Record<string, unknown>>

/**
 * Reads a long query in steps by key, so that a reading in ascending order neither holds everything in memory nor
 * keeps a cursor open while rows are written. `sql` ends in `WHERE key > ? ORDER BY key LIMIT ?`.
 */
export function* readByKey(
  db: DatabaseSync,
  sql: string,
  keyOf: (row: Row) => readonly SQLInputValue[],
  start: readonly SQLInputValue[],
): Generator<Row> {
  const step = db.prepare(sql)
  let after = start
  for (;;) {
    const rows: readonly Row[] = step.all(...after, chunkRows)
    yield* rows
    const last = rows.at(-1)
    if (last === undefined || rows.length < chunkRows) return
    after = keyOf(last)
  }
}

/** A column that the schema says is text. */
export function text(row: Row, column: string): string {
  return String(row[column])
}

/** A column that the schema says is a whole number. */
export function whole(row: Row, column: string): number {
  return Number(row[column])
}

/** A column that may be empty. */
export function wholeIfAny(row: Row, column: string): number | undefined {
  const value = row[column]
  return value === null || value === undefined ? undefined : Number(value)
}

/** A column that holds JSON that this program wrote. */
export function json<T>(row: Row, column: string): T {
  return JSON.parse(text(row, column)) as T
}
