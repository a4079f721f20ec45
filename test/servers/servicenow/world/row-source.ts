import type { Row } from './row.ts'

/** Rows that are made when they are asked for, so that a table of millions takes no memory. They cannot be written. */
export interface RowSource {
  readonly size: number
  /** The row at a position, counted in the order of `sys_id`. */
  at(position: number): Row
  /** Of that row only its key and when it was created and last changed, for a query that asks for nothing else. */
  stampsAt(position: number): Row
  /** The position of the nth row in the order of `sys_updated_on` and then `sys_id`. */
  byUpdate(nth: number): number
  find(sysId: string): Row | undefined
}
