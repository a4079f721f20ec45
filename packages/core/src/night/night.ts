import type { Directory } from '../people/directory.ts'
import type { EntitlementBook } from '../policy/entitlement-book.ts'
import type { Policy } from '../policy/policy.ts'
import type { SealDesk } from '../seal/seal-desk.ts'
import type { Instant } from '../time/instant.ts'

/** One access scope as a night found it. */
export interface ScopeNight {
  readonly system: string
  readonly source: string
  /** This night's instant. */
  readonly at: Instant
  /** True when the source gave anything tonight; a source that failed leaves every memory as it was. */
  readonly read: boolean
  readonly complete: boolean
  /** The scope's snapshot before tonight's, complete or not. */
  readonly previousAt?: Instant
  readonly previousCompleteAt?: Instant
  /** The scope's first complete snapshot, tonight's included. */
  readonly firstCompleteAt?: Instant
}

/** Everything about one night that does not depend on whose access is looked at. */
export interface Night {
  readonly at: Instant
  readonly policy: Policy
  readonly policyDigest: string
  readonly entitlements: EntitlementBook
  readonly directory: Directory
  /** The seals that were opened tonight; absent where no keys are given, and then no sealed approval counts. */
  readonly seals?: SealDesk
  /** By system. */
  readonly scopes: ReadonlyMap<string, ScopeNight>
  readonly ticketsComplete: boolean
  readonly peopleComplete: boolean
  /** False while a source of recertifications could not be read to its end; absent where there is no such source. */
  readonly recertificationsComplete?: boolean
  /** Who might own an account that could be several people's: no absence is claimed of them there (see `candidateKey`). */
  readonly candidates: ReadonlySet<string>
}

/** Names one principal on one system, for `Night.candidates`. */
export function candidateKey(principal: string, system: string): string {
  return `${system}\u0000${principal}`
}
