import { tableSpecs } from '../schema.ts'
import type { NeededFor, TableSpec } from '../table-spec.ts'
import type { ItemRule, ReadRule, ServiceNowMap, TicketTable } from './servicenow-map.ts'

/**
 * The tables to read for a purpose under a map, each with the fields that the map names besides those that are always
 * read: columns of tickets, the tables that answers lead to, and the fields by which users are told apart. What it names
 * must come with every row, and a table that it needs is not optional. Tables that no rule needs are left out.
 */
export function tablesFor(map: ServiceNowMap, purpose: NeededFor): readonly TableSpec[] {
  const wanted = tableSpecs.filter(({ neededFor }) => neededFor.includes(purpose))
  const used = wanted.filter((spec) => isUsed(spec, map)).map(needed)
  const specs = new Map(used.map((spec) => [spec.table, spec] as const))
  for (const [table, field] of fieldsNamed(map, purpose)) {
    specs.set(table, withField(specs.get(table) ?? lookedUp(table, purpose), field))
  }
  return [...specs.values()]
}

function isUsed({ table }: TableSpec, { items }: ServiceNowMap): boolean {
  if (table === 'change_request') return items.some((rule) => rule.table === table)
  return table !== 'sc_multi_row_question_answer' || items.some(({ rows }) => rows !== undefined)
}

/** ServiceNow has changes in every instance, but only some houses let them ask for access; those need them. */
function needed({ optional, ...spec }: TableSpec): TableSpec {
  return { ...spec, ...(optional && spec.table !== 'change_request' && { optional }) }
}

function* fieldsNamed(map: ServiceNowMap, purpose: NeededFor): Generator<readonly [table: string, field: string]> {
  const { principal, kinds, sponsor } = map.people
  yield ['sys_user', principal]
  if (kinds !== undefined) yield ['sys_user', kinds.field]
  if (purpose === 'people') yield ['sys_user', sponsor]
  if (purpose !== 'requests') return
  for (const rule of map.items) {
    if (map.gate !== undefined) yield columnOf(map.gate.field, rule.table)
    for (const read of readsOf(rule)) {
      if (read.from === 'field') yield columnOf(read.name, rule.table)
      if (read.lookup !== undefined) yield [read.lookup.table, read.lookup.field]
    }
  }
}

/** A column of the request that an item was ordered with is read from the request itself. */
function columnOf(name: string, table: TicketTable): readonly [string, string] {
  const isOfRequest = table === 'sc_req_item' && name.startsWith('request.') && !name.slice(8).includes('.')
  return isOfRequest ? ['sc_request', name.slice(8)] : [table, name]
}

/** Everything that a rule reads of a ticket. */
export function readsOf(rule: ItemRule): readonly (Pick<ReadRule, 'from' | 'name'> & Partial<ReadRule>)[] {
  const { when, kind, principal, entitlement, level, owner, expiresAt, justification } = rule
  const values = [principal, entitlement, level, owner, expiresAt, justification]
  return [
    ...(when === undefined ? [] : [{ from: when.from, name: when.name }]),
    ...(typeof kind === 'string' ? [] : [{ from: kind.from, name: kind.name }]),
    ...values.flatMap((value) => (value === undefined || value.from === 'constant' ? [] : [value])),
  ]
}

function withField(spec: TableSpec, field: string): TableSpec {
  const { fields, required } = spec
  return { ...spec, fields: unite(fields, field), required: unite(required, field) }
}

function unite(fields: readonly string[], field: string): readonly string[] {
  return fields.includes(field) ? fields : [...fields, field]
}

function lookedUp(table: string, purpose: NeededFor): TableSpec {
  const known = tableSpecs.find((spec) => spec.table === table)
  if (known !== undefined) return known
  return { table, fields: ['sys_id', 'sys_created_on', 'sys_updated_on'], required: ['sys_id'], neededFor: [purpose] }
}
