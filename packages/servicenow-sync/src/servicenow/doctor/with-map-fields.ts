import type { ItemRule, PeopleRule, ServiceNowMap, ValueRule } from '../map/servicenow-map.ts'
import type { TableSpec } from '../table-spec.ts'
import type { Home } from './home-of-field.ts'

/**
 * Adds what a map reads beyond the specifications: fields of tickets and of users, and the records that answers lead
 * to. What a map names is needed.
 */
export function withMapFields(specs: readonly TableSpec[], map: ServiceNowMap): readonly TableSpec[] {
  const named = [...fieldsOfPeople(map.people), ...map.items.flatMap(fieldsOfItem)]
  const known = specs.map((spec) => withFields(spec, of(named, spec.table)))
  const lookups = map.items.flatMap(lookupsOf)
  const others = [...new Set(lookups.map(({ table }) => table))].filter(
    (table) => !specs.some((spec) => spec.table === table),
  )
  return [
    ...known.map((spec) => withFields(spec, of(lookups, spec.table))),
    ...others.map((table) =>
      withFields({ table, fields: record, required: ['sys_id'], neededFor: ['requests'] }, of(lookups, table)),
    ),
  ]
}

const record: readonly string[] = ['sys_id', 'sys_created_on', 'sys_updated_on']

function of(homes: readonly Home[], table: string): readonly string[] {
  return homes.filter((home) => home.table === table).map(({ field }) => field)
}

function withFields(spec: TableSpec, more: readonly string[]): TableSpec {
  if (more.length === 0) return spec
  return {
    ...spec,
    fields: [...new Set([...spec.fields, ...more])],
    required: [...new Set([...spec.required, ...more])],
  }
}

function fieldsOfPeople({ principal, kinds, sponsor }: PeopleRule): readonly Home[] {
  const fields = [principal, sponsor, ...(kinds === undefined ? [] : [kinds.field])]
  return fields.map((field) => ({ table: 'sys_user', field }))
}

function fieldsOfItem({ table, when, kind, ...rule }: ItemRule): readonly Home[] {
  const read = [when, typeof kind === 'string' ? undefined : kind, ...valuesOf(rule)]
  return read.flatMap((value) => (value?.from === 'field' ? [{ table, field: value.name }] : []))
}

function lookupsOf(rule: ItemRule): readonly Home[] {
  return valuesOf(rule).flatMap((value) =>
    value?.from === 'constant' || value?.lookup === undefined ? [] : [value.lookup],
  )
}

type Values = Pick<ItemRule, 'principal' | 'entitlement' | 'level' | 'owner' | 'expiresAt' | 'justification'>

function valuesOf(rule: Values): readonly (ValueRule | undefined)[] {
  return [rule.principal, rule.entitlement, rule.level, rule.owner, rule.expiresAt, rule.justification]
}
