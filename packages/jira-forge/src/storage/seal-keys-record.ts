import { formatInstant, type KeyRing, readKeyRing, type SealKey } from '@ticketbound/core'
import * as v from 'valibot'
import { unreadable } from './storage-failure.ts'
import { fromStoredJson, toStoredJson } from './stored-json.ts'
import type { EntityPlace } from './versioned-entity.ts'

/** Where the public keys are kept. */
export const keysPlace: EntityPlace = { entity: 'record', key: 'seal-keys', what: 'the public keys' }

/** Reads the stored keys, which stand there as in `seal-keys.json`; without any, none were made. */
export function readRing(body: string | undefined): KeyRing {
  if (body === undefined) return new Map()
  const reading = readKeyRing(fromStoredJson(v.unknown(), body, keysPlace.what))
  if (!reading.ok) throw unreadable(keysPlace.what)
  return reading.value
}

/** Writes keys as `seal-keys.json` has them. */
export function toStoredRing(keys: Iterable<SealKey>): string {
  return toStoredJson({ keys: [...keys].map(toEntry) })
}

function toEntry({ kid, key, status, retiredAt }: SealKey): object {
  return { kid, ...key, status, ...(retiredAt !== undefined && { retiredAt: formatInstant(retiredAt) }) }
}
