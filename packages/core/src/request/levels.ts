import type { Asked } from './asked.ts'

/**
 * The level that a request comes down to. A change that names none keeps the one that is held; where nobody can tell
 * which that is, it may be the highest.
 */
export function askedLevel({ request, entitlement, held }: Asked): string | undefined {
  const levels = entitlement?.levels ?? []
  if (request.level !== undefined || levels.length === 0) return request.level
  let highest = -1
  for (const it of held ?? []) {
    if (it.entitlement !== request.entitlement) continue
    const rank = it.level === undefined ? -1 : levels.indexOf(it.level)
    if (rank < 0) return levels.at(-1)
    highest = Math.max(highest, rank)
  }
  return levels.at(highest)
}

/** Says whether a held level is at least an asked one. One that the catalogue does not order is only equal to itself. */
export function reachesLevel(held: string | undefined, asked: string | undefined, { entitlement }: Asked): boolean {
  if (asked === undefined || held === asked) return true
  const levels = entitlement?.levels ?? []
  const [heldRank, askedRank] = [held === undefined ? -1 : levels.indexOf(held), levels.indexOf(asked)]
  return askedRank >= 0 && heldRank >= askedRank
}
