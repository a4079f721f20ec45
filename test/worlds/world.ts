import type { BirthrightRule, Entitlement, FindingKind } from '@ticketbound/core'

/** One decision on a request, as `requests.ndjson` writes it. */
export interface ApprovalRow {
  readonly approver: string
  readonly onBehalfOf?: string
  readonly decision: 'approved' | 'rejected' | 'withdrawn'
  readonly decidedAt: string
  readonly how: 'sealed' | 'native' | 'informal'
}

/** One row of `requests.ndjson`. */
export interface RequestRow {
  readonly number: string
  readonly source?: string
  readonly item?: string
  readonly kind: 'provision' | 'change' | 'deprovision' | 'none'
  readonly principal: string
  readonly entitlement?: string
  readonly level?: string
  readonly requester?: string
  readonly openedAt: string
  readonly reopenedAt?: string
  readonly fulfilledAt?: string
  readonly closedAt?: string
  readonly state: 'open' | 'closed-complete' | 'closed-incomplete' | 'cancelled'
  readonly expiresAt?: string
  readonly changes?: readonly { readonly at: string; readonly field: string }[]
  readonly gate?: { readonly passedAt: string; readonly verdict: string }
  readonly approvals: readonly ApprovalRow[]
}

/** One row of `access.ndjson`. */
export interface AccessRow {
  readonly account: string
  readonly entitlement: string
  readonly level?: string
  readonly grantedAt?: string
  readonly expiresAt?: string
  readonly credentialRotatedAt?: string
  readonly via?: readonly string[]
}

/** One row of `people.ndjson`. */
export interface PersonRow {
  readonly principal: string
  readonly kind: 'human' | 'service' | 'agent'
  readonly active: boolean
  readonly startedAt?: string
  readonly endedAt?: string
  readonly sponsor?: string
  readonly manager?: string
  readonly peers?: readonly string[]
  readonly roles?: readonly { readonly id: string; readonly from?: string; readonly until?: string }[]
  readonly groups?: readonly { readonly id: string; readonly from?: string; readonly until?: string }[]
  readonly delegates?: readonly DelegationRow[]
  readonly accounts: readonly { readonly system?: string; readonly account: string }[]
}

/** One delegation in a row of `people.ndjson`. */
export interface DelegationRow {
  readonly to: string
  readonly from: string
  readonly until: string
  readonly entitlements?: readonly string[]
}

/** One row of `exceptions.ndjson`. */
export interface ExceptionRow {
  readonly id: string
  readonly owner: string
  readonly reason: string
  readonly from: string
  readonly until: string
  readonly covers: {
    readonly kind?: FindingKind
    readonly principal?: string
    readonly account?: string
    readonly entitlement?: string
    readonly system?: string
  }
  readonly approvedBy: string
}

/** One row of `recertifications.ndjson`. */
export interface RecertificationRow {
  readonly principal: string
  readonly entitlement: string
  readonly decision: 'keep' | 'revoke'
  readonly until?: string
  readonly decider: string
  readonly decidedAt: string
}

/** What one source gave in one night. Not complete and without rows, it failed. */
export interface SourceNight<Row> {
  readonly complete: boolean
  readonly rows: readonly Row[]
}

/** What a person accepts after a night. */
export interface AcceptanceAfter {
  /** Counts through the findings open then; absent for a baseline, which accepts all of them. */
  readonly index?: number
  readonly until: string
}

/** Everything that the sources say in one night, and what people accept after it. */
export interface WorldNight {
  readonly at: string
  readonly requests: SourceNight<RequestRow>
  /** By system. */
  readonly access: Readonly<Record<string, SourceNight<AccessRow>>>
  /** Absent in a world without a people source. */
  readonly people?: SourceNight<PersonRow>
  readonly exceptions: readonly ExceptionRow[]
  /** Absent in a world without a source of recertifications. */
  readonly recertifications?: SourceNight<RecertificationRow>
  readonly accept: readonly AcceptanceAfter[]
}

/** A small house over several nights. */
export interface World {
  /** Absent: entitlements come from the files. */
  readonly catalogue?: readonly Entitlement[]
  readonly systems: readonly string[]
  /** Waiting times in milliseconds. */
  readonly grace: Readonly<Record<'provision' | 'removal' | 'expiry' | 'recertification' | 'rotation', number>>
  /** How long an approval may take, in milliseconds. */
  readonly approvalLevel: number
  /** Since when requests must pass the gate; absent where there is none. */
  readonly gateSince?: number
  /** Who holds what by design, by the policy. */
  readonly birthrights: readonly BirthrightRule[]
  readonly nights: readonly WorldNight[]
}

/** The name of the request source in every world. */
export const requestSource = 'itsm'

/** The name of the people source in every world that has one. */
export const peopleSource = 'hr'

/** The name of the source of recertifications in every world that has one. */
export const recertificationSource = 'reviews'

/** Who accepts findings in every world. */
export const acceptanceOwner = 'auditor'

/** What comparisons call the exception of the acceptance at this place after this night. */
export function acceptanceName(night: number, place: number): string {
  return `acceptance ${night}.${place}`
}
