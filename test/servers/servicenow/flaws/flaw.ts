import type { Choices } from '../../../worlds/prng.ts'
import type { Answer } from '../wire/answer.ts'
import type { Call } from '../wire/call.ts'
import type { World } from '../world/create-world.ts'
import type { ReadingHabits } from './reading-habits.ts'
import type { When } from './when.ts'

/** What a flaw knows when it shows. */
export interface Showing {
  readonly call: Call
  readonly world: World
  /** Which of the requests it shows for this is, from 1. */
  readonly nth: number
  readonly choices: Choices
  /** What the flaw keeps for itself while it is switched on. */
  readonly memory: Map<string, number>
}

/** One thing that goes wrong. Each part may be left out. */
export interface Flaw<Options extends When = When> {
  /** When it shows, and how, where nothing else is said. */
  readonly defaults: Options
  /** What it makes of the world when it is switched on. */
  readonly begin?: (options: Options, world: World, choices: Choices) => void
  /** What it does to the world before a request is served. */
  readonly meanwhile?: (options: Options, showing: Showing) => void
  /** What is answered instead of serving the request. */
  readonly instead?: (options: Options, showing: Showing) => Answer | undefined
  /** How rows are read. */
  readonly reading?: (options: Options, showing: Showing) => ReadingHabits
  /** What becomes of the answer to a request that was served. */
  readonly after?: (options: Options, answer: Answer, showing: Showing) => Answer
}
