import { gunzipSync, gzipSync } from 'node:zlib'
import type { Json } from '@ticketbound/core'

/**
 * Packs plain data to be read at every transition: parsing YAML takes a hundred times as long as parsing JSON, and the
 * platform counts what is read in units of 10 KB.
 */
export function pack(document: Json): string {
  return gzipSync(JSON.stringify(document)).toString('base64')
}

/** Unpacks plain data; `undefined` where it was damaged, which the check within the packing shows. */
export function unpack(packed: string): Json | undefined {
  try {
    return JSON.parse(gunzipSync(Buffer.from(packed, 'base64')).toString('utf8')) as Json
  } catch {
    return undefined
  }
}
