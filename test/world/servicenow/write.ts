import { createHash } from 'node:crypto'

/** What somebody writes into a row of the instance: a new row where there is none of that name yet, else a change. */
export interface Write {
  readonly at: string
  /** The `user_name` of who writes it; `system` where nobody does. */
  readonly by: string
  readonly table: string
  /** By what the small world knows the row; `sysIdOf` makes its `sys_id` of it. */
  readonly row: string
  readonly values: Readonly<Record<string, string>>
}

/** The `sys_id` of a row, told from what the small world calls it, so that rows can name rows that are not there yet. */
export function sysIdOf(table: string, row: string): string {
  return createHash('md5').update(`${table}:${row}`).digest('hex')
}

/** An instant of the small world as the Table API writes it. */
export function stampOf(at: string): string {
  return at.slice(0, 19).replace('T', ' ')
}
