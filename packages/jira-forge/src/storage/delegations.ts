import type { Instant } from '@ticketbound/core'

/** That somebody lets another decide in their place for a while. Both are principals. */
export interface KeptDelegation {
  readonly by: string
  readonly to: string
  readonly from: Instant
  readonly until: Instant
  /** All that `by` may decide about where it is left out. */
  readonly entitlements?: readonly string[]
}

/** Keeps the delegations that were made in the app; those of the people document stand there. */
export interface Delegations {
  /** Those that have not ended. */
  inForce(now: Instant): Promise<readonly KeptDelegation[]>
  add(delegation: KeptDelegation): Promise<void>
  /** Ends what somebody delegated to another. */
  end(by: string, to: string, now: Instant): Promise<'ended' | 'already-so'>
}
