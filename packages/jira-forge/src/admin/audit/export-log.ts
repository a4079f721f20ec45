import type { StoredEntry } from '@ticketbound/core'
import * as v from 'valibot'
import { type AdminAnswer, refuse } from '../admin-answer.ts'
import { adminFunction } from '../admin-function.ts'
import { logText } from './log-text.ts'
import { SeqPayload } from './payload-shapes.ts'

/** A part of the exported log. */
export interface LogPart {
  readonly text: string
  /** How many entries there are in all. */
  readonly count: number
  /** Where the part after this one begins; absent for the last. */
  readonly next?: number
}

/** How many parts of 100 are read in one call. */
const mostReads = 10

/** Writes a part of the log as `log.ndjson`; the parts put together are the file. */
export const exportLog = adminFunction(
  v.strictObject({ from: SeqPayload }),
  async ({ from }, { host }): Promise<AdminAnswer<LogPart>> => {
    const { count } = await host.audit.head()
    const entries: StoredEntry[] = []
    for (let read = 0; read < mostReads && from + entries.length <= count; read += 1) {
      const more = await host.audit.read(from + entries.length)
      if (more.length === 0) return cutOff
      entries.push(...more)
    }
    const next = from + entries.length
    return { ok: true, text: logText(entries), count, ...(next <= count && { next }) }
  },
)

const cutOff = refuse(
  'log-cut-off',
  'The log ends before the entry that its head names.',
  'Verify the log, keep what there is, and find out who may write to the storage of the app.',
)
