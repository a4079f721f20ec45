import type { Flaw } from './flaw.ts'
import { aimOf, type When } from './when.ts'

/** Between one page and the next, some rows of the table are deleted by others. */
export const rowsVanishWhilePaged: Flaw<When & { readonly rows?: number }> = {
  defaults: { api: 'table', method: 'GET', first: 20, rows: 1 },
  meanwhile: ({ rows: many = 1 }, { call, world, choices }) => {
    const { table = '' } = aimOf(call)
    if (world.table(table) === undefined) return
    for (let gone = 0; gone < many; gone += 1) {
      const rows = world.rows(table)
      const row = rows[choices.below(rows.length)]
      if (row !== undefined) world.delete(table, row.sys_id ?? '', 'someone.else')
    }
  },
}
