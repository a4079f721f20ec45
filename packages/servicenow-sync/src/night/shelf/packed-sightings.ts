import type { Sighting } from '@ticketbound/core'
import { betweenParts, type Draft, packed, packedIds, packedList, parseIds, parseList } from './packed.ts'

/** Packs what is remembered of one account into one text. */
export function packSightings(sightings: readonly Sighting[]): string {
  return packedList(sightings, ({ entitlement, firstSeenAt, lastSeenAt, lackedAt, levels }) =>
    [entitlement, firstSeenAt, packed(lastSeenAt), packed(lackedAt), packedIds(levels)].join(betweenParts),
  )
}

/** Reads what is remembered of one account; what older versions wrote has no levels. */
export function parseSightings(text: string): readonly Sighting[] {
  return parseList(text, (entry) => {
    const [entitlement = '', firstSeenAt, lastSeenAt, lackedAt, levels] = entry.split(betweenParts)
    const sighting: Draft<Sighting> = { entitlement, firstSeenAt: Number(firstSeenAt) }
    if (lastSeenAt) sighting.lastSeenAt = Number(lastSeenAt)
    if (lackedAt) sighting.lackedAt = Number(lackedAt)
    if (levels) sighting.levels = parseIds(levels)
    return sighting
  })
}
