import * as v from 'valibot'
import { type Refusal, refuse } from './refusal.ts'

const Words = v.picklist([
  'BEGINS_WITH',
  'BETWEEN',
  'CONTAINS',
  'EQUAL_TO',
  'EXISTS',
  'GREATER_THAN',
  'GREATER_THAN_EQUAL_TO',
  'LESS_THAN',
  'LESS_THAN_EQUAL_TO',
  'NOT_CONTAINS',
  'NOT_EQUAL_TO',
  'NOT_EXISTS',
])

/** One condition on one value. */
export const Condition = v.object({ condition: Words, values: v.array(v.unknown()) })
export type Condition = v.InferOutput<typeof Condition>

const Filter = v.object({ property: v.string(), ...Condition.entries })

/** Conditions on an entity's attributes: all must hold, or one. */
export const Filters = v.object({ and: v.optional(v.array(Filter)), or: v.optional(v.array(Filter)) })
export type Filters = v.InferOutput<typeof Filters>

/** Says what is wrong with filters, if anything. */
export function checkFilters({ and, or }: Filters): Refusal | undefined {
  if (and !== undefined && or !== undefined) {
    const message = 'Filter operators "and" and "or" cannot be present at the same level'
    return refuse(400, 'INVALID_FILTER_OPERATORS_COMBINATION', message)
  }
  const filters = and ?? or ?? []
  if (filters.length === 0) {
    return refuse(400, 'EMPTY_FILTER_OPERATOR', 'Filter operators "and" and "or" cannot be empty')
  }
  if (filters.some(({ condition, values }) => condition === 'BETWEEN' && values.length < 2)) {
    return refuse(400, 'INSUFFICIENT_FILTER_VALUES', 'The specified condition needs at least two values')
  }
  return undefined
}

/** Whether filters hold for an entity. */
export function filtersHold({ and, or }: Filters, entity: Readonly<Record<string, unknown>>): boolean {
  const holdsFor = (filter: v.InferOutput<typeof Filter>) => holds(filter, entity[filter.property])
  return and === undefined ? (or ?? []).some(holdsFor) : and.every(holdsFor)
}

/** Whether a condition holds for a value. An order is only between texts, or between numbers. */
export function holds({ condition, values }: Condition, value: unknown): boolean {
  const [first, second] = values
  switch (condition) {
    case 'EXISTS':
      return value !== undefined
    case 'NOT_EXISTS':
      return value === undefined
    case 'EQUAL_TO':
      return value === first
    case 'NOT_EQUAL_TO':
      return value !== first
    case 'BEGINS_WITH':
      return typeof value === 'string' && value.startsWith(String(first))
    case 'CONTAINS':
      return contains(value, first)
    case 'NOT_CONTAINS':
      return !contains(value, first)
    case 'BETWEEN':
      return compare(value, first, (order) => order >= 0) && compare(value, second, (order) => order <= 0)
    case 'GREATER_THAN':
      return compare(value, first, (order) => order > 0)
    case 'GREATER_THAN_EQUAL_TO':
      return compare(value, first, (order) => order >= 0)
    case 'LESS_THAN':
      return compare(value, first, (order) => order < 0)
    case 'LESS_THAN_EQUAL_TO':
      return compare(value, first, (order) => order <= 0)
  }
}

function contains(value: unknown, part: unknown): boolean {
  return (typeof value === 'string' && value.includes(String(part))) || (Array.isArray(value) && value.includes(part))
}

function compare(value: unknown, other: unknown, accepts: (order: number) => boolean): boolean {
  if (typeof value === 'number' && typeof other === 'number') return accepts(value - other)
  if (typeof value === 'string' && typeof other === 'string') return accepts(byBytes(value, other))
  return false
}

/** The order of two texts by their UTF-8 bytes, as the platform's storage has it. */
export function byBytes(one: string, other: string): number {
  return Buffer.compare(Buffer.from(one), Buffer.from(other))
}
