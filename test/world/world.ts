import type { FindingKind, FindingState, RequestKind, Risk } from '@ticketbound/core'

/** A system of the small world. */
export type System = 'cloud' | 'code' | 'finance'

/** Every system, in the order in which its access is read. */
export const systems = ['cloud', 'code', 'finance'] as const satisfies readonly System[]

/** One of the three nights, counted from 1. */
export type NightNumber = 1 | 2 | 3

/** The instant of each night. */
export const nights: Readonly<Record<NightNumber, string>> = {
  1: '2026-03-02T02:00:00Z',
  2: '2026-03-03T02:00:00Z',
  3: '2026-03-04T02:00:00Z',
}

/** Since when requests must pass the gate. */
export const gateSince = '2026-03-01T00:00:00Z'

/** Somebody or something that holds access. Instants are RFC 3339; a bare date is a last day. */
export interface Principal {
  readonly principal: string
  readonly kind: 'human' | 'service' | 'agent'
  /** What a person would call it. */
  readonly name: string
  readonly team: string
  readonly employeeNumber?: string
  readonly startedAt?: string
  readonly endedAt?: string
  readonly manager?: string
  readonly sponsor?: string
  readonly peers?: readonly string[]
  readonly groups?: readonly string[]
  readonly delegates?: readonly {
    readonly to: string
    readonly from: string
    readonly until: string
    readonly entitlements?: readonly string[]
  }[]
  /** When the credential of its account was last renewed. */
  readonly renewedAt?: string
  /** Accounts that the directory lists; others are told by the principal's id or employee number. */
  readonly accounts: readonly { readonly system: System; readonly account: string }[]
}

/** Something one can hold on one system. */
export interface WorldEntitlement {
  readonly id: string
  readonly system: System
  /** What the system itself calls it, where that is not the id. */
  readonly native?: string
  readonly owners: readonly string[]
  readonly risk: Risk
  readonly levels?: readonly string[]
  /** Absent: one owner approves. */
  readonly approval?: { readonly from: 'owner' | 'manager' | 'group'; readonly name?: string; readonly count: number }
  readonly birthright?: true
  readonly conflicts?: readonly string[]
  readonly rotate?: string
  /** How often somebody must confirm it. */
  readonly recertify?: string
}

/** One decision on a ticket. */
export interface Decision {
  readonly approver: string
  readonly onBehalfOf?: string
  readonly decision: 'approved' | 'rejected'
  readonly decidedAt: string
  readonly how: 'native' | 'informal'
}

/** A ticket with its whole life; `worldAt` shows it as it stood on a night. */
export interface Ticket {
  readonly number: string
  readonly kind: RequestKind
  readonly principal: string
  readonly entitlement?: string
  readonly level?: string
  readonly requester: string
  readonly justification: string
  readonly openedAt: string
  readonly approvals: readonly Decision[]
  readonly fulfilledAt?: string
  readonly closed?: { readonly at: string; readonly as: 'closed-complete' | 'closed-incomplete' | 'cancelled' }
  /** From here on it is open again. */
  readonly reopenedAt?: string
  readonly expiresAt?: string
  /** When it passed the gate. */
  readonly gatePassedAt?: string
}

/** Access that a system really gave, from when until when. */
export interface WorldGrant {
  readonly system: System
  readonly account: string
  /** By its id; a name that the catalogue lacks stands as it is. */
  readonly entitlement: string
  readonly level?: string
  readonly from: string
  readonly until?: string
  readonly credentialRotatedAt?: string
  readonly via?: readonly string[]
}

/** A dated, owned decision to live with something. */
export interface WorldException {
  readonly id: string
  readonly owner: string
  readonly approvedBy: string
  readonly reason: string
  readonly from: string
  readonly until: string
  readonly covers: { readonly kind: FindingKind; readonly principal: string; readonly system: System }
}

/** A decision about access that is already there. */
export interface WorldRecertification {
  readonly principal: string
  readonly entitlement: string
  readonly decision: 'keep' | 'revoke'
  readonly until?: string
  readonly decider: string
  readonly decidedAt: string
}

/** Tickets and the access that belongs to them, and what was decided about it afterwards. */
export interface Affair {
  readonly tickets: readonly Ticket[]
  readonly grants: readonly WorldGrant[]
  readonly recertifications?: readonly WorldRecertification[]
}

/** What a finding, or the lack of one, is about. */
export interface About {
  readonly principal?: string
  readonly account?: string
  readonly entitlement?: string
  readonly system?: System
  readonly counterpart?: string
}

/** The one finding of a kind that the small world raises, and why. */
export interface Reason {
  readonly kind: FindingKind
  readonly about: About
  readonly tickets: readonly string[]
  /** One sentence. */
  readonly why: string
  /** The night that first shows it. */
  readonly seen: NightNumber
  /** Where it stands after the third night. */
  readonly state: FindingState
}

/** Something that looks like a finding and is none, and why. */
export interface NearMiss {
  readonly what: string
  readonly about: About
  /** One sentence. */
  readonly why: string
}

/** An affair that raises one finding. */
export interface RaisingAffair extends Affair {
  readonly reason: Reason
}

/** An affair that must not raise anything. */
export interface QuietAffair extends Affair {
  readonly nearMiss: NearMiss
}
