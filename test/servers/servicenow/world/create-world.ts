import { baseTables } from './base-tables.ts'
import { createSysIds } from './create-sys-ids.ts'
import { createTables } from './create-tables.ts'
import { dictionaryTables } from './dictionary-tables.ts'
import type { Row, RowValues } from './row.ts'
import type { RowSource } from './row-source.ts'
import { stampOf } from './stamp-of.ts'
import { systemFields } from './system-fields.ts'
import type { Table, TableDefinition } from './table.ts'
import { type StoredRow, writeJournals } from './write-journals.ts'

/** Something that happened to a row. */
export interface Change {
  readonly table: string
  readonly sysId: string
  readonly operation: 'insert' | 'update' | 'delete'
  /** The values that were written; none for a deletion. */
  readonly values: RowValues
  readonly by: string
  readonly at: number
}

/** The tables and rows of one instance. */
export interface World {
  /** The instance's clock, in milliseconds; may be replaced. */
  now: () => number
  define(definition: TableDefinition): void
  table(name: string): Table | undefined
  tableNames(): readonly string[]
  /** Gives a table rows that are made when they are asked for, instead of rows of its own. */
  attach(table: string, source: RowSource): void
  source(table: string): RowSource | undefined
  count(table: string): number
  /** The rows of a table and of those that extend it, in the order in which they came. */
  rows(table: string): readonly Row[]
  find(table: string, sysId: string): Row | undefined
  /** Adds a row; `values` may also set the columns that the instance fills in by itself. Throws for an unknown column. */
  insert(table: string, values: RowValues, by?: string): Row
  /** Changes a row, unless the values are those it has already. Throws for an unknown column. */
  update(table: string, sysId: string, values: RowValues, by?: string): Row | undefined
  delete(table: string, sysId: string, by?: string): boolean
  /** Writes rows anew, `sys_id`, stamps and all, without the marks of a change and without telling of it. */
  rewrite(change: (row: Row, table: string) => RowValues | undefined): void
  /** The value of a system property. */
  property(name: string): string | undefined
  setProperty(name: string, value: string): void
  /** Gives what was computed under a name before, unless something changed since. */
  remember<T>(name: string, compute: () => T): T
  /** Tells of every change from now on. */
  onChange(tell: (change: Change) => void): void
}

/** How many computed things are remembered. */
const mostRemembered = 8

/** Starts an empty instance with the tables that describe tables. The same seed gives the same `sys_id`s. */
export function createWorld({ now = Date.now, seed = 'world' }: { now?: () => number; seed?: string } = {}): World {
  const tables = createTables()
  const stored = new Map<string, Map<string, StoredRow>>()
  const sources = new Map<string, RowSource>()
  const versions = new Map<string, number>()
  const remembered = new Map<string, unknown>()
  const lists = new Map<string, { readonly version: number; readonly rows: readonly Row[] }>()
  const numbers = new Map<string, number>()
  const newSysId = createSysIds(seed)
  const listeners: ((change: Change) => void)[] = []

  const world: World = {
    now,
    define,
    table: tables.get,
    tableNames: tables.names,
    attach,
    source: (name) => sources.get(name),
    count: (name) => sources.get(name)?.size ?? rows(name).length,
    rows,
    find: (name, sysId) => sources.get(name)?.find(sysId) ?? locate(name, sysId)?.row,
    insert,
    update,
    delete: remove,
    rewrite,
    property: (name) => rows('sys_properties').find((row) => row.name === name)?.value,
    setProperty,
    remember,
    onChange: (tell) => {
      listeners.push(tell)
    },
  }
  for (const definition of [...dictionaryTables, ...baseTables]) define(definition)
  return world

  function define(definition: TableDefinition): void {
    tables.define(definition)
    stored.set(definition.name, new Map())
    // What describes tables is not described again, as it must be there before anything can be.
    if (dictionaryTables.some(({ name }) => name === definition.name)) return
    describe(definition)
  }

  function describe({ name, label = name, extends: parent = '', fields }: TableDefinition): void {
    const superClass = rows('sys_db_object').find((row) => row.name === parent)?.sys_id ?? ''
    insert('sys_db_object', { name, label, super_class: superClass }, 'system')
    const described = parent === '' ? [...systemFields, ...fields] : fields
    for (const { name: element, type, reference = '', choices = [], label: fieldLabel = element } of described) {
      const internalType = type === 'choice' ? 'string' : type
      insert('sys_dictionary', { name, element, internal_type: internalType, reference, column_label: fieldLabel })
      for (const [sequence, { value, label: choiceLabel }] of choices.entries())
        insert('sys_choice', { name, element, value, label: choiceLabel, sequence: String(sequence), language: 'en' })
    }
  }

  function rows(name: string): readonly Row[] {
    const kept = lists.get(name)
    const current = versionOf(name)
    if (kept?.version === current) return kept.rows
    const classes = tables.withDescendants(name)
    const list = classes.flatMap((each) => [...(stored.get(each)?.values() ?? []), ...madeBy(sources.get(each))])
    lists.set(name, { version: current, rows: list })
    return list
  }

  function versionOf(name: string): number {
    return tables.withDescendants(name).reduce((sum, each) => sum + (versions.get(each) ?? 0), 0)
  }

  function attach(name: string, source: RowSource): void {
    sources.set(name, source)
    touch(name)
  }

  function remember<T>(name: string, compute: () => T): T {
    if (remembered.has(name)) return remembered.get(name) as T
    const computed = compute()
    remembered.set(name, computed)
    for (const oldest of [...remembered.keys()].slice(0, -mostRemembered)) remembered.delete(oldest)
    return computed
  }

  function locate(name: string, sysId: string): { readonly home: string; readonly row: StoredRow } | undefined {
    for (const home of tables.withDescendants(name)) {
      const row = stored.get(home)?.get(sysId)
      if (row !== undefined) return { home, row }
    }
    return undefined
  }

  function insert(name: string, values: RowValues, by = 'system'): Row {
    const table = tableWith(name, values)
    const stamp = stampOf(world.now())
    const row: StoredRow = Object.fromEntries([...table.columns.keys()].map((column) => [column, '']))
    Object.assign(row, { sys_created_on: stamp, sys_created_by: by, sys_updated_by: by, sys_mod_count: '0' })
    if (table.inherited) row.sys_class_name = name
    if (table.columns.has('number')) row.number = newNumber(table)
    const sysId = values.sys_id ?? newSysId()
    Object.assign(row, writeJournals(world, table, sysId, values, by), { sys_id: sysId })
    row.sys_updated_on = values.sys_updated_on ?? row.sys_created_on ?? stamp
    const home = stored.get(name)
    if (home?.has(sysId)) throw new Error(`${name} has a row ${sysId} already`)
    home?.set(sysId, row)
    changed(name, { sysId, operation: 'insert', values, by })
    return row
  }

  function update(name: string, sysId: string, values: RowValues, by = 'system'): Row | undefined {
    const found = locate(name, sysId)
    if (found === undefined) return undefined
    const { home, row } = found
    const table = tableWith(home, values)
    const given = writeJournals(world, table, sysId, values, by)
    const journalled = Object.keys(given).length < Object.keys(values).length
    // ServiceNow: an update that changes nothing leaves the stamps as they are.
    if (!journalled && Object.entries(given).every(([column, value]) => row[column] === value)) return row
    const next: StoredRow = { ...row, sys_updated_on: stampOf(world.now()), sys_updated_by: by, ...given }
    next.sys_mod_count = given.sys_mod_count ?? String(Number(row.sys_mod_count) + 1)
    stored.get(home)?.set(sysId, next)
    changed(home, { sysId, operation: 'update', values, by })
    return next
  }

  function remove(name: string, sysId: string, by = 'system'): boolean {
    const found = locate(name, sysId)
    if (found === undefined) return false
    stored.get(found.home)?.delete(sysId)
    changed(found.home, { sysId, operation: 'delete', values: {}, by })
    return true
  }

  function rewrite(change: (row: Row, table: string) => RowValues | undefined): void {
    for (const [name, home] of stored) {
      const rows = [...home.values()].map((row) => ({ ...row, ...change(row, name) }))
      stored.set(name, new Map(rows.map((row) => [row.sys_id ?? '', row])))
      touch(name)
    }
  }

  function setProperty(name: string, value: string): void {
    const row = rows('sys_properties').find((each) => each.name === name)
    if (row === undefined) insert('sys_properties', { name, value })
    else update('sys_properties', row.sys_id ?? '', { value })
  }

  function touch(table: string): void {
    remembered.clear()
    versions.set(table, (versions.get(table) ?? 0) + 1)
  }

  function changed(table: string, change: Omit<Change, 'table' | 'at'>): void {
    touch(table)
    for (const tell of listeners) tell({ table, at: world.now(), ...change })
  }

  function tableWith(name: string, values: RowValues): Table {
    const table = tables.get(name)
    if (table === undefined) throw new Error(`there is no table ${name}`)
    const unknown = Object.keys(values).find((column) => !table.columns.has(column))
    if (unknown !== undefined) throw new Error(`${name} has no column ${unknown}`)
    return table
  }

  function newNumber({ name, numberPrefix = '' }: Table): string {
    const next = (numbers.get(name) ?? 0) + 1
    numbers.set(name, next)
    return numberPrefix === '' ? '' : `${numberPrefix}${String(next).padStart(7, '0')}`
  }
}

/** All rows of a source at once, which only a query that no key serves asks for. */
function madeBy(source: RowSource | undefined): readonly Row[] {
  return source === undefined ? [] : Array.from({ length: source.size }, (_, position) => source.at(position))
}
