/** Hassan asks to release code, and does nearly everything wrong that one can. */
const hasty = {
  number: 'REQ9001',
  kind: 'provision',
  principal: 'hassan',
  entitlement: 'code-releases',
  requester: 'hassan',
  openedAt: '2026-03-03T08:00:00Z',
  expiresAt: '2026-02-28',
  justification: 'urgent',
  changes: [],
  approvals: [{ approver: 'hassan', decision: 'approved', decidedAt: '2026-03-03T09:00:00Z', how: 'native' }],
}

/** The requests that the demo asks about, by file name: one as it came in, and the same put right. */
export const askedRequests: Readonly<Record<'request.json' | 'request-put-right.json', object>> = {
  'request.json': hasty,
  'request-put-right.json': {
    ...hasty,
    owner: 'samir',
    expiresAt: '2026-05-31',
    justification: 'Stands in for Samir until May',
    approvals: [{ ...hasty.approvals[0], approver: 'samir' }],
  },
}
