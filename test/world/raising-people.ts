import { grant, matching } from './tickets.ts'
import type { RaisingAffair } from './world.ts'

const left = {
  number: 'REQ2201',
  principal: 'tomasz',
  entitlement: 'code-repositories',
  level: 'maintain',
  day: '2025-02-17',
}
const administered = { number: 'REQ2211', principal: 'ingrid', entitlement: 'cloud-admin', day: '2025-11-24' }
const overreaching = {
  number: 'REQ2231',
  principal: 'warehouse-guide',
  entitlement: 'cloud-operator',
  day: '2026-01-20',
}
const collected = { number: 'REQ2221', principal: 'metrics-collector', entitlement: 'cloud-viewer', day: '2025-03-03' }

/** The kinds about principals and their accounts. */
export const raisingPeople: readonly RaisingAffair[] = [
  {
    reason: {
      kind: 'leaver-still-active',
      about: { principal: 'tomasz', account: 'tomasz-dev', entitlement: 'code-repositories', system: 'code' },
      tickets: [],
      why: 'Tomasz’s last day was 2 March; his other access was taken away in time, and this was overlooked.',
      seen: 2,
      state: 'open',
    },
    ...matching(left),
  },
  {
    reason: {
      kind: 'sponsorless-principal',
      about: { principal: 'metrics-collector' },
      tickets: [],
      why: 'Tomasz answered for the metrics collector, and nobody took over when he left.',
      seen: 2,
      state: 'open',
    },
    // He asked for it himself while he was there; its access is in order.
    ...matching(collected),
  },
  {
    reason: {
      kind: 'unmatched-account',
      about: { account: 'migration-temp', system: 'cloud' },
      tickets: [],
      why: 'An account from a migration is still there, and the directory knows nobody who owns it.',
      seen: 1,
      state: 'open',
    },
    tickets: [],
    grants: [{ system: 'cloud', account: 'migration-temp', entitlement: 'cloud-viewer', from: '2024-10-05T07:00:00Z' }],
  },
  {
    reason: {
      kind: 'ambiguous-account',
      about: { account: 'closing-desk', system: 'finance' },
      tickets: [],
      why: 'Chiara and Sofia share this account for the monthly closing, so what it does is nobody’s.',
      seen: 1,
      state: 'open',
    },
    tickets: [],
    grants: [
      {
        system: 'finance',
        account: 'closing-desk',
        entitlement: 'ledger',
        level: 'post',
        from: '2025-01-02T08:00:00Z',
      },
    ],
  },
  {
    reason: {
      kind: 'duplicate-account',
      about: { principal: 'ingrid', account: 'ingrid-admin', system: 'cloud', counterpart: 'ingrid' },
      tickets: [],
      why: 'Ingrid administers the cloud through a second account; the exception that allowed it ended on 3 March.',
      seen: 1,
      state: 'reopened',
    },
    ...matchingThrough('ingrid-admin'),
  },
  {
    reason: {
      kind: 'agent-exceeds-human',
      about: { principal: 'warehouse-guide', entitlement: 'cloud-operator', system: 'cloud' },
      tickets: [],
      why: 'REQ2231 let the warehouse guide operate production, which neither Amina nor Viktor may do.',
      seen: 1,
      state: 'open',
    },
    ...matching(overreaching),
  },
  {
    reason: {
      kind: 'rotation-overdue',
      about: { principal: 'build-runner', account: 'svc-build-runner', entitlement: 'code-releases', system: 'code' },
      tickets: [],
      why: 'The key of the build machines is from September, and who may release must renew it every 90 days.',
      seen: 1,
      state: 'open',
    },
    // Its access is ordinary.
    tickets: [],
    grants: [],
  },
  {
    reason: {
      kind: 'separation-of-duties',
      about: { principal: 'chiara', entitlement: 'expenses', system: 'finance', counterpart: 'payments' },
      tickets: [],
      why: 'Chiara enters expenses and releases payments, and either ticket was approved without the other.',
      seen: 1,
      state: 'open',
    },
    // Both belong to the ordinary access.
    tickets: [],
    grants: [],
  },
]

function matchingThrough(account: string): Pick<RaisingAffair, 'tickets' | 'grants'> {
  return { tickets: matching(administered).tickets, grants: [grant(administered, { account })] }
}
