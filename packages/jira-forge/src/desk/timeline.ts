import { type Approval, type ApprovalFault, type Instant, refusals } from '@ticketbound/core'
import type { IssueOnDesk } from './issue-on-desk.ts'

/**
 * Whether a decision means something now. `counts`: an approval that the gate takes; `stands`: a no that nobody has
 * answered; `superseded`: a later decision took its place; `void`: the request changed, or was opened again, after it;
 * `refused`: it never counted.
 */
export type DecisionStanding = 'counts' | 'stands' | 'superseded' | 'void' | 'refused'

/** One decision as the evidence has it. */
export interface DecisionEntry {
  readonly type: 'decision'
  readonly at: Instant
  /** The account, or the principal that it stands for where the source names no account. */
  readonly who: string
  readonly decision: Approval['decision']
  readonly how: Approval['how']
  readonly group?: string
  readonly onBehalfOf?: string
  readonly standing: DecisionStanding
  /** Why an approval does not count, each to go on after the name; empty where it counts. */
  readonly why: readonly string[]
}

/** What happened to a request, as the screen tells it. */
export type TimelineEntry =
  | DecisionEntry
  | { readonly type: 'passage'; readonly at: Instant; readonly to: string }
  | {
      readonly type: 'voiding'
      readonly at: Instant
      readonly fields: readonly string[]
      readonly approvers: readonly string[]
    }
  | {
      readonly type: 'exception-asked'
      readonly at: Instant
      readonly who: string
      readonly rules: readonly string[]
      readonly reason: string
      readonly until: string
    }

/** Tells everything that was decided about an issue and happened to it, the oldest first. */
export function timelineOf(issue: IssueOnDesk): readonly TimelineEntry[] {
  const { passages = [], voids = [], exceptionRequests = [] } = issue.kept.dossier ?? {}
  const entries: TimelineEntry[] = [
    ...issue.judged.line.approvals.map((approval, at) => decisionEntry(approval, at, issue)),
    ...passages.map(({ passedAt, to }) => ({ type: 'passage' as const, at: passedAt, to })),
    ...voids.map(({ at, fields, approvers }) => ({ type: 'voiding' as const, at, fields, approvers })),
    ...exceptionRequests.map(({ by, ...asked }) => ({ type: 'exception-asked' as const, ...asked, who: by })),
  ]
  return entries.sort((a, b) => a.at - b.at)
}

function decisionEntry(approval: Approval, index: number, issue: IssueOnDesk): DecisionEntry {
  const { approver: who, decision, decidedAt: at, how, group, onBehalfOf } = approval
  const faults = decision === 'approved' ? faultsOf(index, issue) : []
  return {
    type: 'decision',
    at,
    who,
    decision,
    how,
    ...(group !== undefined && { group }),
    ...(onBehalfOf !== undefined && { onBehalfOf }),
    standing: decision === 'approved' ? standingOf(faults) : standingOfNo(approval, issue),
    why: faults.map((fault) => refusals[fault]),
  }
}

/** Where nobody needs to approve, approvals are not judged, and none counts for anything. */
function faultsOf(index: number, { judged }: IssueOnDesk): readonly ApprovalFault[] {
  return judged.decision.evidence?.approvals[index]?.faults ?? ['not-an-approval']
}

const superseding: ReadonlySet<ApprovalFault> = new Set<ApprovalFault>(['withdrawn', 'rejected-later'])
const voiding: ReadonlySet<ApprovalFault> = new Set<ApprovalFault>([
  'before-material-change',
  'before-opening',
  'before-reopening',
  'seal-of-other-content',
  'seal-of-other-request',
])

/** What never counted was not made void by anything, and what is void was not superseded. */
function standingOf(faults: readonly ApprovalFault[]): DecisionStanding {
  if (faults.length === 0) return 'counts'
  if (faults.some((fault) => !superseding.has(fault) && !voiding.has(fault))) return 'refused'
  return faults.some((fault) => voiding.has(fault)) ? 'void' : 'superseded'
}

/** A rejection is answered by any later approval, a withdrawal by the same one's; words reject nothing. */
function standingOfNo(no: Approval, { judged, people }: IssueOnDesk): DecisionStanding {
  if (no.how === 'informal') return 'refused'
  const { line } = judged
  if (no.decidedAt < (line.reopenedAt ?? line.openedAt)) return 'void'
  const isAnswer = ({ approver, decision, how, decidedAt }: Approval) =>
    decision === 'approved' &&
    how !== 'informal' &&
    decidedAt > no.decidedAt &&
    (no.decision === 'rejected' ||
      (people.resolve(approver) ?? approver) === (people.resolve(no.approver) ?? no.approver))
  return line.approvals.some(isAnswer) ? 'superseded' : 'stands'
}
