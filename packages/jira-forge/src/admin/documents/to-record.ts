import { canonicalJson, type Json } from '@ticketbound/core'
import type { DocumentRecord } from './document-reading.ts'

/** Makes a record of an object's fields: texts as they are, everything else as canonical JSON; what is absent is left out. */
export function toRecord(object: object): DocumentRecord {
  const record: Record<string, string> = Object.create(null)
  for (const [field, value] of Object.entries(object)) {
    if (value !== undefined) record[field] = typeof value === 'string' ? value : canonicalJson(value as Json)
  }
  return record
}
