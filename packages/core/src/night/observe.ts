import type { Instant } from '../time/instant.ts'
import type { ScopeNight } from './night.ts'

/**
 * What is remembered of one account holding one entitlement (by the system's own name).
 * `lastSeenAt` is absent while the latest snapshot of the scope holds it, so that a night in which nothing changes
 * has nothing to write.
 */
export interface Sighting {
  readonly entitlement: string
  readonly firstSeenAt: Instant
  readonly lastSeenAt?: Instant
  /** The latest complete snapshot that lacked it and was followed by one that held it. */
  readonly lackedAt?: Instant
}

/** When the first of some sightings was; `otherwise` where nothing is remembered or all of it is later. */
export function earliestSighting(sightings: readonly Sighting[], otherwise: Instant): Instant {
  let earliest = otherwise
  for (const { firstSeenAt } of sightings) if (firstSeenAt < earliest) earliest = firstSeenAt
  return earliest
}

/** Brings what is remembered of one account up to tonight's snapshot. Gives the very same array when nothing changed. */
export function observe(known: readonly Sighting[], seen: ReadonlySet<string>, scope: ScopeNight): readonly Sighting[] {
  if (!scope.read) return known
  const isKnown = new Set<string>()
  let changed = false
  const now = known.map((sighting) => {
    isKnown.add(sighting.entitlement)
    const next = seen.has(sighting.entitlement) ? held(sighting, scope) : missed(sighting, scope)
    if (next !== sighting) changed = true
    return next
  })
  for (const entitlement of seen) {
    if (isKnown.has(entitlement)) continue
    changed = true
    now.push({ entitlement, firstSeenAt: scope.at, ...lacked(scope.previousCompleteAt) })
  }
  return changed ? now : known
}

function held(sighting: Sighting, scope: ScopeNight): Sighting {
  if (sighting.lastSeenAt === undefined) return sighting
  const { entitlement, firstSeenAt, lastSeenAt, lackedAt } = sighting
  const between = scope.previousCompleteAt !== undefined && scope.previousCompleteAt > lastSeenAt
  return { entitlement, firstSeenAt, ...lacked(between ? scope.previousCompleteAt : lackedAt) }
}

function missed(sighting: Sighting, scope: ScopeNight): Sighting {
  if (sighting.lastSeenAt !== undefined) return sighting
  return { ...sighting, lastSeenAt: scope.previousAt ?? sighting.firstSeenAt }
}

function lacked(at: Instant | undefined): { readonly lackedAt?: Instant } {
  return at === undefined ? {} : { lackedAt: at }
}
