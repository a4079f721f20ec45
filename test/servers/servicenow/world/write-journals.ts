import type { World } from './create-world.ts'
import type { RowValues } from './row.ts'
import type { Table } from './table.ts'

/** A row as the world keeps it, which it alone may change. */
export type StoredRow = Record<string, string>

/** Adds what is written to journals as entries of `sys_journal_field`, and gives the values that are left. */
export function writeJournals(world: World, table: Table, sysId: string, values: RowValues, by: string): StoredRow {
  const left: StoredRow = {}
  for (const [element, value] of Object.entries(values)) {
    if (table.columns.get(element)?.type !== 'journal_input') left[element] = value
    else if (value !== '')
      world.insert('sys_journal_field', { name: table.name, element, element_id: sysId, value }, by)
  }
  return left
}
