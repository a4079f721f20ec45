import { itemKey, type RequestLine, type StoredVerdict } from '@ticketbound/core'

/** A closed provision of `deploy` for alice, with what is given changed. */
export function someLine(number: string, given: Partial<RequestLine> = {}): RequestLine {
  return {
    source: 'itsm',
    number,
    item: itemKey('alice', 'deploy'),
    kind: 'provision',
    principal: 'alice',
    entitlement: 'deploy',
    openedAt: 1,
    closedAt: 2,
    state: 'closed-complete',
    approvals: [],
    ...given,
  }
}

/** The verdict that no approval counts. */
export const someVerdict: StoredVerdict = {
  policy: 'p',
  judgedAt: 3,
  sufficient: false,
  onlyLate: false,
  assurance: 'unproven',
  approvedBy: [],
  refused: [{ approver: 'bob', faults: ['informal'] }],
}
