import type { Grant, SeenGrant, Sighting, SnapshotPlace } from '@ticketbound/core'

type GrantFields = readonly [
  account: number,
  entitlement: string,
  level: string | null,
  grantedAt: number | null,
  expiresAt: number | null,
  via: readonly string[] | null,
  file: number,
  line: number,
]

/** One grant as it lies on the shelf, with the number of its account. */
export interface ShelvedGrant {
  readonly account: number
  readonly grant: SeenGrant
}

/** Writes a grant for the shelf. */
export function toGrantRecord(grant: Grant, account: number, file: number, line: number): string {
  const { entitlement, level, grantedAt, expiresAt, via } = grant
  const fields: GrantFields = [
    account,
    entitlement,
    level ?? null,
    grantedAt ?? null,
    expiresAt ?? null,
    via ?? null,
    file,
    line,
  ]
  return JSON.stringify(fields)
}

/** Reads a grant back; `placeOf` gives the names of its source and file. */
export function parseGrantRecord(
  record: string,
  accountName: (id: number) => string,
  placeOf: (file: number, line: number) => SnapshotPlace,
): ShelvedGrant {
  const [account, entitlement, level, grantedAt, expiresAt, via, file, line] = JSON.parse(record) as GrantFields
  const grant: SeenGrant = {
    account: accountName(account),
    entitlement,
    ...(level !== null && { level }),
    ...(grantedAt !== null && { grantedAt }),
    ...(expiresAt !== null && { expiresAt }),
    ...(via !== null && { via }),
    place: placeOf(file, line),
  }
  return { account, grant }
}

type SightingFields = readonly [
  entitlement: string,
  firstSeenAt: number,
  lastSeenAt: number | null,
  lackedAt: number | null,
]

/** Writes what is remembered of one account. */
export function toSightingsText(sightings: readonly Sighting[]): string {
  return JSON.stringify(
    sightings.map((it): SightingFields => [it.entitlement, it.firstSeenAt, it.lastSeenAt ?? null, it.lackedAt ?? null]),
  )
}

/** Reads what is remembered of one account. */
export function parseSightings(text: string): readonly Sighting[] {
  return (JSON.parse(text) as SightingFields[]).map(([entitlement, firstSeenAt, lastSeenAt, lackedAt]) => ({
    entitlement,
    firstSeenAt,
    ...(lastSeenAt !== null && { lastSeenAt }),
    ...(lackedAt !== null && { lackedAt }),
  }))
}
