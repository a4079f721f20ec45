import type { KeptSubject } from '../measure/kpi/kept-subject.ts'
import type { KpiScope, PastNight } from '../measure/kpi/kpi-scope.ts'
import { createKpiTally, type KpiResult } from '../measure/kpi/kpi-tally.ts'
import type { RequestLine } from '../model/request.ts'
import type { Sighting } from '../night/observe.ts'
import { defaultPolicy } from '../policy/policy.ts'
import { day } from './day.ts'
import { anEntitlement, bookOf } from './entitlement.ts'
import { aPerson, directoryOf } from './person.ts'

/** The night of day 31, for which every source was read completely, unless told otherwise. */
export function aPastNight(given: Partial<PastNight> = {}): PastNight {
  const sources = ['requests', 'access', 'people'].map((reads) => ({ reads, complete: true }))
  return { at: day(31), sources, measures: {}, findings: {}, ...given }
}

/** The period from day 1 to day 31, with one night at its end; `prod` was first read completely on day 2. */
export function aScopeOfKpis(given: Partial<KpiScope> = {}): KpiScope {
  const night = aPastNight()
  return {
    period: { from: day(1), until: day(31) },
    until: day(31),
    nights: [night],
    lastNight: night,
    policy: defaultPolicy,
    entitlements: bookOf(anEntitlement('deploy')),
    directory: directoryOf(aPerson('alice'), aPerson('bob')),
    firstComplete: new Map([['prod', day(2)]]),
    exceptions: [],
    ...given,
  }
}

/** What is kept about alice, unless told otherwise: some lines, and what was seen on her account on `prod`. */
export function keptOf(
  lines: readonly RequestLine[],
  sightings: readonly Sighting[] = [],
  given: Partial<KeptSubject> = {},
): KeptSubject {
  return {
    subject: { type: 'principal', principal: 'alice' },
    lines: lines.map((line) => ({ line })),
    accounts: [{ system: 'prod', sightings }],
    findings: [],
    ...given,
  }
}

/** The figures of a period with some subjects. */
export function kpisOf(kept: readonly KeptSubject[], scope: KpiScope = aScopeOfKpis()): KpiResult {
  const tally = createKpiTally(scope)
  for (const each of kept) tally.add(each)
  return tally.result()
}
