import { OverdrawnError } from './expression-error.ts'
import type { Value } from './value.ts'

/** Jira: so many steps, and so many operations that load something, and no more. */
export const limits = { steps: 10_000, expensiveOperations: 10 } as const

/** How long a text or a list may become; Jira names no number. */
const longest = 100_000

/** How many functions may be running within each other; Jira names no number. */
const deepest = 40

/** What the evaluation of one expression may still cost. */
export interface Budget {
  readonly spent: { steps: number; expensiveOperations: number }
  step(): void
  /** Counts the loading of something, once for each name. */
  load(name: string): void
  /** Runs a function within those that are running. */
  within<T>(call: () => T): T
  /** Gives a value on, unless it has grown too long. */
  fits<T extends Value>(value: T): T
}

/** Starts an account; what would overdraw it throws. */
export function createBudget(): Budget {
  const spent = { steps: 0, expensiveOperations: 0 }
  const loaded = new Set<string>()
  let depth = 0
  return {
    spent,
    step: () => {
      spent.steps += 1
      if (spent.steps > limits.steps) throw new OverdrawnError(`The expression took more than ${limits.steps} steps`)
    },
    load: (name) => {
      if (loaded.has(name)) return
      loaded.add(name)
      spent.expensiveOperations += 1
      if (spent.expensiveOperations <= limits.expensiveOperations) return
      throw new OverdrawnError(`The expression needs more than ${limits.expensiveOperations} expensive operations`)
    },
    within: (call) => {
      if (depth >= deepest) throw new OverdrawnError('Functions of the expression call each other too deep')
      depth += 1
      try {
        return call()
      } finally {
        depth -= 1
      }
    },
    fits: (value) => {
      const isLong = (typeof value === 'string' || Array.isArray(value)) && value.length > longest
      if (isLong) throw new OverdrawnError('A value of the expression has grown too long')
      return value
    },
  }
}
