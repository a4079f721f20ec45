import type { Approval, RequestLine } from '../model/request.ts'
import { materialFields } from '../model/request.ts'
import type { Directory } from '../people/directory.ts'
import type { ApprovalRule } from '../policy/catalogue.ts'
import type { Instant } from '../time/instant.ts'
import { isNamedBy } from './approvers.ts'

/** Why an approval does not count. Stable codes. */
export type ApprovalFault =
  | 'not-an-approval'
  | 'informal'
  | 'seal-not-verified'
  | 'approver-unknown'
  | 'approver-inactive'
  | 'approver-not-named'
  | 'approver-is-requester'
  | 'approver-is-principal'
  | 'approver-is-sponsor'
  | 'before-opening'
  | 'before-material-change'
  | 'too-old'
  | 'withdrawn'
  | 'rejected-later'
  | 'after-fulfilment'

/** One approval as judged: it counts when it has no fault. */
export interface JudgedApproval {
  readonly approver: string
  readonly decidedAt: Instant
  readonly faults: readonly ApprovalFault[]
}

/** An approval that does not count, with every reason. */
export type RefusedApproval = Pick<JudgedApproval, 'approver' | 'faults'>

/** Whether the approvals of a request prove that it was allowed, and which of them do. */
export interface EvidenceVerdict {
  readonly sufficient: boolean
  readonly needed: number
  readonly counted: number
  /** True when approvals that came too late, and only those, are what is missing. */
  readonly onlyLate: boolean
  /** When the last approval that was needed was given; absent where none was needed or the evidence falls short. */
  readonly provenAt?: Instant
  /** `unproven` where the source keeps no field history, so that nobody can tell what was approved. */
  readonly assurance: 'proven' | 'unproven'
  /** Those whose approvals counted, the earliest first, each once. */
  readonly approvedBy: readonly string[]
  readonly approvals: readonly JudgedApproval[]
}

/** The rule that applies to a request: the catalogue's, with the owners that `from: owner` speaks of. */
export interface EvidenceRule extends ApprovalRule {
  readonly entitlement: string
  readonly owners: readonly string[]
}

/**
 * Judges whether approvals prove that a request was allowed, under `rule`, as of `now`: at night the ticket's
 * closing, so that old tickets do not age out. Never throws; every doubt is a fault of the approval it concerns.
 */
export function evaluateEvidence(
  request: RequestLine,
  approvals: readonly Approval[],
  rule: EvidenceRule,
  people: Directory,
  now: Instant,
): EvidenceVerdict {
  const assurance = request.changes === undefined ? 'unproven' : 'proven'
  const lastChange = lastMaterialChange(request)
  const judged = approvals.map((approval) => ({
    approver: people.resolve(approval.approver) ?? approval.approver,
    decidedAt: approval.decidedAt,
    faults: faultsOf(approval, { request, approvals, rule, people, now, lastChange }),
  }))
  const counting = earliestByApprover(judged.filter(({ faults }) => faults.length === 0))
  const late = earliestByApprover(judged.filter(({ faults }) => faults.every((fault) => fault === 'after-fulfilment')))
  const sufficient = counting.length >= rule.count
  const last = sufficient && rule.count > 0 ? counting[rule.count - 1] : undefined
  return {
    sufficient,
    needed: rule.count,
    counted: counting.length,
    onlyLate: !sufficient && late.length >= rule.count,
    ...(last !== undefined && { provenAt: last.decidedAt }),
    assurance,
    approvedBy: counting.map(({ approver }) => approver),
    approvals: judged,
  }
}

interface Circumstances {
  readonly request: RequestLine
  readonly approvals: readonly Approval[]
  readonly rule: EvidenceRule
  readonly people: Directory
  readonly now: Instant
  readonly lastChange: Instant | undefined
}

function faultsOf(approval: Approval, circumstances: Circumstances): readonly ApprovalFault[] {
  if (approval.decision !== 'approved') return ['not-an-approval']
  return [
    ...recordFaults(approval),
    ...approverFaults(approval, circumstances),
    ...orderFaults(approval, circumstances),
  ]
}

function recordFaults(approval: Approval): readonly ApprovalFault[] {
  if (approval.how === 'informal') return ['informal']
  // A seal is only as good as its verification, which files cannot carry out: until then it proves nothing.
  return approval.how === 'sealed' ? ['seal-not-verified'] : []
}

function approverFaults(approval: Approval, { request, rule, people }: Circumstances): readonly ApprovalFault[] {
  const approver = people.resolve(approval.approver)
  if (approver === undefined) return ['approver-unknown']
  const faults: ApprovalFault[] = []
  const { decidedAt } = approval
  if (!people.isActive(approver, decidedAt)) faults.push('approver-inactive')
  if (!isNamedBy(rule, { approver, approval, request, people })) faults.push('approver-not-named')
  if (request.requester !== undefined && people.resolve(request.requester) === approver)
    faults.push('approver-is-requester')
  const principal = people.resolve(request.principal)
  if (principal === approver) faults.push('approver-is-principal')
  if (principal !== undefined && isSponsor(approver, principal, people)) faults.push('approver-is-sponsor')
  return faults
}

function isSponsor(approver: string, principal: string, people: Directory): boolean {
  const sponsor = people.person(principal)?.sponsor
  return sponsor !== undefined && people.resolve(sponsor) === approver
}

function orderFaults(approval: Approval, circumstances: Circumstances): readonly ApprovalFault[] {
  const { request, approvals, rule, now, lastChange } = circumstances
  const { decidedAt } = approval
  const faults: ApprovalFault[] = []
  if (decidedAt < request.openedAt) faults.push('before-opening')
  if (lastChange !== undefined && lastChange > decidedAt) faults.push('before-material-change')
  if (rule.maxAge !== undefined && now - decidedAt > rule.maxAge) faults.push('too-old')
  if (isTakenBack(approval, approvals, 'withdrawn', circumstances.people)) faults.push('withdrawn')
  if (isTakenBack(approval, approvals, 'rejected', circumstances.people)) faults.push('rejected-later')
  if (decidedAt > Math.min(request.fulfilledAt ?? now, now)) faults.push('after-fulfilment')
  return faults
}

/** A withdrawal undoes its own approver's approvals; a rejection by anybody undoes every approval before it. */
function isTakenBack(
  approval: Approval,
  approvals: readonly Approval[],
  how: 'withdrawn' | 'rejected',
  people: Directory,
): boolean {
  return approvals.some((other) => {
    if (other.decision !== how || other.how === 'informal' || other.decidedAt < approval.decidedAt) return false
    return how === 'rejected' || sameName(other.approver, approval.approver, people)
  })
}

function sameName(a: string, b: string, people: Directory): boolean {
  return a === b || (people.resolve(a) !== undefined && people.resolve(a) === people.resolve(b))
}

function lastMaterialChange(request: RequestLine): Instant | undefined {
  let last: Instant | undefined
  for (const { at, field } of request.changes ?? []) {
    if ((materialFields as readonly string[]).includes(field) && (last === undefined || at > last)) last = at
  }
  return last
}

/** One person counts once, from the first approval that stands. */
function earliestByApprover(judged: readonly JudgedApproval[]): readonly JudgedApproval[] {
  const first = new Map<string, JudgedApproval>()
  for (const approval of [...judged].sort((a, b) => a.decidedAt - b.decidedAt)) {
    if (!first.has(approval.approver)) first.set(approval.approver, approval)
  }
  return [...first.values()]
}
