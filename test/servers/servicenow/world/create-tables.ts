import type { Field } from './field.ts'
import { text } from './fields.ts'
import { systemFields } from './system-fields.ts'
import type { Table, TableDefinition } from './table.ts'

/** The tables of an instance and which extends which. */
export interface Tables {
  define(definition: TableDefinition): Table
  get(name: string): Table | undefined
  /** The table and every table that extends it, near or far. */
  withDescendants(name: string): readonly string[]
  names(): readonly string[]
}

/** Starts an instance's tables: none yet. */
export function createTables(): Tables {
  const tables = new Map<string, Table>()

  function define(definition: TableDefinition): Table {
    const parent = definition.extends === undefined ? undefined : tables.get(definition.extends)
    if (definition.extends !== undefined && parent === undefined)
      throw new Error(`${definition.name} extends ${definition.extends}, which is not defined`)
    // A table names its rows' class from the moment another extends it.
    if (parent !== undefined && !parent.inherited)
      tables.set(parent.name, { ...parent, inherited: true, columns: withClass(parent.columns) })
    const inheritedColumns = parent === undefined ? systemFields : [...withClass(parent.columns).values()]
    const columns = new Map([...inheritedColumns, ...definition.fields].map((field) => [field.name, field]))
    const table = { ...definition, columns, displayField: displayFieldOf(columns), inherited: parent !== undefined }
    tables.set(table.name, table)
    return table
  }

  function withDescendants(name: string): readonly string[] {
    const children = [...tables.values()].filter((table) => table.extends === name)
    return [name, ...children.flatMap((child) => withDescendants(child.name))]
  }

  return { define, get: (name) => tables.get(name), withDescendants, names: () => [...tables.keys()] }
}

function withClass(columns: ReadonlyMap<string, Field>): ReadonlyMap<string, Field> {
  return new Map([...columns, ['sys_class_name', text('sys_class_name')]])
}

function displayFieldOf(columns: ReadonlyMap<string, Field>): string {
  const marked = [...columns.values()].findLast(({ display }) => display === true)?.name
  return marked ?? ['number', 'name'].find((name) => columns.has(name)) ?? 'sys_id'
}
