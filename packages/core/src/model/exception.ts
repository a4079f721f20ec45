import type { Instant } from '../time/instant.ts'

/**
 * What an exception covers: one finding by its id, or every finding that matches all the named fields. One that names
 * nothing, as a baseline does, covers just the findings that were accepted under it.
 */
export interface ExceptionScope {
  readonly finding?: string
  readonly kind?: string
  readonly principal?: string
  readonly account?: string
  readonly entitlement?: string
  readonly system?: string
  /** A broken rule of a request instead of a finding; findings are not covered then. */
  readonly rule?: string
  /** The number of the one ticket that is meant. */
  readonly ticket?: string
}

/** A dated, owned decision to live with a finding or a broken rule. */
export interface PolicyException {
  readonly id: string
  readonly owner: string
  readonly reason: string
  readonly from: Instant
  readonly until: Instant
  readonly covers: ExceptionScope
  readonly approvedBy: string
}
