import type { TableCopy } from '../mirror/mirror.ts'
import type { MirroredTable } from '../mirror/mirrored-table.ts'
import type { Instance } from './instance.ts'

/** The copies of some tables, by the tables' names. */
export function copiesOf(instance: Instance, tables: readonly MirroredTable[]): ReadonlyMap<string, TableCopy> {
  return new Map(tables.map((table) => [table.spec.table, instance.copy(table)] as const))
}

/** Whether each of some tables was once read to its end; a table that was not says of everything that it is not there. */
export function isEachKnown(instance: Instance, tables: readonly MirroredTable[]): boolean {
  return tables.every((table) => table.spec.optional || instance.copy(table).state().changedUntil !== undefined)
}
