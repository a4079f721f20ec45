import { grant, matching, ticket } from './tickets.ts'
import type { QuietAffair, Ticket } from './world.ts'

const graceful = { number: 'REQ3001', principal: 'hassan', entitlement: 'expenses', day: '2026-03-03' }
const leaving = { number: 'REQ3011', principal: 'nils', entitlement: 'cloud-viewer', day: '2025-06-23' }
const renewed = { number: 'REQ3021', principal: 'amina', entitlement: 'cloud-viewer', day: '2025-09-01' }
const over = { number: 'REQ3031', principal: 'farah', entitlement: 'data-warehouse', level: 'read', day: '2025-10-20' }
const raised = { number: 'REQ3041', principal: 'bruno', entitlement: 'ledger', level: 'read', day: '2025-06-16' }
const again = { number: 'REQ3051', principal: 'priya', entitlement: 'cloud-operator', day: '2025-03-10' }
const reopened = {
  number: 'REQ3061',
  principal: 'farah',
  entitlement: 'code-repositories',
  level: 'write',
  day: '2026-02-24',
}
const departed = { number: 'REQ3071', principal: 'tomasz', entitlement: 'cloud-viewer', day: '2025-02-17' }
const refused = { number: 'REQ3081', principal: 'ewa', entitlement: 'cloud-admin', day: '2026-02-09' }
const approved = { number: 'REQ3093', principal: 'nils', entitlement: 'code-releases', day: '2026-02-24' }
const staying = { number: 'REQ3091', principal: 'dana', entitlement: 'code-releases', day: '2025-05-27' }

/** Tickets and access that look as if they differed, and do not. */
export const quietAccess: readonly QuietAffair[] = [
  {
    nearMiss: {
      what: 'grace after a provision',
      about: { principal: 'hassan', entitlement: 'expenses' },
      why: 'REQ3001 closed half a day before the third night, and the policy gives a day.',
    },
    tickets: [ticket(graceful)],
    grants: [],
  },
  {
    nearMiss: {
      what: 'grace after a removal',
      about: { principal: 'nils', entitlement: 'cloud-viewer' },
      why: 'REQ3012 closed the removal half a day before the third night, and the policy gives a day.',
    },
    tickets: [ticket(leaving), removal(leaving, 'REQ3012', '2026-03-03')],
    grants: [grant(leaving)],
  },
  {
    nearMiss: {
      what: 'renewed before its end',
      about: { principal: 'amina', entitlement: 'cloud-viewer' },
      why: 'REQ3021 ended on 28 February, and REQ3022 had renewed it a week before.',
    },
    tickets: [
      ticket({ ...renewed, expiresAt: '2026-02-28' }),
      ticket({ ...renewed, number: 'REQ3022', day: '2026-02-21', expiresAt: '2026-08-31' }),
    ],
    grants: [grant(renewed)],
  },
  {
    nearMiss: {
      what: 'expired and taken away',
      about: { principal: 'farah', entitlement: 'data-warehouse' },
      why: 'REQ3031 ended on 31 January, and so did the access.',
    },
    tickets: [ticket({ ...over, expiresAt: '2026-01-31' })],
    grants: [grant(over, { until: '2026-01-31T22:00:00Z' })],
  },
  {
    nearMiss: {
      what: 'a level that was raised by a change',
      about: { principal: 'bruno', entitlement: 'ledger' },
      why: 'REQ3041 allowed Bruno to read, and REQ3042 raised that to posting.',
    },
    tickets: [
      ticket(raised),
      ticket({ ...raised, number: 'REQ3042', kind: 'change', level: 'post', day: '2025-11-03' }),
    ],
    grants: [grant({ ...raised, level: 'post' })],
  },
  {
    nearMiss: {
      what: 'removed, and provisioned again',
      about: { principal: 'priya', entitlement: 'cloud-operator' },
      why: 'REQ3052 took it away, and REQ3053 gave it again: the last ticket counts.',
    },
    tickets: [
      ticket(again),
      removal(again, 'REQ3052', '2025-09-15'),
      ticket({ ...again, number: 'REQ3053', day: '2025-12-08' }),
    ],
    grants: [grant(again, { until: '2025-09-15T14:00:00Z' }), grant({ ...again, day: '2025-12-08' })],
  },
  {
    nearMiss: {
      what: 'a ticket that was reopened',
      about: { principal: 'farah', entitlement: 'code-repositories' },
      why: 'REQ3061 was reopened on 2 March and the access taken back: until it closes again it promises nothing.',
    },
    tickets: [ticket(reopened, { reopenedAt: '2026-03-02T11:30:00Z' })],
    grants: [grant(reopened, { until: '2026-03-02T11:50:00Z' })],
  },
  {
    nearMiss: {
      what: 'a leaver’s access that was taken away',
      about: { principal: 'tomasz', entitlement: 'cloud-viewer' },
      why: 'REQ3072 took it away on his last day.',
    },
    tickets: [ticket(departed), removal(departed, 'REQ3072', '2026-03-02')],
    grants: [grant(departed, { until: '2026-03-02T14:00:00Z' })],
  },
  {
    nearMiss: {
      what: 'a request that was turned down',
      about: { principal: 'ewa', entitlement: 'cloud-admin' },
      why: 'REQ3081 was rejected and closed as incomplete, so it promises nothing.',
    },
    tickets: [turnedDown(refused)],
    grants: [],
  },
  {
    nearMiss: {
      what: 'a removal that is still open',
      about: { principal: 'dana', entitlement: 'code-releases' },
      why: 'REQ3092 asks to take it away and is not closed, so REQ3091 still stands.',
    },
    tickets: [ticket(staying), asOpen(removal(staying, 'REQ3092', '2026-03-02'))],
    grants: [grant(staying)],
  },
  {
    nearMiss: {
      what: 'a request that is approved and not yet fulfilled',
      about: { principal: 'nils', entitlement: 'code-releases' },
      why: 'REQ3093 has been open for a week, and its owner approved it on the first day.',
    },
    tickets: [asOpen(ticket(approved))],
    grants: [],
  },
  {
    nearMiss: {
      what: 'somebody whose last day is yet to come',
      about: { principal: 'pieter', entitlement: 'ledger' },
      why: 'Pieter’s contract ends on 31 March, and until then he is active.',
    },
    ...matching({ number: 'REQ3101', principal: 'pieter', entitlement: 'ledger', level: 'read', day: '2025-12-15' }),
  },
]

function removal(asking: Parameters<typeof ticket>[0], number: string, day: string): Ticket {
  return ticket({ ...asking, number, day, kind: 'deprovision', justification: 'No longer needed' })
}

function asOpen({ fulfilledAt: _fulfilled, closed: _closed, ...open }: Ticket): Ticket {
  return open
}

function turnedDown(asking: Parameters<typeof ticket>[0]): Ticket {
  const { day } = asking
  return {
    ...asOpen(ticket(asking)),
    approvals: [{ approver: 'noor', decision: 'rejected', decidedAt: `${day}T10:00:00Z`, how: 'native' }],
    closed: { at: `${day}T10:30:00Z`, as: 'closed-incomplete' },
  }
}
