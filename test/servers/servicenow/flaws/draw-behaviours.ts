import { type Choices, choicesFrom } from '../../../worlds/prng.ts'
import type { Behaviours, FlawName } from './catalogue.ts'
import type { When } from './when.ts'

/** Flaws that a request meets by chance, and that are over after a while. */
export const passingFlaws = [
  'transient-401',
  'rate-limited',
  'too-many-threads',
  'accepted-202',
  'gateway-errors',
  'connection-dropped',
  'damaged-200',
  'cancelled-200',
  'cancelled-500',
  'slow-first-byte',
  'stalled-body',
  'reset-mid-body',
] as const satisfies readonly FlawName[]

/** Flaws of the rows and of how they are read, which stay. */
export const lastingFlaws = [
  'odd-sys-ids',
  'many-ties',
  'rows-change-while-paged',
  'rows-vanish-while-paged',
  'rows-hidden-by-acl',
  'fields-hidden-by-acl',
  'query-parts-ignored',
  'range-queries-refused',
  'count-after-acls',
  'no-total-count',
] as const satisfies readonly FlawName[]

/** From which flaws to draw. */
export interface Draw {
  /** Default: all of `passingFlaws` and `lastingFlaws`. */
  readonly from?: readonly FlawName[]
  /** With which probability each of them is drawn; default 0.3. */
  readonly share?: number
}

/** Draws which flaws an instance has and how they show: the same ones for the same seed. */
export function drawBehaviours(seed: number, { from, share = 0.3 }: Draw = {}): Behaviours {
  const choices = choicesFrom(seed)
  const drawn: Partial<Record<FlawName, object>> = {}
  for (const name of [...passingFlaws, ...lastingFlaws]) {
    // Each is drawn whether it is wanted or not, so that leaving one out changes nothing for the others.
    const options = optionsFor(name, choices)
    if (choices.chance(share) && (from?.includes(name) ?? true)) drawn[name] = options
  }
  return drawn
}

function optionsFor(name: FlawName, choices: Choices): object {
  const isPassing = passingFlaws.some((each) => each === name)
  const passing: When = {
    every: 1,
    probability: choices.pick([0.05, 0.1, 0.2, 0.4]),
    first: 5 + choices.below(30),
    seed: 1 + choices.below(1_000_000),
  }
  const moreThan = choices.pick([0, 5, 20, 50])
  const fewOrMany = choices.pick([0.05, 0.3, 0.9])
  switch (name) {
    case 'damaged-200':
      return { ...passing, moreThan, as: moreThan === 5 ? 'cut' : 'malformed' }
    case 'cancelled-200':
    case 'cancelled-500':
      return { ...passing, moreThan }
    case 'rate-limited':
      return { ...passing, retryAfter: 1 + choices.below(3) }
    case 'slow-first-byte':
      return { ...passing, afterMs: 1 + choices.below(5) }
    case 'many-ties':
      return { rowsPerStamp: 2 + choices.below(40) }
    case 'odd-sys-ids':
    case 'rows-hidden-by-acl':
      return { share: fewOrMany }
    default:
      return isPassing ? passing : { seed: passing.seed }
  }
}
