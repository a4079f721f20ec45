import type { RawRow } from '../../packages/servicenow-sync/src/servicenow/raw-row.ts'
import type { World } from '../servers/servicenow/world/create-world.ts'

/** What became of one row. */
export interface RowHistory {
  /** Each version as the Table API gives it, and since when it stood, in milliseconds. */
  readonly versions: readonly { readonly row: RawRow; readonly since: number }[]
  readonly goneAt?: number
}

/** Every row that a table has or had. */
export type TableHistory = ReadonlyMap<string, RowHistory>

/** Begins to watch a table: whatever is done to its rows from now on is in the history. */
export function watchTable(world: World, table: string, fields: readonly string[]): TableHistory {
  const histories = new Map<string, RowHistory>()
  for (const row of world.rows(table)) note(row.sys_id ?? '', Number.NEGATIVE_INFINITY)
  world.onChange(({ table: changed, sysId, operation, at }) => {
    if (changed !== table) return
    const known = histories.get(sysId)
    if (operation !== 'delete') note(sysId, at)
    else if (known !== undefined) histories.set(sysId, { ...known, goneAt: at })
  })
  return histories

  function note(sysId: string, since: number): void {
    const found = world.find(table, sysId)
    if (found === undefined) return
    const row = Object.fromEntries(fields.map((field) => [field, found[field] ?? '']))
    histories.set(sysId, { versions: [...(histories.get(sysId)?.versions ?? []), { row, since }] })
  }
}
