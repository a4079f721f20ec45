import type { Budget } from './budget.ts'
import { ExpressionError } from './expression-error.ts'
import { type Day, type Instant, isSame, isTruthy, type Lambda, orderOf, textOf, typeOf, type Value } from './value.ts'

type Method<Of> = (of: Of, given: readonly Value[], budget: Budget) => Value

const listMethods: Readonly<Record<string, Method<readonly Value[]>>> = {
  map: (list, [with_]) => list.map((item) => run(with_, item)),
  filter: (list, [with_]) => list.filter((item) => isTruthy(run(with_, item))),
  every: (list, [with_]) => list.every((item) => isTruthy(run(with_, item))),
  some: (list, [with_]) => list.some((item) => isTruthy(run(with_, item))),
  find: (list, [with_]) => list.find((item) => isTruthy(run(with_, item))) ?? null,
  flatMap: (list, [with_]) => list.flatMap((item) => run(with_, item) as Value[]),
  flatten: (list) => list.flatMap((item) => item as Value[]),
  includes: (list, [item = null]) => list.some((each) => isSame(each, item)),
  indexOf: (list, [item = null]) => list.findIndex((each) => isSame(each, item)),
  concat: (list, [other]) => [...list, ...(Array.isArray(other) ? other : [other ?? null])],
  slice: (list, [from, to]) => list.slice(numberOr(from, 0), numberOr(to, list.length)),
  join: (list, [between]) => list.map(textOf).join(between === undefined ? ',' : textOf(between)),
  reverse: (list) => list.toReversed(),
  reduce: (list, [with_, ...start]) => {
    const [first, ...rest] = start.length > 0 ? [start[0] ?? null, ...list] : list
    if (first === undefined) throw new ExpressionError('An empty list cannot be reduced without a first value')
    return rest.reduce((sum, item) => run(with_, sum, item), first)
  },
  sort: (list, [with_]) =>
    list.toSorted((one, other) => {
      const order = with_ === undefined ? compare(one, other) : run(with_, one, other)
      return typeof order === 'number' ? order : 0
    }),
}

const stringMethods: Readonly<Record<string, Method<string>>> = {
  trim: (text) => text.trim(),
  toLowerCase: (text) => text.toLowerCase(),
  toUpperCase: (text) => text.toUpperCase(),
  includes: (text, [part = null]) => text.includes(textOf(part)),
  startsWith: (text, [part = null]) => text.startsWith(textOf(part)),
  endsWith: (text, [part = null]) => text.endsWith(textOf(part)),
  indexOf: (text, [part = null]) => text.indexOf(textOf(part)),
  slice: (text, [from, to]) => text.slice(numberOr(from, 0), numberOr(to, text.length)),
  substring: (text, [from, to]) => text.substring(numberOr(from, 0), numberOr(to, text.length)),
  replace: (text, [part = null, by = null]) => text.replaceAll(textOf(part), () => textOf(by)),
  split: (text, [between]) => (between === undefined ? [text] : text.split(textOf(between))),
  toString: (text: string) => text,
}

const mapMethods: Readonly<Record<string, Method<ReadonlyMap<string, Value>>>> = {
  get: (map, [key = null]) => map.get(textOf(key)) ?? null,
  set: (map, [key = null, value = null]) => new Map([...map, [textOf(key), value]]),
  keys: (map) => [...map.keys()],
  values: (map) => [...map.values()],
  entries: (map) => [...map].map(([key, value]) => [key, value]),
}

const dayMs = 86_400_000

const dateMethods: Readonly<Record<string, Method<Instant>>> = {
  getTime: ({ at }) => at,
  toString: textOf,
  toCalendarDate: ({ at }) => ({ type: 'CalendarDate', day: new Date(at).toISOString().slice(0, 10) }),
  toCalendarDateUTC: ({ at }) => ({ type: 'CalendarDate', day: new Date(at).toISOString().slice(0, 10) }),
  plusDays: ({ at }, [days]) => ({ type: 'Date', at: at + numberOr(days, 0) * dayMs }),
  minusDays: ({ at }, [days]) => ({ type: 'Date', at: at - numberOr(days, 0) * dayMs }),
  plusHours: ({ at }, [hours]) => ({ type: 'Date', at: at + numberOr(hours, 0) * 3_600_000 }),
  minusHours: ({ at }, [hours]) => ({ type: 'Date', at: at - numberOr(hours, 0) * 3_600_000 }),
}

const dayMethods: Readonly<Record<string, Method<Day>>> = {
  toString: textOf,
  getYear: ({ day }) => Number(day.slice(0, 4)),
  getMonth: ({ day }) => Number(day.slice(5, 7)),
  getDate: ({ day }) => Number(day.slice(8, 10)),
  plusDays: ({ day }, [days]) => shifted(day, numberOr(days, 0)),
  minusDays: ({ day }, [days]) => shifted(day, -numberOr(days, 0)),
}

function shifted(day: string, days: number): Day {
  const at = Date.parse(`${day}T00:00:00Z`) + days * dayMs
  if (Number.isNaN(new Date(at).getTime())) throw new ExpressionError('There is no such day')
  return { type: 'CalendarDate', day: new Date(at).toISOString().slice(0, 10) }
}

const methodsOf: Readonly<Record<string, Readonly<Record<string, Method<never>>>>> = {
  List: listMethods,
  String: stringMethods,
  Map: mapMethods,
  Date: dateMethods,
  CalendarDate: dayMethods,
  Number: { toString: (of: number) => String(of) },
}

/** Finds a method of a value by its name. */
export function methodOf(of: Value, name: string, budget: Budget): Lambda | undefined {
  const methods = methodsOf[typeOf(of)]
  if (methods === undefined || !Object.hasOwn(methods, name)) return undefined
  const method = methods[name] as Method<Value>
  return { type: 'Function', call: (given) => budget.fits(method(of, given, budget)) }
}

/** Compares two values that have an order and the same type. */
export function compare(one: Value, other: Value): number {
  const [left, right] = [orderOf(one), orderOf(other)]
  if (left === undefined || right === undefined || typeOf(one) !== typeOf(other)) {
    throw new ExpressionError(`Can't compare ${typeOf(one)} to ${typeOf(other)}.`)
  }
  return left < right ? -1 : left > right ? 1 : 0
}

/** Calls a function; anything else is an error. */
export function run(value: Value | undefined, ...given: readonly Value[]): Value {
  if (value !== null && value !== undefined && typeof value === 'object' && 'call' in value) return value.call(given)
  throw new ExpressionError(`${typeOf(value ?? null)} is no function`)
}

function numberOr(value: Value | undefined, otherwise: number): number {
  if (value === undefined || value === null) return otherwise
  if (typeof value !== 'number') throw new ExpressionError(`Number expected, ${typeOf(value)} found`)
  return value
}
