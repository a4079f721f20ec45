import { type EvidenceVerdict, evaluateEvidence, evidenceRuleFor } from '../evidence/evaluate-evidence.ts'
import { givesAccess, type RequestLine } from '../model/request.ts'
import type { SealDesk } from '../seal/seal-desk.ts'
import type { Instant } from '../time/instant.ts'
import type { RequestSurroundings } from './asked.ts'
import { evaluateRequest } from './evaluate-request.ts'
import type { RequestVerdict } from './request-verdict.ts'

/** When a request is decided about, and what its seals are judged by. */
export interface Moment {
  readonly now: Instant
  /**
   * Before acting (`gate`) a native approval counts only where the field history shows what was approved, and a request
   * that was closed or cancelled is not acted on. Of what has been done (`night`) neither is asked.
   */
  readonly at: 'gate' | 'night'
  readonly seals?: SealDesk
}

/** Why a request is not allowed, as a whole. Stable codes. */
export type Refusal = 'request-not-open' | 'request-denied' | 'no-approval-rule' | 'evidence-insufficient'

/** Whether a request may be acted on, and everything that says so. */
export interface RequestDecision {
  readonly allowed: boolean
  /** Every reason against it; none where it is allowed. */
  readonly refusals: readonly Refusal[]
  readonly request: RequestVerdict
  /** Absent where none is asked for, as for a removal, or where no rule says who must approve. */
  readonly evidence?: EvidenceVerdict
}

/**
 * Decides whether a request may be acted on: its fields by every rule, its approvals by the rule of its entitlement.
 * What nobody can tell is a no. Never throws.
 */
export function decide(line: RequestLine, surroundings: RequestSurroundings, moment: Moment): RequestDecision {
  const request = evaluateRequest(line, surroundings, moment.now)
  const evidence = evidenceFor(line, surroundings, moment)
  const refusals: Refusal[] = []
  if (moment.at === 'gate' && line.state !== 'open') refusals.push('request-not-open')
  if (!request.allowed) refusals.push('request-denied')
  if (givesAccess(line)) {
    if (evidence === undefined) refusals.push('no-approval-rule')
    else if (!evidence.sufficient) refusals.push('evidence-insufficient')
  }
  return { allowed: refusals.length === 0, refusals, request, ...(evidence && { evidence }) }
}

/** What takes access away, or gives none, needs nobody's approval. */
function evidenceFor(
  line: RequestLine,
  { entitlements, people }: RequestSurroundings,
  { now, at, seals }: Moment,
): EvidenceVerdict | undefined {
  const entitlement = entitlements.find(line.entitlement)
  if (entitlement === undefined || !givesAccess(line)) return undefined
  const rule = { ...evidenceRuleFor(entitlement, entitlements), needsHistory: at === 'gate' }
  return evaluateEvidence(line, line.approvals, rule, people, now, seals)
}
