import type { TicketboundError } from '../errors.ts'
import type { WriteBackOutcome } from './write-back-outcome.ts'

/** Watches whether going on has any hope. */
export interface FailureWatch {
  note(outcome: WriteBackOutcome): void
  stop(error: TicketboundError): void
  /** What ended it; `undefined` while it may go on. */
  stopped(): TicketboundError | undefined
}

/** After so many failures in a row it is the vendor, or what it allows, and no longer the single record. */
const mostInARow = 5

/** After these the next action has no hope either. */
const hopeless: ReadonlySet<string> = new Set([
  'credentials-refused',
  'rate-limited',
  'request-budget-spent',
  'write-back-columns-missing',
  'write-back-journal-not-readable',
])

/** These are about one record, however many there are of them. */
const single: ReadonlySet<string> = new Set(['write-back-key-twice'])

/** Starts watching. */
export function watchFailures(): FailureWatch {
  let inARow = 0
  let ended: TicketboundError | undefined
  return {
    note: (outcome) => {
      if (!('error' in outcome)) {
        if (outcome.outcome !== 'left') inARow = 0
        return
      }
      if (single.has(outcome.error.code)) return
      inARow += 1
      if (inARow >= mostInARow || hopeless.has(outcome.error.code)) ended ??= outcome.error
    },
    stop: (error) => {
      ended ??= error
    },
    stopped: () => ended,
  }
}
