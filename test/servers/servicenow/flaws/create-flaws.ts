import { type Choices, choicesFrom } from '../../../worlds/prng.ts'
import type { Answer } from '../wire/answer.ts'
import type { Call } from '../wire/call.ts'
import type { World } from '../world/create-world.ts'
import { type Behaviours, catalogue, type FlawName } from './catalogue.ts'
import type { Flaw, Showing } from './flaw.ts'
import type { ReadingHabits } from './reading-habits.ts'
import { concerns, shows, type When } from './when.ts'

/** The flaws that show for one request. */
export interface Shown {
  readonly names: readonly string[]
  instead(): Answer | undefined
  readonly habits: ReadingHabits
  after(answer: Answer): Answer
}

interface SwitchedOn {
  readonly given: unknown
  readonly options: When
  readonly choices: Choices
  readonly memory: Map<string, number>
  /** Requests that it may show for, and those that it showed for. */
  counted: number
  shown: number
}

/** Watches which flaws are switched on and says which of them show for a request. */
export function createFlaws(behaviours: Behaviours, world: World): (call: Call) => Shown {
  const on = new Map<FlawName, SwitchedOn>()
  const known: readonly (readonly [FlawName, Flaw<When>])[] = Object.entries(catalogue).map(
    ([name, flaw]) => [name as FlawName, flaw as Flaw<When>] as const,
  )

  return (call) => {
    const showing = known.flatMap(([name, flaw]) => {
      const state = stateOf(name, flaw)
      if (state === undefined || !concerns(state.options, call)) return []
      state.counted += 1
      if (!shows(state.options, state.counted, state.choices.chance)) return []
      state.shown += 1
      const at: Showing = { call, world, nth: state.shown, choices: state.choices, memory: state.memory }
      return [{ name, flaw, options: state.options, at }]
    })
    for (const { flaw, options, at } of showing) flaw.meanwhile?.(options, at)
    return {
      names: showing.map(({ name }) => name),
      instead: () => firstOf(showing, ({ flaw, options, at }) => flaw.instead?.(options, at)),
      habits: Object.assign({}, ...showing.map(({ flaw, options, at }) => flaw.reading?.(options, at))),
      after: (answer) => showing.reduce((now, { flaw, options, at }) => flaw.after?.(options, now, at) ?? now, answer),
    }
  }

  /** Switching a flaw on again, or with other options, starts its counts and draws anew. */
  function stateOf(name: FlawName, flaw: Flaw<When>): SwitchedOn | undefined {
    const given = behaviours[name]
    if (given === undefined) {
      on.delete(name)
      return undefined
    }
    const before = on.get(name)
    if (before?.given === given) return before
    const options = given === true ? flaw.defaults : { ...flaw.defaults, ...given }
    const choices = choicesFrom(options.seed ?? 1)
    const state = { given, options, choices, memory: new Map<string, number>(), counted: 0, shown: 0 }
    on.set(name, state)
    flaw.begin?.(options, world, choices)
    return state
  }
}

function firstOf<T, R>(items: readonly T[], of: (item: T) => R | undefined): R | undefined {
  for (const item of items) {
    const found = of(item)
    if (found !== undefined) return found
  }
  return undefined
}
