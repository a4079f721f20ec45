import { createHash } from 'node:crypto'
import type { Row } from '../world/row.ts'
import type { Flaw } from './flaw.ts'
import type { When } from './when.ts'

/** Some rows are kept from the user by an access rule: a share of them, or those a predicate names. */
export const rowsHiddenByAcl: Flaw<
  When & { readonly share?: number; readonly hides?: (row: Row, table: string) => boolean }
> = {
  defaults: { share: 0.3 },
  reading: ({ share = 0.3, hides, table: only }) => ({
    hidesRow: (table, row) => (only === undefined || only === table) && (hides?.(row, table) ?? isAmong(share, row)),
  }),
}

/** The same rows each time: access rules do not waver. */
function isAmong(share: number, { sys_id: sysId = '' }: Row): boolean {
  return createHash('md5').update(sysId).digest().readUInt32BE() / 2 ** 32 < share
}
