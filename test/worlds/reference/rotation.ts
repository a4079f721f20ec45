import type { ReferenceClaim } from './claims.ts'
import { grantedAtOf, materialOf } from './material.ts'
import { type Holding, holdingsOf, type NightFacts, principalsOf, rowsOf } from './night-facts.ts'
import { isActive, personOf } from './people.ts'

/** One for each account of an active service or agent, by the shortest of the intervals that have passed. */
export function overdueRotations(facts: NightFacts): readonly ReferenceClaim[] {
  const { world, people, at } = facts
  return principalsOf(facts).flatMap((principal) => {
    const kind = personOf(people, principal)?.kind ?? 'human'
    if (kind === 'human' || !isActive(people, principal, at)) return []
    const late = (world.catalogue ?? []).flatMap(({ id, rotate }) =>
      rotate === undefined
        ? []
        : holdingsOf(facts, principal, id)
            .filter((holding) => at >= renewedAt(facts, id, holding) + rotate + world.grace.rotation)
            .map((holding) => ({ id, rotate, holding })),
    )
    const places = new Map(late.map(({ holding }) => [JSON.stringify([holding.system, holding.account]), holding]))
    return [...places.values()].flatMap(({ system, account }): readonly ReferenceClaim[] => {
      const [first] = late
        .filter(({ holding }) => holding.system === system && holding.account === account)
        .sort((a, b) => a.rotate - b.rotate || (a.id < b.id ? -1 : 1))
      if (first === undefined) return []
      const material = materialOf(facts, first.id, first.holding.rows)
      return [{ kind: 'rotation-overdue', principal, account, entitlement: first.id, system, facts: material }]
    })
  })
}

/** The latest renewal that the account's lines tell; else since when it holds this, as told or as seen. */
function renewedAt(facts: NightFacts, entitlement: string, { system, account, rows }: Holding): number {
  const lines = facts.tonight.filter((it) => it.system === system).flatMap(({ grants }) => grants)
  const told = lines
    .filter((line) => line.account === account)
    .flatMap(({ credentialRotatedAt }) => credentialRotatedAt ?? [])
  if (told.length > 0) return Math.max(...told)
  const seen = facts.snapshots.find(
    (snapshot) => snapshot.system === system && rowsOf(facts, snapshot, account, entitlement).length > 0,
  )
  return grantedAtOf(rows) ?? seen?.at ?? facts.at
}
