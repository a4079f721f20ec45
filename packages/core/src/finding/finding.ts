import type { Instant } from '../time/instant.ts'
import type { FindingKind, Severity } from './kinds.ts'

/** One thing a finding rests on, precise enough to look it up. */
export type Evidence =
  | { readonly type: 'ticket'; readonly source: string; readonly number: string; readonly item: string }
  | {
      readonly type: 'snapshot-line'
      readonly system: string
      readonly source: string
      readonly file: string
      readonly line: number
      readonly at: Instant
    }
  | { readonly type: 'snapshot'; readonly system: string; readonly source: string; readonly at: Instant }
  | { readonly type: 'person'; readonly principal: string }
  | { readonly type: 'entitlement'; readonly entitlement: string }
  | { readonly type: 'exception'; readonly exception: string }
  | {
      readonly type: 'recertification'
      readonly principal: string
      readonly entitlement: string
      readonly decision: 'keep' | 'revoke'
      readonly decider: string
      readonly decidedAt: Instant
    }
  | { readonly type: 'source'; readonly source: string; readonly at: Instant }

/** What an acceptance is bound to: when one of these widens, the finding comes back. */
export interface MaterialFacts {
  readonly level?: string
  /** The level's place in the catalogue's order, from 0. */
  readonly rank?: number
  readonly path?: readonly string[]
  readonly expiresAt?: Instant
  /** The same of the other side, where two accesses are at fault together. */
  readonly other?: MaterialFacts
}

/** What makes two claims the same finding. */
export interface FindingIdentity {
  readonly kind: FindingKind
  readonly principal?: string
  readonly account?: string
  readonly entitlement?: string
  readonly system?: string
  /** Only for kinds about one ticket. */
  readonly ticket?: string
  /** The other side of a conflict or a duplicate. */
  readonly counterpart?: string
}

/** What one night says is true now, before anything is compared with the nights before. */
export interface Claim extends FindingIdentity {
  readonly severity: Severity
  readonly level?: string
  /** Numbers of the tickets it rests on. */
  readonly tickets: readonly string[]
  /** Since when it has been true, as far as anybody can tell. */
  readonly since: Instant
  readonly message: string
  readonly action: string
  readonly evidence: readonly Evidence[]
  readonly facts: MaterialFacts
}

/** Where a finding stands. `reopened` is open again after it was resolved or accepted. */
export type FindingState = 'open' | 'resolved' | 'reopened' | 'accepted'

/** The acceptance a finding is under: the exception, and the facts as they stood when it was accepted. */
export interface Acceptance {
  readonly exception: string
  readonly facts: MaterialFacts
}

/** One typed difference, with its history. */
export interface Finding extends Claim {
  readonly id: string
  readonly state: FindingState
  /** The night that first claimed it. */
  readonly firstSeen: Instant
  /** The night in which it came to its present state. */
  readonly changedAt: Instant
  readonly acceptance?: Acceptance
  /** Exceptions whose bounds it has outgrown; they cover it no more. */
  readonly outgrown?: readonly string[]
  readonly reopenedBecause?: string
  /** The exception it was accepted under until that ended. */
  readonly lapsed?: string
}
