import type { PrincipalKind } from '../model/person.ts'
import type { Duration } from '../time/duration.ts'
import type { Instant } from '../time/instant.ts'
import type { ApprovalRule, Risk } from './catalogue.ts'

/** Waiting times before a time-based kind is claimed. */
export interface Grace {
  readonly provision: Duration
  readonly removal: Duration
  readonly expiry: Duration
  readonly recertification: Duration
  readonly rotation: Duration
}

/** What was agreed about how long things take. What takes longer is late, and counted as such. */
export interface ServiceLevels {
  /** From asking to the final decision. */
  readonly approval: Duration
  /** From the final approval to the access. */
  readonly fulfilment: Duration
  /** From an end, a departure or a revocation to the access being gone. */
  readonly removal: Duration
}

/** How long before a date people are told of it. */
export interface Warnings {
  readonly expiry: Duration
  readonly recertification: Duration
}

/** A source whose requests must pass the gate, and since when. */
export interface GateRule {
  readonly source: string
  readonly since: Instant
}

/** Some entitlements that some principals hold by design: their grants need no ticket. */
export interface BirthrightRule {
  readonly entitlements: readonly string[]
  /** Absent: every kind. */
  readonly kinds?: readonly PrincipalKind[]
  /** Any one of these roles; absent: whatever the role. */
  readonly roles?: readonly string[]
}

/** When a night is held for a person to look at: more changed findings in a scope than both of these allow. */
export interface HoldRule {
  /** Share of the scope's grants, 0 to 1. */
  readonly share: number
  readonly minimum: number
}

/**
 * One way of telling whose an account is, tried in order; the first that matches decides.
 * `account`: a person's account on this system. `account-any-system`: a person's account named without a system.
 * `principal`: the account is the principal's id. `id:NAME`: the account is that identifier, such as `id:mail`.
 */
export type CorrelationTier = 'account' | 'account-any-system' | 'principal' | `id:${string}`

/** The rules that hold for every entitlement. */
export interface Policy {
  /** The IANA zone in which bare dates end. */
  readonly zone: string
  readonly grace: Grace
  /** Absent where holding is switched off. */
  readonly hold?: HoldRule
  readonly correlation: readonly CorrelationTier[]
  /** Who must approve, by risk, where the catalogue does not say. */
  readonly approvals: Readonly<Partial<Record<Risk, ApprovalRule>>>
  /** The longest time that a request may ask for, by the kind of its principal; the catalogue's may be shorter. */
  readonly maxDuration: Readonly<Partial<Record<PrincipalKind, Duration>>>
  /** The fewest characters that a justification may have; 0 asks for none. */
  readonly justification: number
  /** The longest time for which an exception may excuse a broken rule. */
  readonly maxException: Duration
  readonly levels: ServiceLevels
  readonly warnings: Warnings
  readonly gates: readonly GateRule[]
  readonly birthrights: readonly BirthrightRule[]
}

const dayMs = 86_400_000

/** What holds where a policy file says nothing. */
export const defaultPolicy: Policy = {
  zone: 'UTC',
  grace: { provision: dayMs, removal: dayMs, expiry: 0, recertification: 0, rotation: 0 },
  hold: { share: 0.2, minimum: 50 },
  correlation: ['account', 'account-any-system', 'principal'],
  approvals: {},
  maxDuration: { service: 365 * dayMs, agent: 90 * dayMs },
  justification: 10,
  maxException: 365 * dayMs,
  levels: { approval: 3 * dayMs, fulfilment: dayMs, removal: dayMs },
  warnings: { expiry: 14 * dayMs, recertification: 14 * dayMs },
  gates: [],
  birthrights: [],
}
