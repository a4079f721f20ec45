import {
  type Catalogue,
  createDirectory,
  createKpiTally,
  type Directory,
  everyNameItself,
  type Instant,
  type KpiResult,
  type KpiScope,
  type Period,
  type Policy,
} from '@ticketbound/core'
import { entitlementBookOf } from '../night/load/entitlement-book-of.ts'
import type { NightResult } from '../night/night-result.ts'
import type { Store } from '../store/store.ts'
import { keptSubjects } from './kept-subjects.ts'

/** What the figures of a period are computed from, beside the store. */
export interface KpiInput {
  readonly period: Period
  readonly policy: Policy
  readonly catalogue: Catalogue | undefined
}

/** The figures of a period, and up to when anything is known of it. */
export interface PeriodKpis extends KpiResult {
  readonly period: Period
  readonly until: Instant
  /** How many nights look back on the period. */
  readonly nights: number
}

/** Computes the figures of a period from what the nights kept. There must have been a night, `lastNight`. */
export function computeKpis(store: Store, lastNight: NightResult, input: KpiInput): PeriodKpis {
  const scope = scopeOf(store, lastNight, input)
  const tally = createKpiTally(scope)
  for (const kept of keptSubjects(store.night)) tally.add(kept)
  const { period, until, nights } = scope
  return { period, until, nights: nights.length, ...tally.result() }
}

function scopeOf(store: Store, lastNight: NightResult, { period, policy, catalogue }: KpiInput): KpiScope {
  const scopes = [...store.night.scopes()]
  return {
    period,
    until: Math.min(period.until, lastNight.at),
    nights: nightsOf(store, period),
    lastNight,
    policy,
    entitlements: entitlementBookOf(
      scopes.map(({ system }) => system),
      store.night,
      catalogue,
    ),
    directory: directoryOf(store, lastNight, policy),
    firstComplete: new Map(
      scopes.flatMap(({ system, firstCompleteAt }) =>
        firstCompleteAt === undefined ? [] : [[system, firstCompleteAt] as const],
      ),
    ),
    exceptions: store.exceptions(),
  }
}

/** A night on hold, or discarded, concluded nothing. */
function nightsOf(store: Store, { from, until }: Period): readonly NightResult[] {
  const nights: NightResult[] = []
  for (const night of store.nights()) {
    if (from < night.at && night.at <= until && night.held === null) nights.push(night)
  }
  return nights
}

function directoryOf(store: Store, { sources }: NightResult, { correlation }: Policy): Directory {
  if (!sources.some(({ reads }) => reads === 'people')) return everyNameItself
  return createDirectory(store.night.people(), correlation)
}
