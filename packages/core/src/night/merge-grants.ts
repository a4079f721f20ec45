import type { MaterialFacts } from '../finding/finding.ts'
import { isDirect } from '../model/grant.ts'
import type { Instant } from '../time/instant.ts'
import type { SeenGrant } from './subject.ts'

/** What several snapshot lines say together of one account holding one entitlement, whatever their order. */
export interface MergedGrant {
  readonly direct: boolean
  /** The earliest that any of its lines says. */
  readonly grantedAt?: Instant
  readonly facts: MaterialFacts
  /** The line that shows it best: a direct one where there is one, and of those the one with the highest level. */
  readonly line: SeenGrant
}

/**
 * Merges the lines of one holding: its highest level by any line, and path, end and beginning by its direct lines,
 * or by all of them where none is direct. `grants` must not be empty; gives `undefined` where it is.
 */
export function mergeGrants(grants: readonly SeenGrant[], levels: readonly string[]): MergedGrant | undefined {
  const lines = grants.length > 1 && grants.some(isDirect) ? grants.filter(isDirect) : grants
  const line = highest(lines, levels)
  const top = highest(grants, levels)
  if (line === undefined || top === undefined) return undefined
  const direct = isDirect(line)
  const rank = rankOf(top, levels)
  const path = direct ? undefined : shortestPath(lines)
  const grantedAt = earliestGrant(lines)
  const expiresAt = latestEnd(lines)
  return {
    direct,
    ...(grantedAt !== undefined && { grantedAt }),
    facts: {
      ...(top.level !== undefined && { level: top.level }),
      ...(rank >= 0 && { rank }),
      ...(path && { path }),
      ...(expiresAt !== undefined && { expiresAt }),
    },
    line,
  }
}

/** The line with the highest level; levels that the catalogue does not order come by name, below all that it does. */
function highest(grants: readonly SeenGrant[], levels: readonly string[]): SeenGrant | undefined {
  let best = grants[0]
  for (const grant of grants) {
    if (best === undefined || grant === best) continue
    const step = rankOf(grant, levels) - rankOf(best, levels)
    if (step > 0 || (step === 0 && (grant.level ?? '') > (best.level ?? ''))) best = grant
  }
  return best
}

function rankOf({ level }: SeenGrant, levels: readonly string[]): number {
  return level === undefined ? -1 : levels.indexOf(level)
}

function shortestPath(grants: readonly SeenGrant[]): readonly string[] | undefined {
  let shortest = grants[0]?.via
  for (const { via } of grants) if (via && shortest && isShorter(via, shortest)) shortest = via
  return shortest
}

function isShorter(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length ? a.join('\n') < b.join('\n') : a.length < b.length
}

/** When the first of some grants was given, as far as the system says. */
export function earliestGrant(grants: readonly SeenGrant[]): Instant | undefined {
  let earliest: Instant | undefined
  for (const { grantedAt } of grants) {
    if (grantedAt !== undefined && (earliest === undefined || grantedAt < earliest)) earliest = grantedAt
  }
  return earliest
}

/** When the credential behind some grants was last renewed, as far as the system says. */
export function latestRotation(grants: readonly SeenGrant[]): Instant | undefined {
  let latest: Instant | undefined
  for (const { credentialRotatedAt } of grants) {
    if (credentialRotatedAt !== undefined && (latest === undefined || credentialRotatedAt > latest)) {
      latest = credentialRotatedAt
    }
  }
  return latest
}

/** `undefined` where one of the lines never ends: what is held then never ends either. */
function latestEnd(grants: readonly SeenGrant[]): Instant | undefined {
  let latest: Instant | undefined
  for (const { expiresAt } of grants) {
    if (expiresAt === undefined) return undefined
    if (latest === undefined || expiresAt > latest) latest = expiresAt
  }
  return latest
}
