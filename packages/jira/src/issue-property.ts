/** The key of the issue property that shows where a request stands. Display only: nothing is decided by it. */
export const issuePropertyKey = 'ticketbound'

/** The key of the issue property in which the night leaves what it saw. Display only. */
export const nightPropertyKey = 'ticketbound-night'

/** Where a request stands, at a glance. */
export type GateState = 'blocked' | 'ready' | 'passed' | 'voided' | 'bypassed'

/**
 * What stands on the issue for JQL and for the night. The seals prove themselves; everything else is a copy that anybody
 * with the right to edit the issue can change.
 */
export interface IssueProperty {
  readonly version: 1
  readonly state: GateState
  /** `YYYY-MM-DD`, for JQL's dates. */
  readonly expires?: string
  readonly entitlement?: string
  readonly principal?: string
  readonly owner?: string
  /** Codes of broken rules and refusals. */
  readonly missing: readonly string[]
  readonly approvals: number
  readonly needed: number
  /** The decisions as compact seals, oldest first. */
  readonly seals: readonly string[]
  readonly gate?: { readonly passedAt: string; readonly verdict: string }
  readonly updatedAt: string
}

/** One finding of last night about an issue, as the screen shows it. */
export interface NightFinding {
  readonly id: string
  readonly kind: string
  readonly severity: 'low' | 'medium' | 'high' | 'critical'
  readonly message: string
  readonly action: string
  readonly since: string
}

/** What last night's reconciliation saw for an issue. */
export interface NightProperty {
  readonly version: 1
  readonly run: string
  readonly at: string
  /** Whether every source that it takes to claim something was complete. */
  readonly complete: boolean
  readonly findings: readonly NightFinding[]
}
