import { type Choices, choicesFrom } from '../../../worlds/prng.ts'
import { shows } from '../../servicenow/flaws/when.ts'
import type { Call } from '../../servicenow/wire/call.ts'
import type { Site } from '../engine/site.ts'
import type { Answer } from '../wire/answer.ts'
import { catalogue, type FlawName, type FlawOptions, flawNames } from './catalogue.ts'
import type { Flaw } from './flaw.ts'
import { concerns, type When } from './when.ts'

/** The flaws that show for one request. */
export interface Shown {
  readonly names: readonly FlawName[]
  instead(): Answer | undefined
  after(answer: Answer): Answer
}

/** The flaws of a site, switched on and off. */
export interface FlawSwitches {
  /** Switches a flaw on; on again, or with other options, its counts and draws start anew. */
  on<Name extends FlawName>(name: Name, options?: FlawOptions<Name>): void
  /** Switches a flaw off and puts the site right. */
  off(name: FlawName): void
  readonly switchedOn: readonly FlawName[]
  /** Says which flaws show for a request of an account. */
  shownFor(call: Call, account: string): Shown
}

interface SwitchedOn {
  readonly flaw: Flaw
  readonly options: When
  readonly choices: Choices
  readonly end: (() => void) | undefined
  /** Requests that it may show for, and those that it showed for. */
  counted: number
  shown: number
}

/** Makes the switches of a site, all of them off. */
export function createFlaws(site: Site): FlawSwitches {
  const states = new Map<FlawName, SwitchedOn>()

  function on<Name extends FlawName>(name: Name, given: FlawOptions<Name> = {}): void {
    off(name)
    const flaw = catalogue[name] as Flaw
    const options = optionsOf(flaw, given as When)
    const choices = choicesFrom(options.seed ?? 1)
    states.set(name, { flaw, options, choices, end: flaw.begin?.(options, site), counted: 0, shown: 0 })
  }

  function off(name: FlawName): void {
    states.get(name)?.end?.()
    states.delete(name)
  }

  function shownFor(call: Call, account: string): Shown {
    const showing = flawNames.flatMap((name) => {
      const state = states.get(name)
      if (state === undefined || !changesAnswers(state.flaw)) return []
      if (!concerns(state.options, call, account)) return []
      state.counted += 1
      if (!shows(state.options, state.counted, state.choices.chance)) return []
      state.shown += 1
      return [{ name, ...state }]
    })
    return {
      names: showing.map(({ name }) => name),
      instead: () => {
        const first = showing.find(({ flaw }) => flaw.instead !== undefined)
        return first?.flaw.instead?.(first.options, first.shown, site)
      },
      after: (answer) => showing.reduce((now, { flaw, options }) => flaw.after?.(options, now) ?? now, answer),
    }
  }

  return {
    on,
    off,
    shownFor,
    get switchedOn() {
      return [...states.keys()]
    },
  }
}

/** Whoever says when a flaw shows says it alone: what the flaw does by default is left out then. */
function optionsOf({ defaults }: Flaw, given: When): When {
  const isTimed = (['first', 'nth', 'every', 'probability'] as const).some((name) => name in given)
  if (!isTimed) return { ...defaults, ...given }
  const { every: _every, ...rest } = defaults
  return { ...rest, ...given }
}

function changesAnswers({ instead, after }: Flaw): boolean {
  return instead !== undefined || after !== undefined
}
