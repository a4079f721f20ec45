import type { Site } from '../engine/site.ts'
import type { Answer } from '../wire/answer.ts'
import type { When } from './when.ts'

/** One thing that goes wrong. Each part may be left out. */
export interface Flaw<Options extends When = When> {
  /** When it shows, and how, where nothing else is said. */
  readonly defaults: Options
  /** What it makes of the site when it is switched on; gives what puts it right again. */
  readonly begin?: (options: Options, site: Site) => () => void
  /** What is answered instead of serving the nth (from 1) request it shows for. */
  readonly instead?: (options: Options, nth: number, site: Site) => Answer
  /** What becomes of the answer to a request that was served. */
  readonly after?: (options: Options, answer: Answer) => Answer
}
