import { compareValues } from '../query/compare-values.ts'
import { type ResolvedField, resolveField } from '../query/resolve-field.ts'
import type { UserCall } from '../wire/call.ts'
import { aggregateOf, aggregates, type Group } from './aggregate-api.ts'
import type { Instance } from './instance.ts'

/** Sorts groups as `sysparm_order_by` says: `state`, `state^DESC`, `AVG^state`, `COUNT`; without it by their values. */
export function inGroupOrder(
  { world }: Instance,
  { query }: UserCall,
  table: string,
  groups: readonly Group[],
  by: readonly (ResolvedField & { readonly name: string })[],
): readonly Group[] {
  const asked = (query.get('sysparm_order_by') ?? '').split(',').filter((part) => part !== '')
  const orders = (asked.length === 0 ? by.map(({ name }) => name) : asked).map(orderOf)
  return groups.toSorted((one, other) => {
    for (const order of orders) {
      const compared = order(one, other)
      if (compared !== 0) return compared
    }
    return 0
  })

  function orderOf(part: string): (one: Group, other: Group) => number {
    const words = part.split('^')
    const sign = words.includes('DESC') ? -1 : 1
    const [first = '', second = ''] = words.filter((word) => word !== 'DESC')
    if (first.toLowerCase() === 'count') return (one, other) => sign * (one.rows.length - other.rows.length)
    const aggregate = aggregates.find((each) => each === first.toLowerCase())
    const field = resolveField(world, table, second)
    if (aggregate !== undefined && field !== undefined)
      return (one, other) =>
        sign * (Number(aggregateOf(aggregate, field, one.rows)) - Number(aggregateOf(aggregate, field, other.rows)))
    const at = by.findIndex(({ name }) => name === first)
    const type = by[at]?.field.type ?? 'string'
    return (one, other) => sign * compareValues(type, one.values[at] ?? '', other.values[at] ?? '')
  }
}
