import type { World } from '../world/create-world.ts'
import { displayOf } from '../world/display-of.ts'
import type { Row } from '../world/row.ts'
import { compareValues } from './compare-values.ts'
import type { Condition } from './encoded-query.ts'
import { type ResolvedField, resolveField } from './resolve-field.ts'

/** Whether a row meets something. */
export type Test = (row: Row) => boolean

/**
 * Makes a condition into a test of a table's rows; undefined where the condition is invalid.
 * @see https://www.servicenow.com/docs/r/platform-user-interface/r_OpAvailableFiltersQueries.html
 */
export function holdsFor(world: World, table: string, { field, operator, value }: Condition): Test | undefined {
  const resolved = resolveField(world, table, field)
  if (resolved === undefined) return undefined
  const { type } = resolved.field
  const { valueIn } = resolved
  const plain = type === 'boolean' ? truthOf(value) : value
  const order = (row: Row): number => compareValues(type, valueIn(row), value)
  const is = (row: Row): boolean => valueIn(row) === plain
  const isFilled = (row: Row): boolean => valueIn(row) !== ''
  const shown = shownOf(world, resolved)
  switch (operator) {
    case '=':
      return is
    case '!=':
      return type === 'reference' ? (row) => isFilled(row) && !is(row) : (row) => !is(row)
    case '>':
      return (row) => isFilled(row) && order(row) > 0
    case '>=':
      return (row) => isFilled(row) && order(row) >= 0
    case '<':
      return (row) => isFilled(row) && order(row) < 0
    case '<=':
      return (row) => isFilled(row) && order(row) <= 0
    case 'IN':
      return isOneOf(valueIn, value)
    case 'NOT IN':
      return not(isOneOf(valueIn, value))
    case 'LIKE':
    case 'CONTAINS':
    case '*':
      return (row) => shown(row).includes(value)
    case 'NOT LIKE':
    case '!*':
      return (row) => !shown(row).includes(value)
    case 'STARTSWITH':
      return (row) => shown(row).startsWith(value)
    case 'ENDSWITH':
    case '%':
      return (row) => shown(row).endsWith(value)
    case 'ISEMPTY':
    case 'EMPTYSTRING':
      return not(isFilled)
    case 'ISNOTEMPTY':
      return isFilled
    case 'ANYTHING':
      return () => true
    case 'BETWEEN':
      return isBetween(resolved, value)
    default:
      return againstField(world, table, resolved, operator, value)
  }
}

function truthOf(value: string): string {
  if (value === '1') return 'true'
  return value === '0' ? 'false' : value
}

function not(test: Test): Test {
  return (row) => !test(row)
}

function isOneOf(valueIn: (row: Row) => string, list: string): Test {
  const values = new Set(list.split(','))
  return (row) => values.has(valueIn(row))
}

function isBetween({ field, valueIn }: ResolvedField, bounds: string): Test | undefined {
  const [low, high, ...more] = bounds.split('@')
  if (low === undefined || high === undefined || more.length > 0) return undefined
  return (row) => {
    const value = valueIn(row)
    return value !== '' && compareValues(field.type, value, low) >= 0 && compareValues(field.type, value, high) <= 0
  }
}

function againstField(
  world: World,
  table: string,
  { field, valueIn }: ResolvedField,
  operator: Condition['operator'],
  name: string,
): Test | undefined {
  const other = resolveField(world, table, name)
  if (other === undefined) return undefined
  const order = (row: Row): number => compareValues(field.type, valueIn(row), other.valueIn(row))
  if (operator === 'SAMEAS') return (row) => order(row) === 0
  if (operator === 'NSAMEAS') return (row) => order(row) !== 0
  return operator === 'GT_FIELD' ? (row) => order(row) > 0 : (row) => order(row) < 0
}

/** ServiceNow: comparing part of a reference compares the name of what it points to. */
function shownOf(world: World, { field, valueIn }: ResolvedField): (row: Row) => string {
  if (field.type !== 'reference') return valueIn
  return (row) => displayOf(world, field, valueIn(row))
}
