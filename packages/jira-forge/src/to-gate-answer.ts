import { type EvidenceVerdict, quote, type RefusedApproval, refusals, type Violation } from '@ticketbound/core'
import type { GateAnswer } from './gate-answer.ts'

/** What the gate must know of the evidence. */
export interface GateEvidence extends Pick<EvidenceVerdict, 'sufficient' | 'needed' | 'counted'> {
  readonly approvals: readonly RefusedApproval[]
}

/** All that is known when somebody tries the transition. */
export interface GateVerdict {
  /** What is wrong with the request itself; empty where nothing is. */
  readonly violations: readonly Pick<Violation, 'message' | 'remedy'>[]
  readonly evidence: GateEvidence
}

/** More reasons than an error banner can show help nobody. */
const mostReasons = 5

/** Makes a workflow validator's answer of a verdict: pass, or every reason against it in words the agent can act on. */
export function toGateAnswer({ violations, evidence }: GateVerdict): GateAnswer {
  const reasons = [...violations.map(({ message, remedy }) => `${message} ${remedy}`), ...missingApprovals(evidence)]
  if (reasons.length === 0) return { result: true }
  const shown = reasons.slice(0, mostReasons)
  const left = reasons.length - shown.length
  const more = left > 0 ? [`${left} more ${left === 1 ? 'reason' : 'reasons'}.`] : []
  return { result: false, errorMessage: ['Ticketbound keeps this transition shut.', ...shown, ...more].join(' ') }
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
