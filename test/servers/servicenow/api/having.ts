import { resolveField } from '../query/resolve-field.ts'
import type { UserCall } from '../wire/call.ts'
import { aggregateOf, type Group } from './aggregate-api.ts'
import type { Instance } from './instance.ts'

/** Whether a group meets every part of `sysparm_having`: `count^state^>^3,avg^priority^=^1`. */
export function isEnough({ world }: Instance, { query }: UserCall, table: string, { rows }: Group): boolean {
  return (query.get('sysparm_having') ?? '').split(',').every((part) => {
    const [aggregate = '', name = '', operator = '', bound = ''] = part.split('^')
    const field = resolveField(world, table, name)
    if (field === undefined) return true
    const value =
      aggregate.toLowerCase() === 'count' ? rows.length : Number(aggregateOf(aggregate.toLowerCase(), field, rows))
    return compares(value, operator, Number(bound))
  })
}

function compares(value: number, operator: string, bound: number): boolean {
  switch (operator) {
    case '>':
      return value > bound
    case '>=':
      return value >= bound
    case '<':
      return value < bound
    case '<=':
      return value <= bound
    case '!=':
      return value !== bound
    default:
      return value === bound
  }
}
