import type { Approval, RequestLine } from '../model/request.ts'
import { day } from './day.ts'

/** A request line of alice's for `deploy`: opened on day 8 and closed complete on day 10, unless told otherwise. */
export function aRequest(given: Partial<RequestLine> = {}): RequestLine {
  return { ...anOpenRequest(), closedAt: day(10), state: 'closed-complete', ...given }
}

/** The same line, still open. */
export function anOpenRequest(given: Partial<RequestLine> = {}): RequestLine {
  return {
    source: 'itsm',
    number: 'REQ1',
    item: '1',
    kind: 'provision',
    principal: 'alice',
    entitlement: 'deploy',
    openedAt: day(8),
    state: 'open',
    approvals: [],
    ...given,
  }
}

/** A recorded approval by bob, given on day 9, unless told otherwise. */
export function anApproval(given: Partial<Approval> = {}): Approval {
  return { approver: 'bob', decision: 'approved', decidedAt: day(9), how: 'native', ...given }
}
