import type { Duration } from '../time/duration.ts'

/** Waiting times before a time-based kind is claimed. */
export interface Grace {
  readonly provision: Duration
  readonly removal: Duration
  readonly expiry: Duration
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
}

const dayMs = 86_400_000

/** What holds where a policy file says nothing. */
export const defaultPolicy: Policy = {
  zone: 'UTC',
  grace: { provision: dayMs, removal: dayMs, expiry: 0 },
  hold: { share: 0.2, minimum: 50 },
  correlation: ['account', 'account-any-system', 'principal'],
}
