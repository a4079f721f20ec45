import type { TicketboundError } from '../errors.ts'
import type { PlannedAction } from './write-back-plan.ts'

/**
 * What became of one action. `skipped` had nothing to be written on, `left` was not tried, and of `unknown` nobody can
 * tell yet whether it happened: the next time begins by looking.
 */
export type WriteBackOutcome =
  | { readonly outcome: 'written' | 'already-so'; readonly vendorId?: string }
  | { readonly outcome: 'skipped'; readonly because: string }
  | { readonly outcome: 'failed'; readonly error: TicketboundError }
  /** `content` is what the ledger is to hold instead of what was intended. */
  | { readonly outcome: 'unknown'; readonly error: TicketboundError; readonly content?: string }
  | { readonly outcome: 'left' }

/** An action, and what became of it. */
export interface Settled {
  readonly action: PlannedAction
  readonly outcome: WriteBackOutcome
}
