import { grant, matching, ticket } from './tickets.ts'
import type { QuietAffair, RaisingAffair } from './world.ts'

const overdue = { number: 'REQ2401', principal: 'oskar', entitlement: 'data-vault', day: '2025-09-04' }
const confirmed = { number: 'REQ3301', principal: 'nils', entitlement: 'data-vault', day: '2025-06-11' }
const revoked = { number: 'REQ3311', principal: 'farah', entitlement: 'data-vault', day: '2025-10-15' }

/** The kind about access that somebody should have confirmed. */
export const raisingRecertification: readonly RaisingAffair[] = [
  {
    reason: {
      kind: 'recertification-overdue',
      about: { principal: 'oskar', entitlement: 'data-vault', system: 'cloud' },
      tickets: ['REQ2401'],
      why: 'The vault must be confirmed every 180 days: Oskar’s was due on 3 March, and Amina, who kept it, does not own the vault.',
      seen: 3,
      state: 'open',
    },
    ...matching(overdue),
    recertifications: [
      {
        principal: 'oskar',
        entitlement: 'data-vault',
        decision: 'keep',
        decider: 'amina',
        decidedAt: '2026-02-24T13:00:00Z',
      },
    ],
  },
]

/** Access that looks as if nobody had looked at it, or as if nobody had acted on what was decided. */
export const quietRecertification: readonly QuietAffair[] = [
  {
    nearMiss: {
      what: 'access that was kept in time',
      about: { principal: 'nils', entitlement: 'data-vault' },
      why: 'Leila owns the vault and kept Nils’s access on 1 December, so it is due again at the end of May.',
    },
    ...matching(confirmed),
    recertifications: [
      {
        principal: 'nils',
        entitlement: 'data-vault',
        decision: 'keep',
        decider: 'leila',
        decidedAt: '2025-12-01T09:30:00Z',
      },
    ],
  },
  {
    nearMiss: {
      what: 'access that was revoked and is gone',
      about: { principal: 'farah', entitlement: 'data-vault' },
      why: 'Viktor revoked Farah’s access on 10 February, and two days later it was taken away.',
    },
    tickets: [ticket(revoked)],
    grants: [grant(revoked, { until: '2026-02-12T11:00:00Z' })],
    recertifications: [
      {
        principal: 'farah',
        entitlement: 'data-vault',
        decision: 'revoke',
        decider: 'viktor',
        decidedAt: '2026-02-10T15:20:00Z',
      },
    ],
  },
]
