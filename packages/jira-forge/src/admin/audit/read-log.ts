import type { AuditHead } from '@ticketbound/core'
import * as v from 'valibot'
import type { AdminAnswer } from '../admin-answer.ts'
import { adminFunction } from '../admin-function.ts'
import { SeqPayload } from './payload-shapes.ts'
import { type LogLine, toLogLine } from './to-log-line.ts'

/** One page of the log. */
export interface LogPage {
  readonly head: AuditHead
  /** The newest first. */
  readonly lines: readonly LogLine[]
  /** What to give as `before` for the page after this one; absent at the beginning of the log. */
  readonly next?: number
}

const pageSize = 50

/** Reads one page of the log, the newest first; `before` is the number after the newest that is wanted. */
export const readLog = adminFunction(
  v.strictObject({ before: v.optional(SeqPayload) }),
  async ({ before }, { host }): Promise<AdminAnswer<LogPage>> => {
    const head = await host.audit.head()
    const end = Math.min(before ?? head.count + 1, head.count + 1)
    const from = Math.max(1, end - pageSize)
    const entries = end > 1 ? (await host.audit.read(from)).slice(0, end - from) : []
    const lines = entries.map((entry, index) => toLogLine(entry, from + index)).reverse()
    return { ok: true, head, lines, ...(from > 1 && { next: from }) }
  },
)
