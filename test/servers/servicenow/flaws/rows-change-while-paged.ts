import type { Flaw } from './flaw.ts'
import type { When } from './when.ts'
import { aimOf } from './when.ts'

/** Between one page and the next, some rows of the table are changed by others, and so move to the end. */
export const rowsChangeWhilePaged: Flaw<When & { readonly rows?: number }> = {
  defaults: { api: 'table', method: 'GET', first: 50, rows: 2 },
  meanwhile: ({ rows: many = 2 }, { call, world, choices }) => {
    const { table = '' } = aimOf(call)
    if (world.table(table) === undefined) return
    for (let changed = 0; changed < many; changed += 1) {
      const rows = world.rows(table)
      const row = rows[choices.below(rows.length)]
      if (row !== undefined)
        world.update(table, row.sys_id ?? '', { sys_mod_count: String(Number(row.sys_mod_count) + 1) }, 'someone.else')
    }
  },
}
