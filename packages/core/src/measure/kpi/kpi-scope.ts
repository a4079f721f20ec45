import type { FindingKind } from '../../finding/kinds.ts'
import type { PolicyException } from '../../model/exception.ts'
import type { Directory } from '../../people/directory.ts'
import type { EntitlementBook } from '../../policy/entitlement-book.ts'
import type { Policy } from '../../policy/policy.ts'
import type { Instant } from '../../time/instant.ts'
import type { Period } from '../../time/period.ts'
import type { Measures } from '../measures.ts'

/** What a night that is over left for the figures of a period. */
export interface PastNight {
  readonly at: Instant
  readonly sources: readonly { readonly reads: string; readonly complete: boolean }[]
  /** A night of an earlier version can lack some. */
  readonly measures: Partial<Measures>
  readonly findings: Readonly<Partial<Record<FindingKind, { readonly open: number }>>>
}

/** Everything about a period that does not depend on whose access is looked at. */
export interface KpiScope {
  readonly period: Period
  /** The last moment of the period that anything is known of: its end, or the last night where that was earlier. */
  readonly until: Instant
  /** The nights that look back on the period: later than its start, and no later than its end. Oldest first. */
  readonly nights: readonly PastNight[]
  /** The last night there was, in the period or not: what is kept was read by then. */
  readonly lastNight: PastNight
  readonly policy: Policy
  readonly entitlements: EntitlementBook
  readonly directory: Directory
  /** When each system was first read completely; a system that never was is not here. */
  readonly firstComplete: ReadonlyMap<string, Instant>
  readonly exceptions: Iterable<PolicyException>
}

/** Says whether something that a ticket dates happened in the period, as far as it is known. */
export function isInPeriod(at: Instant, { period, until }: KpiScope): boolean {
  return period.from <= at && at < period.until && at <= until
}

/** Says whether a night that found something looks back on the period: the midnight that ends a month belongs to it. */
export function isFoundInPeriod(at: Instant, { period }: KpiScope): boolean {
  return period.from < at && at <= period.until
}

/** The last moment that belongs to the period, as far as it is known: its end itself does not. */
export function lastMoment({ period, until }: KpiScope): Instant {
  return Math.min(until, period.until - 1)
}
