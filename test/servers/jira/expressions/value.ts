import { ExpressionError } from './expression-error.ts'

/** What an expression is evaluated to, or works on. */
export type Value =
  | null
  | boolean
  | number
  | string
  | readonly Value[]
  | ReadonlyMap<string, Value>
  | Thing
  | Lambda
  | Instant
  | Day

/** A function of an expression, or a method. */
export interface Lambda {
  readonly type: 'Function'
  readonly call: (given: readonly Value[]) => Value
}

/** Something of Jira: an issue, a user. Asking for what it does not have is an error. */
export interface Thing {
  /** Jira's name of the type: `Issue`, `User`. */
  readonly type: string
  /** Two things of one type with the same id are the same. */
  readonly id: string
  /** Gives a property; `undefined` where there is none of that name. */
  readonly get: (name: string) => Value | undefined
  /** Whether `[key]` reaches what `.key` does not. */
  readonly byKey?: (key: string) => Value | undefined
}

/** A moment. */
export interface Instant {
  readonly type: 'Date'
  readonly at: number
}

/** A day of the calendar: `2026-03-02`. */
export interface Day {
  readonly type: 'CalendarDate'
  readonly day: string
}

/** The name that `typeof` gives. */
export function typeOf(value: Value): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'List'
  if (value instanceof Map) return 'Map'
  if (typeof value === 'object') return (value as Thing).type
  return typeof value === 'string' ? 'String' : typeof value === 'number' ? 'Number' : 'Boolean'
}

/** Whether a value is a list. */
export function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value)
}

/** Whether a value is a map. */
export function isMap(value: Value): value is ReadonlyMap<string, Value> {
  return value instanceof Map
}

/** Whether two values are the same: never where their types differ; lists and maps by what they hold. */
export function isSame(one: Value, other: Value): boolean {
  if (one === other) return true
  if (one === null || other === null || typeOf(one) !== typeOf(other)) return false
  if (isList(one) && isList(other)) {
    return one.length === other.length && one.every((item, at) => isSame(item, other[at] ?? null))
  }
  if (isMap(one) && isMap(other)) {
    return (
      one.size === other.size &&
      [...one].every(([key, value]) => other.has(key) && isSame(value, other.get(key) ?? null))
    )
  }
  if (typeof one !== 'object' || typeof other !== 'object') return false
  return orderOf(one) !== undefined
    ? orderOf(one) === orderOf(other)
    : 'id' in one && 'id' in other && one.id === other.id
}

/** What values with an order are compared by: numbers, texts, moments, days. */
export function orderOf(value: Value): number | string | undefined {
  if (typeof value === 'number' || typeof value === 'string') return value
  if (value === null || typeof value !== 'object' || isList(value) || isMap(value)) return undefined
  if (value.type === 'Date') return (value as Instant).at
  return value.type === 'CalendarDate' ? (value as Day).day : undefined
}

/** Whether a value counts as true. */
export function isTruthy(value: Value): boolean {
  return value !== null && value !== false && value !== 0 && value !== ''
}

/** A value as text; what has none is an error. */
export function textOf(value: Value): string {
  if (typeof value === 'string') return value
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (typeOf(value) === 'CalendarDate') return (value as Day).day
  if (typeOf(value) === 'Date') return new Date((value as Instant).at).toISOString()
  throw new ExpressionError(`${typeOf(value)} cannot be made a String`)
}

/** JSON as a value. */
export function fromJson(json: unknown): Value {
  if (json === null || json === undefined) return null
  if (typeof json === 'string' || typeof json === 'number' || typeof json === 'boolean') return json
  if (Array.isArray(json)) return json.map(fromJson)
  return new Map(Object.entries(json).map(([key, each]) => [key, fromJson(each)]))
}

/** A value as JSON; things of Jira stay out. */
export function toJson(value: Value): unknown {
  if (value === null || typeof value !== 'object') return value
  if (isList(value)) return value.map(toJson)
  if (isMap(value)) return Object.fromEntries([...value].map(([key, each]) => [key, toJson(each)]))
  return 'day' in value || 'at' in value ? textOf(value) : { type: value.type }
}
