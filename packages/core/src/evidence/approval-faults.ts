import type { Approval } from '../model/request.ts'
import { type SealFault, sealFault } from '../seal/seal-fault.ts'
import { namingOf } from './approvers.ts'
import type { Circumstances } from './circumstances.ts'

/** Why an approval does not count. Stable codes. */
export type ApprovalFault =
  | 'not-an-approval'
  | 'informal'
  | 'history-missing'
  | SealFault
  | 'approver-unknown'
  | 'approver-inactive'
  | 'approver-not-human'
  | 'approver-not-named'
  | 'group-of-interested'
  | 'approver-is-requester'
  | 'approver-is-principal'
  | 'approver-is-sponsor'
  | 'before-opening'
  | 'before-reopening'
  | 'before-material-change'
  | 'too-old'
  | 'withdrawn'
  | 'rejected-later'
  | 'after-fulfilment'

/** Why somebody's decision does not count, whatever it was about: who they are. */
export type ApproverFault = Extract<ApprovalFault, `approver-${string}` | 'group-of-interested'>

const notAnApproval: readonly ApprovalFault[] = ['not-an-approval']

/** Everything that keeps an approval from counting; empty for one that counts. */
export function approvalFaults(approval: Approval, circumstances: Circumstances): readonly ApprovalFault[] {
  if (approval.decision !== 'approved') return notAnApproval
  const faults: ApprovalFault[] = []
  if (approval.how === 'informal') faults.push('informal')
  if (approval.how === 'native' && lacksHistory(circumstances)) faults.push('history-missing')
  if (approval.how === 'sealed') {
    const fault = sealFault(approval, circumstances.request, circumstances.approvals, circumstances.seals)
    if (fault !== undefined) faults.push(fault)
  }
  addApproverFaults(faults, approval, circumstances)
  addOrderFaults(faults, approval, circumstances)
  return faults
}

/** Without a history nobody can tell what the request said when it was approved. */
function lacksHistory({ rule, request }: Circumstances): boolean {
  return rule.needsHistory === true && request.changes === undefined
}

/** Adds everything about the approver that keeps an approval from counting. */
export function addApproverFaults(
  faults: { push(fault: ApproverFault): unknown },
  approval: Approval,
  circumstances: Circumstances,
): void {
  const { people, requester, principal, sponsor } = circumstances
  const approver = people.resolve(approval.approver)
  if (approver === undefined) {
    faults.push('approver-unknown')
    return
  }
  if (!people.isActive(approver, approval.decidedAt)) faults.push('approver-inactive')
  // A service or an agent answers for nothing; whoever runs it would approve unseen.
  if (people.known && people.person(approver)?.kind !== 'human') faults.push('approver-not-human')
  const naming = namingOf(approver, approval, circumstances)
  if (naming === 'not-named') faults.push('approver-not-named')
  if (naming === 'group-of-interested') faults.push('group-of-interested')
  if (approver === requester) faults.push('approver-is-requester')
  if (approver === principal) faults.push('approver-is-principal')
  if (approver === sponsor) faults.push('approver-is-sponsor')
}

function addOrderFaults(faults: ApprovalFault[], approval: Approval, circumstances: Circumstances): void {
  const { request, rule, now, lastChange, lastRejection } = circumstances
  const { decidedAt } = approval
  if (decidedAt < request.openedAt) faults.push('before-opening')
  if (request.reopenedAt !== undefined && decidedAt < request.reopenedAt) faults.push('before-reopening')
  if (lastChange !== undefined && lastChange > decidedAt) faults.push('before-material-change')
  if (rule.maxAge !== undefined && now - decidedAt > rule.maxAge) faults.push('too-old')
  if (isWithdrawn(approval, circumstances)) faults.push('withdrawn')
  if (lastRejection !== undefined && lastRejection >= decidedAt) faults.push('rejected-later')
  if (decidedAt > Math.min(request.fulfilledAt ?? now, now)) faults.push('after-fulfilment')
}

/** A withdrawal undoes its own approver's approvals, whatever account it came from. */
function isWithdrawn(approval: Approval, { approvals, people }: Circumstances): boolean {
  for (const other of approvals) {
    if (other.decision !== 'withdrawn' || other.how === 'informal' || other.decidedAt < approval.decidedAt) continue
    if (other.approver === approval.approver) return true
    const who = people.resolve(other.approver)
    if (who !== undefined && who === people.resolve(approval.approver)) return true
  }
  return false
}
