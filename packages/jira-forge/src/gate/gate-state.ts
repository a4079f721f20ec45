import type { ApprovalFault, RequestDecision } from '@ticketbound/core'
import type { FieldMap, GateState } from '@ticketbound/jira'
import type { Dossier } from '../storage/dossiers.ts'

/** What is known of an issue when its state is told. */
export interface StateGrounds {
  readonly decision: RequestDecision
  /** The digest of the material fields as they are now. */
  readonly digest: string
  readonly statusId: string
  readonly dossier?: Dossier | undefined
}

/** What the approval was of is not what the request says now. */
const ofOtherContent: ReadonlySet<ApprovalFault> = new Set(['seal-of-other-content', 'before-material-change'])

/**
 * Tells where a request stands. It has passed only with what it says now; a passage on other words is none. That it went
 * round the gate is found by the sweep, kept in the dossier, and true until it passes or goes back.
 */
export function gateStateOf({ decision, digest, statusId, dossier }: StateGrounds, map: FieldMap): GateState {
  const isPast = isPastGate(statusId, map) ?? true
  if (isPast && dossier?.passages.at(-1)?.digest === digest) return 'passed'
  if (isPast && dossier?.state === 'bypassed') return 'bypassed'
  if (decision.allowed) return 'ready'
  return isVoided(decision) ? 'voided' : 'blocked'
}

/** Says whether who is in a status has passed the gate; `undefined` where the map does not say which statuses those are. */
export function isPastGate(statusId: string, { statuses }: FieldMap): boolean | undefined {
  return statuses?.pastGate?.includes(statusId)
}

function isVoided({ evidence }: RequestDecision): boolean {
  if (evidence === undefined || evidence.sufficient) return false
  return evidence.approvals.some(({ faults }) => faults.some((fault) => ofOtherContent.has(fault)))
}
