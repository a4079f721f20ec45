import type { World } from '../world/create-world.ts'
import type { Field } from '../world/field.ts'
import type { Row } from '../world/row.ts'

/** A column reached from a table, perhaps through references: `request.requested_for.name`. */
export interface ResolvedField {
  readonly field: Field
  /** The table that has the column. */
  readonly table: string
  /** The references that lead there, each with the table it is a column of. */
  readonly path: readonly { readonly table: string; readonly field: string }[]
  /** The row that has the column, seen from a row of the table it was reached from. */
  rowIn(row: Row): Row | undefined
  /** The column's value, seen from there; nothing where a reference on the way is empty. */
  valueIn(row: Row): string
}

/** Finds a column by its dot-walked name; undefined where there is none. */
export function resolveField(world: World, tableName: string, name: string): ResolvedField | undefined {
  const parts = name.split('.')
  const last = parts.pop() ?? ''
  const path: { table: string; field: string; target: string }[] = []
  let at = tableName
  for (const part of parts) {
    const target = world.table(at)?.columns.get(part)?.reference
    if (target === undefined) return undefined
    path.push({ table: at, field: part, target })
    at = target
  }
  const field = world.table(at)?.columns.get(last)
  if (field === undefined) return undefined
  const rowIn = (row: Row): Row | undefined => {
    let found: Row | undefined = row
    for (const { field: step, target } of path) found = found && world.find(target, found[step] ?? '')
    return found
  }
  return { field, table: at, path, rowIn, valueIn: (row) => rowIn(row)?.[last] ?? '' }
}
