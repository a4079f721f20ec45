import type { Instant } from '../time/instant.ts'

/** What a request line asks for. `none` is counted as service work and promises no access. */
export type RequestKind = 'provision' | 'change' | 'deprovision' | 'none'

/** Where a request line stands. Only `closed-complete` lines promise anything about access. */
export type RequestState = 'open' | 'closed-complete' | 'closed-incomplete' | 'cancelled'

/** How a decision was recorded: by the gate, by the ITSM, or only in words. */
export type ApprovalHow = 'sealed' | 'native' | 'informal'

/** One decision on a request. `group` is the group it was given for (`for` in the exchange format). */
export interface Approval {
  readonly id?: string
  readonly approver: string
  readonly group?: string
  readonly onBehalfOf?: string
  readonly decision: 'approved' | 'rejected' | 'withdrawn'
  readonly decidedAt: Instant
  readonly how: ApprovalHow
  readonly seal?: string
}

/** A recorded change to one field of a request, named as the exchange format names it. */
export interface FieldChange {
  readonly at: Instant
  readonly field: string
}

/** What the gate recorded when the request passed it. */
export interface GatePassage {
  readonly passedAt: Instant
  readonly verdict: string
}

/** One line of a ticket that asks for access, identified by (`source`, `number`, `item`). */
export interface RequestLine {
  readonly source: string
  readonly number: string
  readonly item: string
  readonly kind: RequestKind
  readonly principal: string
  readonly entitlement: string
  readonly level?: string
  readonly owner?: string
  readonly requester?: string
  readonly openedAt: Instant
  readonly fulfilledAt?: Instant
  readonly closedAt?: Instant
  /** When the line was last opened again after it had been closed; what was decided before is void. */
  readonly reopenedAt?: Instant
  readonly state: RequestState
  readonly expiresAt?: Instant
  readonly justification?: string
  /** The field history; absent where the source keeps none, which is not the same as empty. */
  readonly changes?: readonly FieldChange[]
  readonly exception?: string
  readonly gate?: GatePassage
  readonly approvals: readonly Approval[]
}

/** The fields whose change makes an earlier approval void, as the exchange format names them. */
export const materialFields = ['kind', 'principal', 'entitlement', 'level', 'owner', 'expiresAt', 'requester'] as const

/** Says whether a request asks for access, new or changed: a removal and service work are held to far less. */
export function givesAccess({ kind }: Pick<RequestLine, 'kind'>): boolean {
  return kind === 'provision' || kind === 'change'
}

/** When a request was opened, the last time. What was decided before is void. */
export function lastOpenedAt({ openedAt, reopenedAt }: Pick<RequestLine, 'openedAt' | 'reopenedAt'>): Instant {
  return reopenedAt ?? openedAt
}

/** Says whether anybody rejected a request since it was last opened. Words reject nothing. */
export function isRejected(line: RequestLine): boolean {
  const since = lastOpenedAt(line)
  return line.approvals.some(
    ({ decision, how, decidedAt }) => decision === 'rejected' && how !== 'informal' && decidedAt >= since,
  )
}
