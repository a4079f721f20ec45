import type { Asked } from './asked.ts'
import { askedLevel, reachesLevel } from './levels.ts'

/** Whether a peer of an agent holds what it asks for; `not-asked` of others than agents. */
export type PeerAccess = 'held' | 'not-held' | 'unknown' | 'not-asked'

/** Tells whether at least one peer who counts, an active human, holds what an agent asks for at that level or above. */
export function heldByPeers(asked: Asked): PeerAccess {
  const { forAccess, principalKind, person, people, surroundings, request, now } = asked
  if (!forAccess || principalKind !== 'agent' || asked.entitlement === undefined) return 'not-asked'
  const level = askedLevel(asked)
  let access: PeerAccess = 'not-held'
  for (const name of person?.peers ?? []) {
    const peer = people.resolve(name)
    if (peer === undefined || !people.isActiveHuman(peer, now)) continue
    const held = surroundings.heldBy(peer)
    if (held === undefined) access = 'unknown'
    else if (
      held.some(
        (it) =>
          it.entitlement === request.entitlement &&
          (it.expiresAt === undefined || now < it.expiresAt) &&
          reachesLevel(it.level, level, asked),
      )
    )
      return 'held'
  }
  return access
}
