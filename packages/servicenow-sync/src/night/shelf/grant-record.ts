import type { Grant, SeenGrant, SnapshotPlace } from '@ticketbound/core'
import { betweenFields, type Draft, packed, packedList, parseList } from './packed.ts'

/** One grant as it lies on the shelf, with the number of its account. */
export interface ShelvedGrant {
  readonly account: number
  readonly grant: SeenGrant
}

/** Writes a grant for the shelf. */
export function toGrantRecord(grant: Grant, account: number, file: number, line: number): string {
  const { entitlement, level, grantedAt, expiresAt, credentialRotatedAt, via } = grant
  return [
    account,
    file,
    line,
    entitlement,
    packed(level),
    packed(grantedAt),
    packed(expiresAt),
    packedList(via, String),
    packed(credentialRotatedAt),
  ].join(betweenFields)
}

/** Reads a grant back; `placeOf` gives the names of its source and file. */
export function parseGrantRecord(
  record: string,
  accountName: (id: number) => string,
  placeOf: (file: number, line: number) => SnapshotPlace,
): ShelvedGrant {
  const [id, file, line, entitlement = '', level, grantedAt, expiresAt, via, rotatedAt] = record.split(betweenFields)
  const account = Number(id)
  const grant: Draft<SeenGrant> = {
    account: accountName(account),
    entitlement,
    place: placeOf(Number(file), Number(line)),
  }
  if (level) grant.level = level
  if (grantedAt) grant.grantedAt = Number(grantedAt)
  if (expiresAt) grant.expiresAt = Number(expiresAt)
  if (via) grant.via = parseList(via, String)
  if (rotatedAt) grant.credentialRotatedAt = Number(rotatedAt)
  return { account, grant }
}
