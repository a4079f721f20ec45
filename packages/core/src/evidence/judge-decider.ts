import type { Recertification } from '../model/recertification.ts'
import type { Approval, RequestLine } from '../model/request.ts'
import type { Directory } from '../people/directory.ts'
import type { Entitlement } from '../policy/catalogue.ts'
import type { EntitlementBook } from '../policy/entitlement-book.ts'
import { noSeals } from '../seal/seal-desk.ts'
import { type ApproverFault, addApproverFaults } from './approval-faults.ts'
import { circumstancesOf } from './circumstances.ts'
import { type EvidenceRule, evidenceRuleFor } from './evaluate-evidence.ts'

/** What makes recertifications count or not: the entitlements with their rules, and the people. */
export interface DeciderRules {
  readonly entitlements: EntitlementBook
  readonly directory: Directory
}

/**
 * Everything that keeps a recertification from counting; empty for one that counts. Who decides is judged as whoever
 * approved the access at that instant would be; where no rule names anybody, any active human will do who has nothing
 * to gain.
 */
export function deciderFaults(
  recertification: Recertification,
  { entitlements, directory }: DeciderRules,
): readonly ApproverFault[] {
  const { entitlement, decidedAt } = recertification
  const circumstances = circumstancesOf({
    request: asRequest(recertification),
    approvals: [],
    rule: ruleOf(entitlements.find(entitlement), entitlement, entitlements),
    people: directory,
    now: decidedAt,
    seals: noSeals,
  })
  const faults: ApproverFault[] = []
  addApproverFaults(faults, asApproval(recertification), circumstances)
  return faults
}

function ruleOf(found: Entitlement | undefined, entitlement: string, book: EntitlementBook): EvidenceRule {
  return found === undefined ? { parts: [], entitlement, owners: [] } : evidenceRuleFor(found, book)
}

/** The request that would have asked for what is decided about. Nobody asked, so nobody is its requester. */
function asRequest({ principal, entitlement, decidedAt }: Recertification): RequestLine {
  return {
    source: '',
    number: '',
    item: '',
    kind: 'provision',
    principal,
    entitlement,
    openedAt: decidedAt,
    state: 'open',
    approvals: [],
  }
}

function asApproval({ decider, decidedAt }: Recertification): Approval {
  return { approver: decider, decision: 'approved', decidedAt, how: 'native' }
}
