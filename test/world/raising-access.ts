import { grant, matching, ticket } from './tickets.ts'
import type { RaisingAffair } from './world.ts'

const returned = { number: 'REQ2001', principal: 'bruno', entitlement: 'payroll', day: '2025-04-14' }
const kept = { number: 'REQ2011', principal: 'jonas', entitlement: 'code-releases', day: '2025-05-26' }
const ended = {
  number: 'REQ2021',
  principal: 'pieter',
  entitlement: 'cloud-operator',
  day: '2025-12-01',
  expiresAt: '2026-03-03',
  justification: 'Help with the move to the new region',
}
const early = { number: 'REQ2031', principal: 'lucia', entitlement: 'code-releases', day: '2026-03-02' }
const vanished = {
  number: 'REQ2041',
  principal: 'oskar',
  entitlement: 'data-warehouse',
  level: 'write',
  day: '2025-09-22',
}
const forgotten = {
  number: 'REQ2051',
  principal: 'mei',
  entitlement: 'data-warehouse',
  level: 'read',
  day: '2026-03-02',
}
const old = { number: 'REQ2061', principal: 'report-mailer', entitlement: 'cloud-viewer', day: '2024-06-11' }

/** The kinds that say that tickets and systems differ: one affair each. */
export const raisingAccess: readonly RaisingAffair[] = [
  {
    reason: {
      kind: 'access-without-ticket',
      about: { principal: 'bruno', account: 'E1022', entitlement: 'payroll', system: 'finance' },
      tickets: ['REQ2002'],
      why: 'REQ2002 took payroll from Bruno on 20 February and the first night saw it gone; on 3 March somebody gave it back without a ticket.',
      seen: 3,
      state: 'open',
    },
    tickets: [
      ticket(returned),
      ticket({
        ...returned,
        number: 'REQ2002',
        kind: 'deprovision',
        day: '2026-02-20',
        justification: 'Changed teams',
      }),
    ],
    grants: [grant(returned, { until: '2026-02-20T14:00:00Z' }), grant(returned, { from: '2026-03-03T13:10:00Z' })],
  },
  {
    reason: {
      kind: 'closed-not-removed',
      about: { principal: 'jonas', account: 'jonas-dev', entitlement: 'code-releases', system: 'code' },
      tickets: ['REQ2012'],
      why: 'REQ2012 closed the removal on 16 February, and nobody took Jonas out of the releases group.',
      seen: 1,
      state: 'open',
    },
    tickets: [
      ticket(kept),
      ticket({
        ...kept,
        number: 'REQ2012',
        kind: 'deprovision',
        day: '2026-02-16',
        justification: 'No longer releases',
      }),
    ],
    grants: [grant(kept)],
  },
  {
    reason: {
      kind: 'expired-still-active',
      about: { principal: 'pieter', account: 'pieter', entitlement: 'cloud-operator', system: 'cloud' },
      tickets: ['REQ2021'],
      why: 'REQ2021 allowed a contractor to operate production until the end of 3 March, and on the third night he still can.',
      seen: 3,
      state: 'open',
    },
    ...matching(ended),
  },
  {
    reason: {
      kind: 'granted-while-open',
      about: { principal: 'lucia', account: 'lucia-dev', entitlement: 'code-releases', system: 'code' },
      tickets: ['REQ2031'],
      why: 'A colleague let Lucía release at once, while REQ2031 still waits for an owner to approve it.',
      seen: 2,
      state: 'open',
    },
    tickets: [openTicket(early)],
    grants: [grant(early, { from: '2026-03-02T09:20:00Z' })],
  },
  {
    reason: {
      kind: 'removed-without-ticket',
      about: { principal: 'oskar', entitlement: 'data-warehouse', system: 'cloud' },
      tickets: ['REQ2041'],
      why: 'Oskar may write to the warehouse by REQ2041 and held it on two nights; on the third it is gone, and no ticket took it.',
      seen: 3,
      state: 'open',
    },
    tickets: [ticket(vanished)],
    grants: [grant(vanished, { until: '2026-03-03T11:45:00Z' })],
  },
  {
    reason: {
      kind: 'closed-not-provisioned',
      about: { principal: 'mei', entitlement: 'data-warehouse', system: 'cloud' },
      tickets: ['REQ2051'],
      why: 'REQ2051 was closed as done on 2 March, a day and more has passed, and Mei never held it.',
      seen: 3,
      state: 'open',
    },
    tickets: [ticket(forgotten)],
    grants: [],
  },
  {
    reason: {
      kind: 'absent-before-first-night',
      about: { principal: 'report-mailer', entitlement: 'cloud-viewer', system: 'cloud' },
      tickets: ['REQ2061'],
      why: 'REQ2061 is from 2024, long before the first night; the access was never seen, so nobody can say whether it ever was there.',
      seen: 1,
      state: 'open',
    },
    tickets: [ticket(old)],
    grants: [],
  },
]

function openTicket(asking: Parameters<typeof ticket>[0]): RaisingAffair['tickets'][number] {
  const { fulfilledAt: _fulfilled, closed: _closed, ...open } = ticket(asking, { approvals: [] })
  return open
}
