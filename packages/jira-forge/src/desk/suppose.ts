import {
  type Approval,
  type ApprovalFault,
  type Directory,
  type EvidenceRule,
  evaluateEvidence,
  sealClaims,
} from '@ticketbound/core'
import { sha256 } from '@ticketbound/seals'
import type { IssueOnDesk } from './issue-on-desk.ts'

/** Who would decide, for which group and in whose place. */
export type Supposed = Pick<Approval, 'approver' | 'group' | 'onBehalfOf'>

const supposedSeal = 'supposed'

/**
 * Tells what would keep an approval from counting if it were sealed now: none where it would count. The same code judges
 * it that judges real ones, so that nobody is offered what the gate would then refuse.
 */
export function supposedFaults(
  supposed: Supposed,
  issue: IssueOnDesk,
  rule: EvidenceRule,
  people: Directory = issue.people,
): readonly ApprovalFault[] {
  const { judged, kept, tenant, at } = issue
  const { line } = judged
  const decision = { ...supposed, decision: 'approved', decidedAt: at } as const
  const previous = kept.dossier?.seals.at(-1)
  const claims = sealClaims(line, previous === undefined ? decision : { ...decision, previous }, { tenant, sha256 })
  const approval: Approval = { ...decision, how: 'sealed', seal: supposedSeal }
  const { approvals } = evaluateEvidence(line, [...line.approvals, approval], rule, people, at, {
    tenant,
    sha256,
    reading: (seal) => (seal === supposedSeal ? { ok: true, kid: supposedSeal, claims } : undefined),
  })
  return approvals.at(-1)?.faults ?? []
}

/** The same people without anybody in anybody's place: what each may do in their own right. */
export function withoutDelegates(people: Directory): Directory {
  return {
    ...people,
    person(principal) {
      const person = people.person(principal)
      if (person?.delegates === undefined) return person
      const { delegates: _delegates, ...rest } = person
      return rest
    },
  }
}
