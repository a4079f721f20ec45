import { type Approval, givesAccess, type RequestLine } from '../model/request.ts'
import type { EntitlementBook } from '../policy/entitlement-book.ts'
import { approvalsNeeded } from '../policy/read-approval.ts'
import type { Instant } from '../time/instant.ts'

/** The decision that ended the waiting for one. */
export interface FinalDecision {
  readonly at: Instant
  readonly approved: boolean
}

/** Says whether a request waits for somebody's approval at all: it gives something, and its rule asks for an approval. */
export function needsApproval(line: RequestLine, entitlements: Pick<EntitlementBook, 'find'>): boolean {
  return givesAccess(line) && entitlements.find(line.entitlement)?.approval.parts.length !== 0
}

/**
 * Gives the last recorded decision on a request since it was last opened; `undefined` while it is waited for: where
 * there is none, where it was withdrawn, and where an open request still lacks some of the approvals its rule asks for.
 */
export function finalDecision(
  line: RequestLine,
  entitlements: Pick<EntitlementBook, 'find'>,
): FinalDecision | undefined {
  const last = lastRecorded(line)
  if (last === undefined || last.decision === 'withdrawn') return undefined
  const approved = last.decision === 'approved'
  if (approved && line.state === 'open' && lacksApprovals(line, entitlements)) return undefined
  return { at: last.decidedAt, approved }
}

function lastRecorded({ approvals, reopenedAt = Number.NEGATIVE_INFINITY }: RequestLine): Approval | undefined {
  let last: Approval | undefined
  for (const approval of approvals) {
    if (approval.how === 'informal' || approval.decidedAt < reopenedAt) continue
    if (last === undefined || approval.decidedAt >= last.decidedAt) last = approval
  }
  return last
}

function lacksApprovals({ entitlement, approvals }: RequestLine, entitlements: Pick<EntitlementBook, 'find'>): boolean {
  const rule = entitlements.find(entitlement)?.approval
  if (rule === undefined) return false
  const by = new Set<string>()
  for (const { decision, how, approver } of approvals) {
    if (decision === 'approved' && how !== 'informal') by.add(approver)
  }
  return by.size < approvalsNeeded(rule)
}
