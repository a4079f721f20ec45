import type { ReferenceClaim } from './claims.ts'
import { highestOf } from './material.ts'
import { holdingsOf, type NightFacts, principalsOf } from './night-facts.ts'

/** One for each two entitlements of one principal of which either side says that nobody may hold both. */
export function conflicts(facts: NightFacts): readonly ReferenceClaim[] {
  const catalogue = facts.world.catalogue ?? []
  const pairs = catalogue.flatMap((a) =>
    catalogue
      .filter((b) => a.id < b.id && (a.conflicts.includes(b.id) || b.conflicts.includes(a.id)))
      .map((b) => [a.id, b.id] as const),
  )
  return principalsOf(facts).flatMap((principal) =>
    pairs.flatMap(([entitlement, counterpart]): readonly ReferenceClaim[] => {
      const held = highestOf(facts, entitlement, holdingsOf(facts, principal, entitlement))
      const beside = highestOf(facts, counterpart, holdingsOf(facts, principal, counterpart))
      if (held === undefined || beside === undefined) return []
      return [
        {
          kind: 'separation-of-duties',
          principal,
          entitlement,
          system: held.holding.system,
          counterpart,
          restsOn: [held.holding.system, beside.holding.system],
          facts: { ...held.material, other: beside.material },
        },
      ]
    }),
  )
}
