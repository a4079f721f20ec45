import { grant, ticket } from './tickets.ts'
import type { RaisingAffair, Ticket } from './world.ts'

const asked = { principal: 'hassan', entitlement: 'data-warehouse', level: 'read' }
const hurried = { number: 'REQ2311', principal: 'amina', entitlement: 'code-releases', day: '2026-03-02' }
const { gatePassedAt: _never, ...pastTheGate } = ticket(hurried)
const uncatalogued = { system: 'code', entitlement: 'legacy-deployers', from: '2023-04-18T09:00:00Z' } as const

/** The kinds about the catalogue, the tickets among themselves, the exceptions and the sources. */
export const raisingHouse: readonly RaisingAffair[] = [
  {
    reason: {
      kind: 'ownerless-entitlement',
      about: { entitlement: 'code-archive', system: 'code' },
      tickets: [],
      why: 'Tomasz was the only owner of the archive, and he has left.',
      seen: 2,
      state: 'open',
    },
    tickets: [],
    grants: [],
  },
  {
    reason: {
      kind: 'uncatalogued-entitlement',
      about: { entitlement: 'legacy-deployers', system: 'code' },
      tickets: [],
      why: 'A group from before the catalogue has three members, and no rule governs it.',
      seen: 1,
      state: 'open',
    },
    tickets: [],
    grants: ['nils-dev', 'farah-dev', 'ravi-dev'].map((account) => ({ ...uncatalogued, account })),
  },
  {
    reason: {
      kind: 'duplicate-request',
      about: { principal: 'hassan', entitlement: 'data-warehouse', system: 'cloud', counterpart: 'REQ2301' },
      tickets: ['REQ2301', 'REQ2302'],
      why: 'REQ2301 still waited, so Hassan asked again with REQ2302.',
      seen: 2,
      state: 'open',
    },
    tickets: [waiting('REQ2301', '2026-02-26T08:15:00Z'), waiting('REQ2302', '2026-03-02T10:05:00Z')],
    grants: [],
  },
  {
    reason: {
      kind: 'approval-overdue',
      about: { principal: 'hassan', entitlement: 'data-warehouse', system: 'cloud' },
      tickets: ['REQ2301'],
      why: 'REQ2301 is from 26 February, the policy gives three days, and no owner of the warehouse has decided it.',
      seen: 1,
      state: 'open',
    },
    // It is the older of the two requests above.
    tickets: [],
    grants: [],
  },
  {
    reason: {
      kind: 'gate-bypassed',
      about: { principal: 'amina', entitlement: 'code-releases', system: 'code' },
      tickets: ['REQ2311'],
      why: 'REQ2311 was approved and fulfilled on 2 March like any other, and somebody closed it without passing the gate.',
      seen: 2,
      state: 'open',
    },
    tickets: [pastTheGate],
    grants: [grant(hurried)],
  },
  {
    reason: {
      kind: 'exception-expired',
      about: { principal: 'noor', counterpart: 'EXC7' },
      tickets: [],
      why: 'EXC7 allowed Ingrid’s second account until 3 March, and the account is still there.',
      seen: 3,
      state: 'open',
    },
    tickets: [],
    grants: [],
  },
  {
    reason: {
      kind: 'source-incomplete',
      about: { counterpart: 'finance' },
      tickets: [],
      why: 'On the second night the finance export stopped in the middle of a line; the third night’s is whole again.',
      seen: 2,
      state: 'resolved',
    },
    tickets: [],
    grants: [],
  },
]

function waiting(number: string, openedAt: string): Ticket {
  const { fulfilledAt: _fulfilled, closed: _closed, ...open } = ticket({ ...asked, number, day: openedAt.slice(0, 10) })
  return { ...open, openedAt, approvals: [] }
}
