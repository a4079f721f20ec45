import type { Approval, Instant } from '@ticketbound/core'
import { readJiraInstant } from './jira-time.ts'
import type { ServiceApproval } from './schema.ts'

/** A decision, as a row of the exchange format gives it but for the instant. */
export interface NativeApproval {
  readonly id: string
  readonly approver: string
  readonly decision: Approval['decision']
  readonly decidedAt: Instant
}

/** What the dates of decisions are settled by. */
export interface Dating {
  readonly now: Instant
  /** When material fields changed, as far as that is known. */
  readonly changedAt: readonly Instant[]
  /** When the status changed, and by whose hand. */
  readonly moves: readonly { readonly at: Instant; readonly by: string | undefined }[]
}

/** The last decision of a step makes its transition; the two are written down one after the other, in either order. */
const oneActMs = 10_000

/**
 * The decisions of approvers in the approval steps of a request. A step's final decision is none of them: a workflow can
 * bring it about without anybody deciding, so that a step whose approvers decided nothing proves nothing.
 *
 * Only a step as a whole is dated. What several decided in one step is dated by its end, unless a material field changed
 * meanwhile: then nobody can tell who saw what, and all of it is dated by the step's beginning, before the change. In a
 * step without an end an approval has no instant and is not told, and a rejection is one as of now.
 */
export function nativeApprovals(steps: readonly ServiceApproval[], dating: Dating): readonly NativeApproval[] {
  const decisions = new Map<string, NativeApproval>()
  for (const step of steps) for (const decided of decisionsIn(step, dating)) decisions.set(decided.id, decided)
  return [...decisions.values()]
}

function decisionsIn(step: ServiceApproval, { now, changedAt, moves }: Dating): readonly NativeApproval[] {
  const decided = (step.approvers ?? []).flatMap(({ approver, approverDecision }) => {
    const decision = decisionOf(approverDecision)
    return approver && decision
      ? [{ id: `${step.id}:${approver.accountId}`, approver: approver.accountId, decision }]
      : []
  })
  const begun = instantOf(step.createdDate)
  const ended = instantOf(step.completedDate)
  if (ended === undefined) {
    return decided.flatMap((it) => (it.decision === 'rejected' ? [{ ...it, decidedAt: now }] : []))
  }
  const isClear = decided.length === 1 || !changedAt.some((at) => (begun === undefined || at >= begun) && at <= ended)
  const decidedBy = new Set<string | undefined>(decided.map(({ approver }) => approver))
  const made = moves.find(({ at, by }) => decidedBy.has(by) && at <= ended && ended - at <= oneActMs)
  const decidedAt = isClear ? (made?.at ?? ended) : begun
  return decidedAt === undefined ? [] : decided.map((it) => ({ ...it, decidedAt }))
}

function decisionOf(word: string | null | undefined): Approval['decision'] | undefined {
  if (word === 'approved') return 'approved'
  return word === 'declined' ? 'rejected' : undefined
}

function instantOf(date: ServiceApproval['completedDate']): Instant | undefined {
  const instant = readJiraInstant(date?.epochMillis ?? date?.iso8601)
  return instant.ok ? instant.value : undefined
}
