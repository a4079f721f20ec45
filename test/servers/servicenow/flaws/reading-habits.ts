import type { Condition } from '../query/encoded-query.ts'
import type { Row } from '../world/row.ts'

/** Ways in which rows are read otherwise than the access rules and the documentation say. */
export interface ReadingHabits {
  readonly hidesRow?: (table: string, row: Row) => boolean
  readonly hidesField?: (table: string, field: string) => boolean
  readonly ignores?: (table: string, condition: Condition) => boolean
  /** What becomes of a query that compares by order, or sorts. */
  readonly ranges?: 'refused' | 'ignored' | 'no-rows'
  /** Whether `X-Total-Count` counts what the user may see, or is not there. */
  readonly counts?: 'visible' | 'nothing'
  /** How many items of a batch are served. */
  readonly servesOfBatch?: number
  /** Orders rows that the query's own order leaves equal; without it they keep the order in which they came. */
  readonly tieBreak?: () => number
}
