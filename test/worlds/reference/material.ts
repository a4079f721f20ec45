import type { Grant, MaterialFacts } from '@ticketbound/core'
import { isDirect } from './access.ts'
import { type Holding, type NightFacts, rankOf } from './night-facts.ts'

/**
 * What an acceptance of a finding about some snapshot lines is bound to: the highest level that any line shows, and
 * the path and the latest end of the direct lines, or of all where none is direct.
 */
export function materialOf(facts: NightFacts, entitlement: string, rows: readonly Grant[]): MaterialFacts {
  const rank = (row: Grant) => rankOf(facts, entitlement, row.level)
  const highest = [...rows].sort((a, b) => rank(b) - rank(a) || ((b.level ?? '') < (a.level ?? '') ? -1 : 1))[0]
  const lines = decisive(rows)
  const paths = lines.flatMap(({ via }) => (via && via.length > 0 ? [via] : []))
  const path = paths.sort((a, b) => a.length - b.length || (a.join('\n') < b.join('\n') ? -1 : 1))[0]
  const ends = lines.map(({ expiresAt }) => expiresAt ?? Number.POSITIVE_INFINITY)
  const end = Math.max(...ends)
  return {
    ...(highest?.level !== undefined && { level: highest.level }),
    ...(highest && rank(highest) >= 0 && { rank: rank(highest) }),
    ...(path && { path }),
    ...(end < Number.POSITIVE_INFINITY && { expiresAt: end }),
  }
}

/** The holding with the highest level, the first of several that are as high, and what it is bound to. */
export function highestOf(
  facts: NightFacts,
  entitlement: string,
  holdings: readonly Holding[],
): { readonly holding: Holding; readonly material: MaterialFacts } | undefined {
  const [first, ...others] = holdings.map((holding) => ({
    holding,
    material: materialOf(facts, entitlement, holding.rows),
  }))
  if (first === undefined) return undefined
  return others.reduce((a, b) => ((b.material.rank ?? -1) > (a.material.rank ?? -1) ? b : a), first)
}

/** When the system says it was granted: the earliest that it says of the direct lines, or of all where none is direct. */
export function grantedAtOf(rows: readonly Grant[]): number | undefined {
  return decisive(rows)
    .flatMap(({ grantedAt }) => grantedAt ?? [])
    .sort((a, b) => a - b)[0]
}

function decisive(rows: readonly Grant[]): readonly Grant[] {
  const direct = rows.filter(isDirect)
  return direct.length > 0 ? direct : rows
}
