import type { Approval, RequestLine } from '../model/request.ts'
import type { Directory } from '../people/directory.ts'
import type { ApprovalPart, ApprovalRule, Entitlement } from '../policy/catalogue.ts'
import type { EntitlementBook } from '../policy/entitlement-book.ts'
import { approvalsNeeded } from '../policy/read-approval.ts'
import { noSeals, type SealDesk } from '../seal/seal-desk.ts'
import type { Instant } from '../time/instant.ts'
import { type ApprovalFault, approvalFaults } from './approval-faults.ts'
import { circumstancesOf } from './circumstances.ts'
import { meetParts, type SoundApproval } from './meet-parts.ts'

/** One approval as judged: it counts when it has no fault. */
export interface JudgedApproval {
  readonly approver: string
  readonly decision: Approval['decision']
  readonly how: Approval['how']
  readonly decidedAt: Instant
  readonly faults: readonly ApprovalFault[]
}

/** An approval that does not count, with every reason. */
export type RefusedApproval = Pick<JudgedApproval, 'approver' | 'faults'>

/** One part of the rule, and whose approvals meet it, the earliest first. */
export interface JudgedPart extends ApprovalPart {
  readonly approvedBy: readonly string[]
}

/** Whether the approvals of a request prove that it was allowed, and which of them do. */
export interface EvidenceVerdict {
  readonly sufficient: boolean
  readonly needed: number
  /** How many of the approvals that are needed are there. */
  readonly counted: number
  /** True when approvals that came too late, and only those, are what is missing. */
  readonly onlyLate: boolean
  /** When the last approval that was needed was given; absent where none was needed or the evidence falls short. */
  readonly provenAt?: Instant
  /** `unproven` where the source keeps no field history, so that nobody can tell what was approved. */
  readonly assurance: 'proven' | 'unproven'
  /** Those whose approvals counted, the earliest first, each once. */
  readonly approvedBy: readonly string[]
  readonly parts: readonly JudgedPart[]
  readonly approvals: readonly JudgedApproval[]
}

/** The rule that applies to a request: the catalogue's, with the owners that it speaks of. */
export interface EvidenceRule extends ApprovalRule {
  readonly entitlement: string
  readonly owners: readonly string[]
  /** Who decides who is in an approving group; an interested party among them makes the group no approver. */
  readonly ownersOfGroup?: (group: string) => readonly string[]
  /** Whether a native approval counts only beside a field history, without which nobody can tell what was approved. */
  readonly needsHistory?: boolean
}

/** The rule by which requests for an entitlement are judged. */
export function evidenceRuleFor({ id, owners, approval }: Entitlement, book: EntitlementBook): EvidenceRule {
  return { ...approval, entitlement: id, owners, ownersOfGroup: book.ownersOfGroup }
}

/**
 * Judges whether approvals prove that a request was allowed, under `rule`, as of `now`: at the gate the transition's
 * instant; at night the ticket's closing, so that old tickets do not age out. `seals` are those that the host has
 * verified; without them no sealed approval counts. Never throws; every doubt is a fault of the approval it concerns.
 */
export function evaluateEvidence(
  request: RequestLine,
  approvals: readonly Approval[],
  rule: EvidenceRule,
  people: Directory,
  now: Instant,
  seals: SealDesk = noSeals,
): EvidenceVerdict {
  const circumstances = circumstancesOf({ request, approvals, rule, people, now, seals })
  const judged: JudgedApproval[] = []
  const sound: SoundApproval[] = []
  const soundOrLate: SoundApproval[] = []
  for (const approval of approvals) {
    const { decision, how, decidedAt } = approval
    const approver = people.resolve(approval.approver) ?? approval.approver
    const faults = approvalFaults(approval, circumstances)
    judged.push({ approver, decision, how, decidedAt, faults })
    if (faults.length === 0) sound.push({ approver, approval })
    if (faults.length === 0 || isOnlyLate(faults)) soundOrLate.push({ approver, approval })
  }
  const needed = approvalsNeeded(rule)
  const met = meetParts(sound, circumstances)
  const sufficient = met.counted >= needed
  return {
    sufficient,
    needed,
    counted: met.counted,
    onlyLate:
      !sufficient && soundOrLate.length > sound.length && meetParts(soundOrLate, circumstances).counted >= needed,
    ...(sufficient && met.lastAt !== undefined && { provenAt: met.lastAt }),
    assurance: isProven(request, sound) ? 'proven' : 'unproven',
    approvedBy: met.approvedBy,
    parts: met.parts,
    approvals: judged,
  }
}

/** A seal says itself what was approved; a native approval needs the field history for that. */
function isProven({ changes }: RequestLine, sound: readonly SoundApproval[]): boolean {
  return changes !== undefined || (sound.length > 0 && sound.every(({ approval }) => approval.how === 'sealed'))
}

function isOnlyLate(faults: readonly ApprovalFault[]): boolean {
  return faults.length === 1 && faults[0] === 'after-fulfilment'
}
