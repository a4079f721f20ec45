import { compareValues } from '../query/compare-values.ts'
import { type ResolvedField, resolveField } from '../query/resolve-field.ts'
import { type Answer, failure, json } from '../wire/answer.ts'
import type { UserCall } from '../wire/call.ts'
import { displayOf } from '../world/display-of.ts'
import type { Row } from '../world/row.ts'
import { inGroupOrder } from './group-order.ts'
import { isEnough } from './having.ts'
import type { Instance } from './instance.ts'
import { countAsked, findAsked, isVisible, refusedQuery } from './list-records.ts'
import { reachable } from './table-api.ts'

/** What can be computed of a column. */
export const aggregates = ['avg', 'min', 'max', 'sum'] as const

/** Rows that share their values of the columns they are grouped by. */
export interface Group {
  readonly rows: readonly Row[]
  readonly values: readonly string[]
}

/**
 * Answers `GET /api/now/stats/{table}`.
 * @see https://www.servicenow.com/docs/r/api-reference/rest-apis/c_AggregateAPI.html
 */
export function aggregateApi(instance: Instance, call: UserCall, table: string): Answer {
  const known = reachable(instance, table)
  if (known !== undefined) return known
  // ServiceNow: counts are of what the query finds, whichever rows the user may see; but the table must be readable.
  if (!call.permissions.may('read', table)) return failure(403, 'User Not Authorized', 'User does not have read access')
  if (countsOnly(call)) return countAnswer(instance, call, table)
  const found = findAsked(instance, call, table)
  if (found === 'refused') return refusedQuery()
  const all = found.rows()
  const counted = call.habits.counts === 'visible' ? all.filter((row) => isVisible(call, table, row)) : all
  const by = fieldsNamed(instance, table, call.query.get('sysparm_group_by'))
  if (by.length === 0) return json(200, { result: { stats: statsOf(instance, call, table, counted) } })
  const groups = groupsOf(counted, by).filter((group) => isEnough(instance, call, table, group))
  const result = inGroupOrder(instance, call, table, groups, by).map((group) => ({
    stats: statsOf(instance, call, table, group.rows),
    groupby_fields: by.map((field, at) => rendered(instance, call, field, group.values[at] ?? '')),
  }))
  return json(200, { result })
}

/** Computes one aggregate of one column; nothing where no row has a value. */
export function aggregateOf(name: string, { field, valueIn }: ResolvedField, rows: readonly Row[]): string {
  const values = rows.map(valueIn).filter((value) => value !== '')
  if (values.length === 0) return ''
  const sorted = (): readonly string[] => values.toSorted((one, other) => compareValues(field.type, one, other))
  if (name === 'min') return sorted()[0] ?? ''
  if (name === 'max') return sorted().at(-1) ?? ''
  const sum = values.reduce((total, value) => total + (Number(value) || 0), 0)
  return name === 'sum' ? String(sum) : (sum / values.length).toFixed(4)
}

/** Counting alone needs no rows, of which there may be very many. */
function countsOnly({ query, habits }: UserCall): boolean {
  if (query.get('sysparm_count') !== 'true' || habits.counts === 'visible') return false
  const others = ['group_by', ...aggregates.map((each) => `${each}_fields`)]
  return others.every((name) => !query.has(`sysparm_${name}`))
}

function countAnswer(instance: Instance, call: UserCall, table: string): Answer {
  const count = countAsked(instance, call, table)
  return count === 'refused' ? refusedQuery() : json(200, { result: { stats: { count: String(count) } } })
}

function statsOf(instance: Instance, { query }: UserCall, table: string, rows: readonly Row[]) {
  const stats: Record<string, string | Record<string, string>> = {}
  if (query.get('sysparm_count') === 'true') stats.count = String(rows.length)
  for (const aggregate of aggregates) {
    const fields = fieldsNamed(instance, table, query.get(`sysparm_${aggregate}_fields`))
    if (fields.length > 0)
      stats[aggregate] = Object.fromEntries(fields.map((each) => [each.name, aggregateOf(aggregate, each, rows)]))
  }
  return stats
}

function fieldsNamed({ world }: Instance, table: string, names: string | null) {
  return (names ?? '').split(',').flatMap((name) => {
    const resolved = resolveField(world, table, name)
    return resolved === undefined ? [] : [{ ...resolved, name }]
  })
}

function groupsOf(rows: readonly Row[], by: readonly ResolvedField[]): readonly Group[] {
  const groups = new Map<string, { rows: Row[]; values: readonly string[] }>()
  for (const row of rows) {
    const values = by.map(({ valueIn }) => valueIn(row))
    const group = groups.get(JSON.stringify(values)) ?? { rows: [], values }
    group.rows.push(row)
    groups.set(JSON.stringify(values), group)
  }
  return [...groups.values()]
}

function rendered(
  { world }: Instance,
  { query }: UserCall,
  { field, name }: ResolvedField & { readonly name: string },
  value: string,
) {
  const display = query.get('sysparm_display_value')
  const shown = displayOf(world, field, value)
  if (display === 'all') return { display_value: shown, field: name, value }
  return { field: name, value: display === 'true' ? shown : value }
}
