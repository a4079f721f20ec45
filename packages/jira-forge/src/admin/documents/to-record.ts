import { canonicalJson, type Json } from '@ticketbound/core'
import type { DocumentRecord } from './document-reading.ts'

/**
 * Makes a record of an object's fields, as a page shows them: texts as they are, lists of texts with commas, everything
 * else as canonical JSON; what is absent is left out.
 */
export function toRecord(object: object): DocumentRecord {
  const record: Record<string, string> = Object.create(null)
  for (const [field, value] of Object.entries(object)) {
    if (value !== undefined) record[field] = said(value)
  }
  return record
}

function said(value: unknown): string {
  if (typeof value === 'string') return value
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value.join(', ') || 'none'
  return canonicalJson(value as Json)
}
