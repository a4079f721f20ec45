import { createBudget } from './budget.ts'
import { evaluate, type Surroundings } from './evaluate.ts'
import { ExpressionError } from './expression-error.ts'
import { readExpression } from './read-expression.ts'
import { type Day, fromJson, type Instant, textOf, toJson, type Value } from './value.ts'

/** What an expression came to: a value, or why there is none. */
export type Outcome =
  | { readonly ok: true; readonly value: Value; readonly steps: number; readonly expensiveOperations: number }
  | { readonly ok: false; readonly error: string }

/** What an expression is evaluated in: names, as they are made of a function that counts what is loaded. */
export type Context = (load: (name: string) => void) => Readonly<Record<string, Value>>

/** Reads and evaluates a Jira expression; nothing is thrown, and nothing goes on for long. */
export function runExpression(text: string, context: Context = () => ({}), now = 0): Outcome {
  try {
    const budget = createBudget()
    const names = new Map(Object.entries({ ...builtIn, ...context(budget.load) }))
    const value = evaluate(readExpression(text), { names, makers: makersAt(now) }, budget)
    return { ok: true, value, ...budget.spent }
  } catch (error) {
    if (error instanceof ExpressionError) return { ok: false, error: error.message }
    throw error
  }
}

const builtIn: Readonly<Record<string, Value>> = {
  Number: { type: 'Function', call: ([value = null]) => numberFrom(value) },
  JSON: new Map<string, Value>([
    ['parse', { type: 'Function', call: ([value = null]) => parsed(textOf(value)) }],
    ['stringify', { type: 'Function', call: ([value = null]) => JSON.stringify(toJson(value)) }],
  ]),
}

function numberFrom(value: Value): number {
  const number = Number(textOf(value))
  if (Number.isNaN(number)) throw new ExpressionError('The text is no Number')
  return number
}

function parsed(text: string): Value {
  try {
    return fromJson(JSON.parse(text))
  } catch {
    throw new ExpressionError('The text is no JSON')
  }
}

function makersAt(now: number): Surroundings['makers'] {
  return new Map<string, (given: readonly Value[]) => Value>([
    ['Date', ([given]): Instant => ({ type: 'Date', at: given === undefined ? now : momentOf(given) })],
    ['CalendarDate', ([given = null]): Day => ({ type: 'CalendarDate', day: dayOf(textOf(given)) })],
  ])
}

function momentOf(given: Value): number {
  const at = typeof given === 'number' ? given : Date.parse(textOf(given))
  if (Number.isNaN(new Date(at).getTime())) throw new ExpressionError('The text is no Date')
  return at
}

function dayOf(text: string): string {
  const at = Date.parse(`${text}T00:00:00Z`)
  if (!/^\d{4}-\d\d-\d\d$/.test(text) || Number.isNaN(at)) throw new ExpressionError('The text is no CalendarDate')
  return text
}
