import { grant, ticket } from './tickets.ts'
import type { RaisingAffair } from './world.ts'

const spoken = {
  number: 'REQ2101',
  principal: 'ravi',
  entitlement: 'code-repositories',
  level: 'write',
  day: '2026-01-19',
}
const hasty = {
  number: 'REQ2111',
  principal: 'kofi',
  entitlement: 'cloud-operator',
  day: '2026-02-12',
  justification: 'On call during the outage of 11 February',
}
const broad = {
  number: 'REQ2121',
  principal: 'dana',
  entitlement: 'code-repositories',
  level: 'write',
  day: '2025-10-06',
}

/** The kinds in which access has its ticket, and the ticket does not carry it. */
export const raisingEvidence: readonly RaisingAffair[] = [
  {
    reason: {
      kind: 'closed-without-evidence',
      about: { principal: 'ravi', entitlement: 'code-repositories', system: 'code' },
      tickets: ['REQ2101'],
      why: 'The only approval of REQ2101 is a comment that says “fine with me”, which is no recorded decision.',
      seen: 1,
      state: 'open',
    },
    tickets: [
      ticket(spoken, {
        approvals: [{ approver: 'priya', decision: 'approved', decidedAt: '2026-01-19T10:00:00Z', how: 'informal' }],
      }),
    ],
    grants: [grant(spoken)],
  },
  {
    reason: {
      kind: 'granted-before-approval',
      about: { principal: 'kofi', entitlement: 'cloud-operator', system: 'cloud' },
      tickets: ['REQ2111'],
      why: 'During an outage Kofi got the role in the evening of 11 February, and its owner approved REQ2111 the morning after.',
      seen: 1,
      state: 'open',
    },
    tickets: [ticket(hasty)],
    grants: [grant(hasty, { from: '2026-02-11T21:40:00Z' })],
  },
  {
    reason: {
      kind: 'broader-than-ticket',
      about: { principal: 'dana', account: 'dana-dev', entitlement: 'code-repositories', system: 'code' },
      tickets: ['REQ2121'],
      why: 'REQ2121 allows Dana to write, and she administers the repositories.',
      seen: 1,
      state: 'open',
    },
    tickets: [ticket(broad)],
    grants: [grant(broad, { level: 'admin' })],
  },
]
