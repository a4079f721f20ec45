import type { Grant } from '../model/grant.ts'
import type { EntitlementBook } from '../policy/entitlement-book.ts'
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
  /** The levels at which the latest snapshot that held it shows it, each once; absent where that was not kept. */
  readonly levels?: readonly string[]
}

/** What tonight's snapshot shows of one account: the levels of each name that it holds, each once and in order. */
export type SeenLevels = ReadonlyMap<string, readonly string[]>

const noLevels: readonly string[] = []

/** Gathers what a snapshot shows of one account. */
export function seenLevels(grants: readonly Pick<Grant, 'entitlement' | 'level'>[]): SeenLevels {
  const seen = new Map<string, readonly string[]>()
  for (const { entitlement, level } of grants) {
    const known = seen.get(entitlement) ?? noLevels
    if (level === undefined || known.includes(level)) seen.set(entitlement, known)
    else seen.set(entitlement, known.length === 0 ? [level] : [...known, level].sort())
  }
  return seen
}

/** When the first of some sightings was; `otherwise` where nothing is remembered or all of it is later. */
export function earliestSighting(sightings: readonly Sighting[], otherwise: Instant): Instant {
  let earliest = otherwise
  for (const { firstSeenAt } of sightings) if (firstSeenAt < earliest) earliest = firstSeenAt
  return earliest
}

/** What is remembered of one entitlement that a system has two names for, taken together. */
export function joinSightings(a: Sighting, b: Sighting): Sighting {
  const lackedAt = a.lackedAt === undefined || (b.lackedAt ?? 0) > a.lackedAt ? b.lackedAt : a.lackedAt
  return { entitlement: a.entitlement, firstSeenAt: Math.min(a.firstSeenAt, b.firstSeenAt), ...lacked(lackedAt) }
}

/** What a system's names stand for: two names of one entitlement stand in for each other. */
export type Names = Pick<EntitlementBook, 'idOf'>

/** Brings what is remembered of one account up to tonight's snapshot. Gives the very same array when nothing changed. */
export function observe(
  known: readonly Sighting[],
  seen: SeenLevels,
  scope: ScopeNight,
  names: Names,
): readonly Sighting[] {
  if (!scope.read) return known
  const lackedBefore = whenLacked(known, scope, names)
  const isKnown = new Set<string>()
  let changed = false
  const now = known.map((sighting) => {
    isKnown.add(sighting.entitlement)
    const levels = seen.get(sighting.entitlement)
    const next = levels === undefined ? missed(sighting, scope) : held(sighting, levels, lackedBefore)
    if (next !== sighting) changed = true
    return next
  })
  for (const [entitlement, levels] of seen) {
    if (isKnown.has(entitlement)) continue
    changed = true
    now.push({ entitlement, firstSeenAt: scope.at, ...lacked(lackedBefore(entitlement)), levels })
  }
  return changed ? now : known
}

/** Tells of a name that comes (back) tonight whether the last complete snapshot lacked its entitlement, and when. */
function whenLacked(
  known: readonly Sighting[],
  scope: ScopeNight,
  names: Names,
): (native: string) => Instant | undefined {
  const { previousCompleteAt } = scope
  let lastHeld: ReadonlyMap<string, Instant> | undefined
  return (native) => {
    lastHeld ??= lastHeldById(known, scope, names)
    const heldAt = lastHeld.get(idOf(native, scope, names))
    return previousCompleteAt !== undefined && (heldAt === undefined || previousCompleteAt > heldAt)
      ? previousCompleteAt
      : undefined
  }
}

function lastHeldById(known: readonly Sighting[], scope: ScopeNight, names: Names): ReadonlyMap<string, Instant> {
  const lastHeld = new Map<string, Instant>()
  for (const { entitlement, firstSeenAt, lastSeenAt } of known) {
    const id = idOf(entitlement, scope, names)
    const heldAt = lastSeenAt ?? scope.previousAt ?? firstSeenAt
    lastHeld.set(id, Math.max(heldAt, lastHeld.get(id) ?? heldAt))
  }
  return lastHeld
}

function idOf(native: string, { system }: ScopeNight, names: Names): string {
  return names.idOf(system, native) ?? native
}

function held(
  sighting: Sighting,
  levels: readonly string[],
  lackedBefore: (native: string) => Instant | undefined,
): Sighting {
  if (sighting.lastSeenAt === undefined) return isSame(levels, sighting.levels) ? sighting : { ...sighting, levels }
  const { entitlement, firstSeenAt, lackedAt } = sighting
  return { entitlement, firstSeenAt, ...lacked(lackedBefore(entitlement) ?? lackedAt), levels }
}

function isSame(levels: readonly string[], known: readonly string[] | undefined): boolean {
  return known !== undefined && levels.length === known.length && levels.every((level, at) => level === known[at])
}

function missed(sighting: Sighting, scope: ScopeNight): Sighting {
  if (sighting.lastSeenAt !== undefined) return sighting
  return { ...sighting, lastSeenAt: scope.previousAt ?? sighting.firstSeenAt }
}

function lacked(at: Instant | undefined): { readonly lackedAt?: Instant } {
  return at === undefined ? {} : { lackedAt: at }
}
