import type { TableSpec } from '../table-spec.ts'
import { type Home, homesOf } from './home-of-field.ts'
import type { WriteTarget } from './write-target.ts'

/** What a user can be let do with the columns of a table; the names are those of the vendor. */
export type Operation = 'read' | 'query_match' | 'query_range' | 'create' | 'write'

/** What is to be granted on one table for one operation. */
export interface RequiredAcl {
  readonly table: string
  readonly operation: Operation
  /** Columns, in the order of the table's specification; none where the record as a whole is meant. */
  readonly fields: readonly string[]
  /** Without it less is known, and nothing wrong is said. */
  readonly optional: boolean
}

/** Pages begin behind a key or in a second, and end before an instant: `>`, `>=`, `<` and the order itself. */
export const rangeFields: readonly string[] = ['sys_id', 'sys_created_on', 'sys_updated_on']

/**
 * Lists what an administrator must grant for these tables, and for the one that findings are written to. Tables that
 * are only walked through come behind those that are read.
 *
 * @see https://www.servicenow.com/docs/r/platform-security/access-control/query-acl-rule.html
 */
export function requiredAcls(specs: readonly TableSpec[], target?: WriteTarget): readonly RequiredAcl[] {
  const needed = specs.filter(({ optional }) => optional !== true).flatMap(readHomes)
  const extra = specs.filter(({ optional }) => optional === true).flatMap(readHomes)
  const tables = [...new Set([...specs.map(({ table }) => table), ...[...needed, ...extra].map(({ table }) => table)])]
  const reading = tables.flatMap((table) => {
    const spec = specs.find((one) => one.table === table)
    const isOptional = !needed.some((home) => home.table === table)
    const fields = [...new Set([...needed, ...extra].filter((home) => home.table === table).map(({ field }) => field))]
    const acl = (operation: Operation, columns: readonly string[]) => ({
      table,
      operation,
      fields: columns,
      optional: isOptional,
    })
    const matched = matchedFields(specs, table)
    return [
      acl('read', fields),
      ...(matched.length > 0 ? [acl('query_match', matched)] : []),
      ...(spec === undefined ? [] : [acl('query_range', rangeFields)]),
    ]
  })
  return target === undefined ? reading : [...reading, ...writeAcls(target)]
}

function readHomes({ table, fields }: TableSpec): readonly Home[] {
  return fields.flatMap((field) => homesOf(table, field))
}

/** The columns of a table that rows are asked for by. */
function matchedFields(specs: readonly TableSpec[], table: string): readonly string[] {
  const asked = specs.flatMap((spec) => {
    const { parents = [], filter } = spec
    // Rows that were imported without a time of creation are asked for as well: `sys_created_onISEMPTY`.
    const fields = [...rangeFields, ...parents, ...(filter === undefined ? [] : [filter])]
    return fields.flatMap((field) => homesOf(spec.table, field))
  })
  return [...new Set(asked.filter((home) => home.table === table).map(({ field }) => field))]
}

function writeAcls(target: WriteTarget): readonly RequiredAcl[] {
  const { table, key, columns, importTable, noteTables = [], tasks } = target
  const acl = (on: string, operation: Operation, fields: readonly string[]) => ({
    table: on,
    operation,
    fields,
    optional: false,
  })
  const writing =
    importTable === undefined
      ? [acl(table, 'create', columns), acl(table, 'write', columns)]
      : [acl(importTable, 'create', columns)]
  return [
    acl(table, 'read', ['sys_id', ...columns]),
    acl(table, 'query_match', [key]),
    ...writing,
    ...noteTables.flatMap((on) => [
      acl(on, 'read', ['sys_id', 'number', 'work_notes']),
      acl(on, 'query_match', ['number']),
      acl(on, 'write', ['work_notes']),
    ]),
    ...(tasks === undefined ? [] : taskAcls(tasks).map(({ operation, fields }) => acl(tasks.table, operation, fields))),
  ]
}

/** The columns of tasks that are ours; `correlation_id` is what a task is found again by. */
const taskColumns = ['short_description', 'description', 'correlation_id', 'correlation_display']

function taskAcls({ fields, closeFields }: NonNullable<WriteTarget['tasks']>) {
  return [
    { operation: 'read', fields: ['sys_id', 'correlation_id'] },
    { operation: 'query_match', fields: ['correlation_id'] },
    { operation: 'create', fields: [...new Set([...taskColumns, ...fields])] },
    { operation: 'write', fields: [...new Set(['work_notes', ...closeFields])] },
  ] as const satisfies readonly Pick<RequiredAcl, 'operation' | 'fields'>[]
}
