import { type AuditHead, type ChainBreak, createChainVerifier } from '@ticketbound/core'
import { sha256 } from '@ticketbound/seals'
import * as v from 'valibot'
import type { AuditLog } from '../../storage/audit-log.ts'
import type { AdminAnswer } from '../admin-answer.ts'
import { adminFunction } from '../admin-function.ts'
import { HeadPayload } from './payload-shapes.ts'

/** What one step of verifying found. */
export interface VerifyStep {
  /** How far the log holds; the next step begins after it. */
  readonly head: AuditHead
  /** How many entries there are. */
  readonly count: number
  readonly done: boolean
  /** The first entry that does not hold, where there is one. */
  readonly broken?: ChainBreak
}

/** How many parts of 100 are read in one call: a call may take 25 seconds, and a read takes well below one. */
const mostReads = 10

/** Verifies as much of the log as fits into one call, from where the step before ended. */
export const verifyLog = adminFunction(
  v.strictObject({ from: v.optional(HeadPayload) }),
  async ({ from }, { host }): Promise<AdminAnswer<VerifyStep>> => ({
    ok: true,
    ...(await verifyStep(host.audit, from)),
  }),
)

/** Verifies as much of a log as fits into one call. */
export async function verifyStep(audit: AuditLog, from?: AuditHead): Promise<VerifyStep> {
  const kept = await audit.head()
  const verifier = createChainVerifier(sha256, from)
  const ended = (broken: ChainBreak | undefined): VerifyStep => {
    return { head: verifier.head(), count: kept.count, done: true, ...(broken && { broken }) }
  }
  for (let read = 0; read < mostReads; read += 1) {
    const { count } = verifier.head()
    if (count >= kept.count) return ended(unlikeHead(verifier.head(), kept))
    const entries = (await audit.read(count + 1)).slice(0, kept.count - count)
    if (entries.length === 0) return ended(endMissing(count + 1))
    for (const entry of entries) {
      const broken = verifier.next(entry)
      if (broken !== undefined) return ended(broken)
    }
  }
  const { count } = verifier.head()
  if (count >= kept.count) return ended(unlikeHead(verifier.head(), kept))
  return { head: verifier.head(), count: kept.count, done: false }
}

/** The head is kept apart from the entries, so the last entry must be the one that it names. */
function unlikeHead(verified: AuditHead, { count, hash }: AuditHead): ChainBreak | undefined {
  if (verified.count === count && verified.hash === hash) return undefined
  return { seq: count, code: 'hash-mismatch', message: `entry ${count} is not the one that the head names` }
}

function endMissing(seq: number): ChainBreak {
  return { seq, code: 'entry-out-of-order', message: `entry ${seq} is missing, and the head says that it was written` }
}
