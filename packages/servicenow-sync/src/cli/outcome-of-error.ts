import { TicketboundError } from '../errors.ts'
import type { Outcome } from './exit-code.ts'

/** What an error means for the exit code: who must act decides, wherever it came up. */
export function outcomeOfError(error: unknown): Outcome {
  if (!(error instanceof TicketboundError)) return { unexpected: true }
  if (error.kind === 'integrity') return { integrity: true }
  return error.kind === 'upstream' ? { upstream: true } : { input: true }
}
