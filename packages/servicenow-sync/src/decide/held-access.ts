import {
  asOf,
  type EntitlementBook,
  type Expectation,
  foldLines,
  type HeldAccess,
  type Instant,
  type KeptAccount,
  type Recertification,
  type RequestLine,
} from '@ticketbound/core'

/** What was decided about somebody's access, by tickets and by those who confirm it or take it away. */
export interface Decisions {
  readonly lines: readonly RequestLine[]
  /** Those that count. */
  readonly revocations: readonly Recertification[]
}

/**
 * What a principal held when the last night looked: what its accounts show, and until when the closed tickets give it.
 * A level that was not kept is left out, which proves no level.
 */
export function heldAccess(
  accounts: readonly KeptAccount[],
  decisions: Decisions,
  book: EntitlementBook,
  at: Instant,
): readonly HeldAccess[] {
  const ends = endsOf(decisions, at)
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
function endsOf(decisions: Decisions, at: Instant): ReadonlyMap<string, Instant> {
  const ends = new Map<string, Instant>()
  for (const [entitlement, expected] of expectations(decisions, at)) {
    // What was revoked is held no longer than until then, though it may still be there.
    if (expected.state === 'expired' || expected.state === 'removed') ends.set(entitlement, expected.since)
    if (expected.state === 'present' && expected.expiresAt !== undefined) ends.set(entitlement, expected.expiresAt)
  }
  return ends
}

/** What the tickets that were closed by then gave a principal: of a day gone by nothing else is remembered. */
export function promisedAccess(decisions: Decisions, at: Instant): readonly HeldAccess[] {
  return [...expectations(decisions, at)].flatMap(([entitlement, expected]) => {
    if (expected.state !== 'present') return []
    const { level, expiresAt } = expected
    return [{ entitlement, ...(level !== undefined && { level }), ...(expiresAt !== undefined && { expiresAt }) }]
  })
}

function* expectations({ lines, revocations }: Decisions, at: Instant): Generator<readonly [string, Expectation]> {
  for (const [entitlement, own] of byEntitlement(lines, at)) {
    const revoked = revocations.filter((it) => it.entitlement === entitlement && it.decidedAt <= at)
    yield [entitlement, foldLines(own, at, revoked)]
  }
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
