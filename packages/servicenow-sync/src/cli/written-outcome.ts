import type { WriteBackResult } from '../write-back/write-back-desk.ts'
import type { Outcome } from './exit-code.ts'
import { outcomeOfError } from './outcome-of-error.ts'

/** How a writing back went, as far as an exit code tells: whatever went wrong counts for whoever must act on it. */
export function writtenOutcome({ heldAt, failures, stopped }: WriteBackResult): Outcome {
  const errors = [...failures.map(({ error }) => error), ...(stopped === undefined ? [] : [stopped])]
  return Object.assign({ held: heldAt !== undefined }, ...errors.map(outcomeOfError))
}
