import type { Outcome } from './exit-code.ts'
import type { Io } from './io.ts'

/** What every command is given: the world outside, and where to say how it went. */
export interface CommandContext {
  readonly io: Io
  readonly finish: (outcome: Outcome) => void
}
