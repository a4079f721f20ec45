import type { Fault, PrincipalKind, RequestKind, RequestState } from '@ticketbound/core'

/** One decision, as a request row of the exchange format has it. */
export interface ApprovalRow {
  readonly id: string
  readonly approver: string
  readonly for?: string
  readonly onBehalfOf?: string
  readonly decision: 'approved' | 'rejected'
  readonly decidedAt: string
  readonly how: 'native' | 'informal'
}

/** One change of a material field, as a request row of the exchange format has it. */
export interface ChangeRow {
  readonly at: string
  readonly field: string
}

/** That a request passed the gate, as a request row of the exchange format has it. */
export interface GateRow {
  readonly passedAt: string
  readonly verdict: 'allow'
}

/** A row of requests in the exchange format. */
export interface RequestRow {
  readonly number: string
  readonly item?: string
  readonly kind: RequestKind
  readonly principal: string
  readonly entitlement?: string
  readonly level?: string
  readonly owner?: string
  readonly requester?: string
  readonly openedAt: string
  readonly fulfilledAt?: string
  readonly closedAt?: string
  readonly reopenedAt?: string
  readonly state: RequestState
  readonly expiresAt?: string
  readonly justification?: string
  readonly changes?: readonly ChangeRow[]
  readonly gate?: GateRow
  readonly approvals: readonly ApprovalRow[]
}

/** A row of people in the exchange format. */
export interface PersonRow {
  readonly principal: string
  readonly kind: PrincipalKind
  readonly active: boolean
  readonly startedAt?: string
  readonly sponsor?: string
  readonly manager?: string
  readonly roles: readonly MembershipRow[]
  readonly groups: readonly MembershipRow[]
  readonly delegates: readonly DelegationRow[]
  readonly ids: Readonly<Record<string, string>>
  readonly accounts: readonly { readonly system: string; readonly account: string }[]
}

/** A role or group that a person row names. */
export interface MembershipRow {
  readonly id: string
  readonly from?: string
}

/** Who may decide in a person's place, as a person row names it. */
export interface DelegationRow {
  readonly to: string
  readonly from: string
  readonly until: string
}

/** A row of access in the exchange format. */
export interface GrantRow {
  readonly account: string
  readonly entitlement: string
  readonly grantedAt?: string
  readonly via?: readonly string[]
}

/** What some records come to: rows that core takes, and what is wrong with those that gave none. */
export interface Meaning<Row> {
  readonly rows: readonly Row[]
  readonly faults: readonly Fault[]
}
