import { catalogue, type FlawName, type Flaws } from './catalogue.ts'
import type { Flaw } from './flaw.ts'
import { type Call, concerns, shows, type When } from './when.ts'

/** The flaws that show for one call. */
export interface Shown {
  readonly names: readonly FlawName[]
  readonly waitMs: number
  instead(): Response | Error | undefined
  readonly lagMs: number
  failsInBatch(key: string): boolean
  after(answer: Response): Response | Error
}

/** What changes nothing, so that storage that is full does not mind it. */
const reading = /^(entity\/|secret\/|batch\/)?(get|query)$/

/** Watches which flaws are switched on and says which of them show for a call. */
export function createFlaws(flaws: Flaws): (call: Call) => Shown {
  const counts = new Map<FlawName, { readonly given: unknown; count: number }>()
  const known = Object.entries(catalogue) as readonly (readonly [FlawName, Flaw<When>])[]

  /** Switching a flaw on again starts its count anew. */
  function counted(name: FlawName, given: unknown): number {
    const before = counts.get(name)
    const state = before !== undefined && before.given === given ? before : { given, count: 0 }
    state.count += 1
    counts.set(name, state)
    return state.count
  }

  return (call) => {
    const showing = known.flatMap(([name, flaw]) => {
      const given = flaws[name]
      if (given === undefined || flaw.to !== call.to) return []
      if (name === 'storage-full' && reading.test(call.call)) return []
      const options: When = given === true ? flaw.defaults : { ...flaw.defaults, ...given }
      return concerns(options, call) && shows(options, counted(name, given)) ? [{ name, flaw, options }] : []
    })
    return {
      names: showing.map(({ name }) => name),
      waitMs: Math.max(0, ...showing.map(({ flaw, options }) => flaw.waitMs?.(options) ?? 0)),
      lagMs: Math.max(0, ...showing.map(({ flaw, options }) => flaw.lagMs?.(options) ?? 0)),
      instead: () => showing.map(({ flaw, options }) => flaw.instead?.(options)).find((answer) => answer !== undefined),
      failsInBatch: (key) => showing.some(({ flaw, options }) => flaw.failsInBatch?.(options, key) ?? false),
      after: (answer) =>
        showing.reduce<Response | Error>(
          (now, { flaw, options }) => (now instanceof Error ? now : (flaw.after?.(options, now) ?? now)),
          answer,
        ),
    }
  }
}
