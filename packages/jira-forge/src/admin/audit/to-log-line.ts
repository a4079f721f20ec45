import { parseStrictJson, type StoredEntry } from '@ticketbound/core'
import * as v from 'valibot'

/** An entry of the app's log, as a page lists it. */
export interface LogLine {
  readonly seq: number
  readonly at: string
  readonly type: string
  /** What it says beside that, as texts. */
  readonly says: Readonly<Record<string, string>>
}

const Entry = v.object({
  seq: v.number(),
  at: v.string(),
  type: v.string(),
  facts: v.optional(v.record(v.string(), v.unknown()), {}),
})

/** Reads an entry for a page; one that cannot be read is shown as what it is, under the number that it should have. */
export function toLogLine({ bytes }: StoredEntry, seq: number): LogLine {
  const parsed = parseStrictJson(bytes)
  const entry = parsed.ok ? v.safeParse(Entry, parsed.value) : undefined
  if (!entry?.success) return { seq, at: '', type: 'not readable', says: {} }
  const { at, type, facts } = entry.output
  const says: Record<string, string> = {}
  for (const [name, value] of Object.entries(facts)) {
    says[name] = typeof value === 'string' ? value : JSON.stringify(value)
  }
  return { seq: entry.output.seq, at, type, says }
}
