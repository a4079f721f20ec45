import { formatInstant, type Instant, lastDayBefore, type RequestDecision, type RequestLine } from '@ticketbound/core'
import type { GateState, IssueProperty } from './issue-property.ts'

/** What stands of a request on its issue. */
export interface ShownRequest {
  readonly state: GateState
  readonly line: RequestLine
  readonly decision: RequestDecision
  /** Compact seals, oldest first. */
  readonly seals: readonly string[]
  /** The latest passage. */
  readonly gate?: { readonly passedAt: string; readonly verdict: string }
  /** The fields that stay as they are once they were approved. */
  readonly frozen?: readonly string[]
}

/** Of some 700 characters each, so many fit into a property of 32,768 with room for everything else. */
const mostSeals = 36

/**
 * What to write into the property `ticketbound`. Of very many seals the latest are shown; `zone` is the one in which bare
 * dates end, so that `expires` is the day that people wrote.
 */
export function toIssueProperty(
  { state, line, decision, seals, gate, frozen }: ShownRequest,
  moment: { readonly now: Instant; readonly zone: string },
): IssueProperty {
  const { entitlement, principal, owner, expiresAt } = line
  return {
    version: 1,
    state,
    ...(expiresAt !== undefined && { expires: lastDayBefore(expiresAt, moment.zone) }),
    ...(entitlement !== '' && { entitlement }),
    principal,
    ...(owner !== undefined && { owner }),
    missing: [...decision.request.violations.map(({ code }) => code), ...decision.refusals],
    approvals: decision.evidence?.counted ?? 0,
    needed: decision.evidence?.needed ?? 0,
    seals: seals.slice(-mostSeals),
    ...(gate && { gate }),
    ...(frozen && isApproved(state, decision) && { frozen }),
    updatedAt: formatInstant(moment.now),
  }
}

/** What nobody approved yet is still being written. */
function isApproved(state: GateState, { evidence }: RequestDecision): boolean {
  return state === 'passed' || (state === 'ready' && evidence !== undefined && evidence.counted > 0)
}
