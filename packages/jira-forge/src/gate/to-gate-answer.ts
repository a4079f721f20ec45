import {
  type EvidenceVerdict,
  quote,
  type RefusedApproval,
  type RequestDecision,
  refusals,
  refusalWords,
  type Violation,
} from '@ticketbound/core'
import type { GateAnswer } from './gate-answer.ts'

/** What the gate must know of the evidence. */
export interface GateEvidence extends Pick<EvidenceVerdict, 'sufficient' | 'needed' | 'counted'> {
  readonly approvals: readonly RefusedApproval[]
}

/** What the gate must know of a decision: what `decide` gives, or as much of it. */
export interface GateDecision extends Pick<RequestDecision, 'allowed' | 'refusals'> {
  readonly request: { readonly violations: readonly Pick<Violation, 'message' | 'remedy'>[] }
  readonly evidence?: GateEvidence
}

/** More reasons than an error banner can show help nobody. */
const mostReasons = 5

/**
 * Makes a workflow validator's answer of a decision: pass, or every reason against it in words the agent can act on.
 * Nothing but `allowed` lets a transition pass.
 */
export function toGateAnswer(decision: GateDecision): GateAnswer {
  if (decision.allowed) return { result: true }
  const reasons = reasonsAgainst(decision)
  const shown = reasons.slice(0, mostReasons)
  const left = reasons.length - shown.length
  const more = left > 0 ? [`${left} more ${left === 1 ? 'reason' : 'reasons'}.`] : []
  return { result: false, errorMessage: ['Ticketbound keeps this transition shut.', ...shown, ...more].join(' ') }
}

/** What breaks a rule, and what is missing of the evidence, say more than that something does. */
function reasonsAgainst({ refusals: codes, request, evidence }: GateDecision): readonly string[] {
  const others = codes.filter((code) => code !== 'request-denied' && code !== 'evidence-insufficient')
  return [
    ...others.map((code) => refusalWords[code]),
    ...request.violations.map(({ message, remedy }) => `${message} ${remedy}`),
    ...(evidence ? missingApprovals(evidence) : []),
  ]
}

function missingApprovals({ sufficient, needed, counted, approvals }: GateEvidence): readonly string[] {
  if (sufficient) return []
  const asked = `${needed} ${needed === 1 ? 'approval is' : 'approvals are'} needed, and ${counted} ${counted === 1 ? 'counts' : 'count'}.`
  return [asked, ...approvals.flatMap(refusal)]
}

function refusal({ approver, faults }: RefusedApproval): readonly string[] {
  const [first] = faults
  return first === undefined ? [] : [`${quote(approver)} ${refusals[first]}.`]
}
