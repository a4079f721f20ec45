import type { Instant } from '../time/instant.ts'

/** One decision about access that is already there: it may stay until a day, or it must go. */
export interface Recertification {
  readonly principal: string
  readonly entitlement: string
  readonly decision: 'keep' | 'revoke'
  /** The last instant for which the access may be kept; absent where the catalogue's interval decides. */
  readonly until?: Instant
  /** Who decided; judged as an approver of the entitlement is. */
  readonly decider: string
  readonly decidedAt: Instant
}
