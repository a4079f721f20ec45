import type { Row } from '../world/row.ts'
import type { Flaw } from './flaw.ts'
import { isAmong } from './is-among.ts'
import type { When } from './when.ts'

/** What a test may say of the rows that are hidden. */
export interface RowsHidden extends When {
  readonly share?: number
  readonly hides?: (row: Row, table: string) => boolean
}

/** Some rows are kept from the user by an access rule: a share of them, or those a predicate names. */
export const rowsHiddenByAcl: Flaw<RowsHidden> = {
  defaults: { share: 0.3 },
  reading: ({ share = 0.3, hides, table: only }) => ({
    hidesRow: (table, row) => (only === undefined || only === table) && (hides?.(row, table) ?? isAmong(share, row)),
  }),
}
