import {
  asOf,
  type EntitlementBook,
  foldLines,
  type HeldAccess,
  type Instant,
  type RequestLine,
  type Sighting,
} from '@ticketbound/core'

/** One account of a principal, with what is remembered of it. */
export interface KeptAccount {
  readonly system: string
  readonly sightings: readonly Sighting[]
}

/**
 * What a principal held when the last night looked: what its accounts show, and until when the closed tickets give it.
 * A level that was not kept is left out, which proves no level.
 */
export function heldAccess(
  accounts: readonly KeptAccount[],
  lines: readonly RequestLine[],
  book: EntitlementBook,
  at: Instant,
): readonly HeldAccess[] {
  const ends = endsOf(lines, at)
  const held = new Map<string, HeldAccess>()
  for (const { system, sightings } of accounts) {
    for (const { entitlement: native, lastSeenAt, levels } of sightings) {
      const entitlement = lastSeenAt === undefined ? book.idOf(system, native) : undefined
      if (entitlement === undefined) continue
      const expiresAt = ends.get(entitlement)
      for (const level of levels === undefined || levels.length === 0 ? [undefined] : levels) {
        held.set(`${entitlement}\u0000${level ?? ''}`, {
          entitlement,
          ...(level !== undefined && { level }),
          ...(expiresAt !== undefined && { expiresAt }),
        })
      }
    }
  }
  return [...held.values()]
}

/** When the access that the tickets give ends, or ended, by entitlement. */
function endsOf(lines: readonly RequestLine[], at: Instant): ReadonlyMap<string, Instant> {
  const ends = new Map<string, Instant>()
  for (const [entitlement, own] of byEntitlement(lines, at)) {
    const expected = foldLines(own, at)
    if (expected.state === 'expired') ends.set(entitlement, expected.since)
    if (expected.state === 'present' && expected.expiresAt !== undefined) ends.set(entitlement, expected.expiresAt)
  }
  return ends
}

/** What the tickets that were closed by then gave a principal: of a day gone by nothing else is remembered. */
export function promisedAccess(lines: readonly RequestLine[], at: Instant): readonly HeldAccess[] {
  return [...byEntitlement(lines, at)].flatMap(([entitlement, own]) => {
    const expected = foldLines(own, at)
    if (expected.state !== 'present') return []
    const { level, expiresAt } = expected
    return [{ entitlement, ...(level !== undefined && { level }), ...(expiresAt !== undefined && { expiresAt }) }]
  })
}

function byEntitlement(lines: readonly RequestLine[], at: Instant): ReadonlyMap<string, readonly RequestLine[]> {
  const grouped = new Map<string, RequestLine[]>()
  for (const line of lines) {
    const then = asOf(line, at)
    if (then === undefined) continue
    const same = grouped.get(then.entitlement)
    if (same) same.push(then)
    else grouped.set(then.entitlement, [then])
  }
  return grouped
}
