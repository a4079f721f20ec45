import type { Call, When } from './when.ts'

/** One thing that goes wrong. Each part may be left out. */
export interface Flaw<Options extends When = When> {
  /** What it goes wrong with. */
  readonly to: Call['to']
  readonly defaults: Options
  /** How long the call waits before it is served; until the invocation is stopped where it is endless. */
  readonly waitMs?: (options: Options) => number
  /** What is answered instead of serving the call; an error is thrown at the app. */
  readonly instead?: (options: Options) => Response | Error | undefined
  /** How far queries are behind. */
  readonly lagMs?: (options: Options) => number
  /** Which keys of a batch fail while the others are served. */
  readonly failsInBatch?: (options: Options, key: string) => boolean
  /** What becomes of the answer to a call that was served. */
  readonly after?: (options: Options, answer: Response) => Response | Error
}
