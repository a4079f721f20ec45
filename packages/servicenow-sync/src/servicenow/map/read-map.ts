import { type Catalogue, issueFaults, type PathReading, type PrincipalKind, type RequestKind } from '@ticketbound/core'
import * as v from 'valibot'
import { mapFaults } from './map-faults.ts'
import { type ItemEntry, MapDocument, type ValueEntry } from './map-shape.ts'
import type { Condition, ItemRule, PeopleRule, ReadRule, ServiceNowMap, ValueRule } from './servicenow-map.ts'
import { vendorApprovals, vendorStates } from './vendor-defaults.ts'

/**
 * Reads a parsed `servicenow-map.yaml`, or tells what is wrong with it and where. With a catalogue, what the map names
 * must be in it. What the map leaves out is as the vendor ships it: states and approvals, `user_name` for principals,
 * `requested_for` for whom an item is, `*` for an open state.
 */
export function readMap(document: unknown, catalogue?: Catalogue): PathReading<ServiceNowMap> {
  const shaped = v.safeParse(MapDocument, document)
  if (!shaped.success) return { ok: false, faults: issueFaults(shaped.issues) }
  const faults = mapFaults(shaped.output, catalogue)
  return faults.length > 0 ? { ok: false, faults } : { ok: true, value: toMap(shaped.output) }
}

/** What holds where no map is given: users are told by their `user_name`, and no ticket asks for anything. */
export function mapWithoutItems(): ServiceNowMap {
  return toMap(v.parse(MapDocument, {}))
}

function toMap({ zone, people, states, approvals, gate, items }: MapDocument): ServiceNowMap {
  return {
    ...(given(zone) && { zone }),
    people: toPeople(people ?? {}),
    states: {
      sc_req_item: toStates('sc_req_item', states),
      sc_task: toStates('sc_task', states),
      change_request: toStates('change_request', states),
    },
    approvals: new Map(Object.entries(approvals ?? vendorApprovals)),
    ...(given(gate) && { gate }),
    items: (items ?? []).map(toItem),
  }
}

function given<T>(value: T): value is NonNullable<T> {
  return value !== undefined && value !== null
}

function toPeople({
  principal,
  kinds,
  sponsor,
}: NonNullable<MapDocument['people']> | Record<string, never>): PeopleRule {
  return {
    principal: principal ?? 'user_name',
    ...(given(kinds) && {
      kinds: { field: kinds.field, values: new Map<string, PrincipalKind>(Object.entries(kinds.values)) },
    }),
    sponsor: sponsor ?? 'manager',
  }
}

/** A table's states as the map has them, or else as the vendor ships them; whatever neither names is open. */
function toStates(table: keyof typeof vendorStates, states: MapDocument['states']) {
  return new Map(Object.entries({ '*': 'open' as const, ...(states?.[table] ?? vendorStates[table]) }))
}

function toItem(entry: ItemEntry): ItemRule {
  const { item, table, when, kind, principal, entitlement, level, owner, expiresAt, justification, rows, tasks } = entry
  return {
    item,
    table: table ?? 'sc_req_item',
    ...(given(when) && { when: toCondition(when) }),
    kind: toKind(kind),
    principal: given(principal)
      ? toValue(principal)
      : { from: 'field', name: defaultPrincipal[table ?? 'sc_req_item'] },
    ...(given(entitlement) && { entitlement: toValue(entitlement) }),
    ...(given(level) && { level: toValue(level) }),
    ...(given(owner) && { owner: toValue(owner) }),
    ...(given(expiresAt) && { expiresAt: toValue(expiresAt) }),
    ...(given(justification) && { justification: toValue(justification) }),
    ...(given(rows) && { rows }),
    ...(given(tasks) && { tasks }),
  }
}

/** Whom a ticket is for, where the map does not say. */
const defaultPrincipal = { sc_req_item: 'requested_for', change_request: 'requested_by' } as const

function toCondition({ field, variable, is }: NonNullable<ItemEntry['when']>): Condition {
  return { ...placeOf(field, variable), is: typeof is === 'string' ? [is] : is }
}

function toKind(kind: ItemEntry['kind']): ItemRule['kind'] {
  if (typeof kind === 'string') return kind
  return {
    ...placeOf(kind.field, kind.variable),
    values: new Map<string, RequestKind>(Object.entries(kind.values)),
    ...(given(kind.default) && { default: kind.default }),
  }
}

function toValue(entry: ValueEntry): ValueRule {
  if (typeof entry === 'string') return { from: 'constant', value: entry }
  const { field, variable, values, default: otherwise, lookup, split } = entry
  return {
    ...placeOf(field, variable),
    ...(given(values) && { values: new Map(Object.entries(values)) }),
    ...(given(otherwise) && { default: otherwise }),
    ...(given(lookup) && { lookup }),
    ...(given(split) && { split }),
  }
}

/** `mapFaults` has seen to it that one of the two is given. */
function placeOf(
  field: string | null | undefined,
  variable: string | null | undefined,
): Pick<ReadRule, 'from' | 'name'> {
  return given(variable) ? { from: 'variable', name: variable } : { from: 'field', name: field ?? '' }
}
