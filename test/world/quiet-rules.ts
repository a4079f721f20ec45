import { grant, matching, ticket } from './tickets.ts'
import type { QuietAffair } from './world.ts'

const delegated = { number: 'REQ3201', principal: 'mei', entitlement: 'code-releases', day: '2026-01-14' }
const inTeam = { number: 'REQ3211', principal: 'dana', entitlement: 'platform-team', day: '2025-08-25' }

/** Rules, approvals and accounts that look wrong, and are as they should be. */
export const quietRules: readonly QuietAffair[] = [
  {
    nearMiss: {
      what: 'a birthright',
      about: { entitlement: 'code-read' },
      why: 'Every human may read the code without a ticket: the catalogue says so.',
    },
    tickets: [],
    grants: [],
  },
  {
    nearMiss: {
      what: 'a delegated approval',
      about: { principal: 'mei', entitlement: 'code-releases' },
      why: 'Samir was away, and Kofi approved REQ3201 as the delegate whom Samir had named for those days.',
    },
    tickets: [
      ticket(delegated, {
        approvals: [
          {
            approver: 'kofi',
            onBehalfOf: 'samir',
            decision: 'approved',
            decidedAt: '2026-01-14T10:00:00Z',
            how: 'native',
          },
        ],
      }),
    ],
    grants: [grant(delegated)],
  },
  {
    nearMiss: {
      what: 'two approvers, as the rule asks',
      about: { principal: 'sofia', entitlement: 'payments' },
      why: 'Two different finance controllers approved REQ3221.',
    },
    ...matching({ number: 'REQ3221', principal: 'sofia', entitlement: 'payments', day: '2025-11-17' }),
  },
  {
    nearMiss: {
      what: 'a rule that asks for no approval',
      about: { principal: 'kofi', entitlement: 'code-sandbox' },
      why: 'Nobody needs to approve the sandbox, so REQ3231 has no approval.',
    },
    ...matching({ number: 'REQ3231', principal: 'kofi', entitlement: 'code-sandbox', day: '2025-09-29' }),
  },
  {
    nearMiss: {
      what: 'an indirect grant',
      about: { principal: 'dana', entitlement: 'cloud-operator' },
      why: 'Dana holds it only through the platform team, to which REQ3211 admitted her.',
    },
    tickets: [ticket(inTeam)],
    grants: [grant(inTeam), { ...grant({ ...inTeam, entitlement: 'cloud-operator' }), via: ['platform-team'] }],
  },
  {
    nearMiss: {
      what: 'a request that passed the gate',
      about: { principal: 'viktor', entitlement: 'code-sandbox' },
      why: 'REQ3251 passed the gate before it was fulfilled; older tickets were closed when there was none.',
    },
    ...matching({ number: 'REQ3251', principal: 'viktor', entitlement: 'code-sandbox', day: '2026-03-02' }),
  },
  {
    nearMiss: {
      what: 'one side of a conflict',
      about: { principal: 'yara', entitlement: 'payments' },
      why: 'Yara releases payments and enters no expenses.',
    },
    tickets: [],
    grants: [],
  },
  {
    nearMiss: {
      what: 'a second account that holds nothing',
      about: { account: 'noor-emergency' },
      why: 'Noor’s account for emergencies exists, and holds no access.',
    },
    tickets: [],
    grants: [],
  },
  {
    nearMiss: {
      what: 'an agent with a sponsor',
      about: { principal: 'release-assistant' },
      why: 'Samir is active and answers for the release assistant.',
    },
    tickets: [],
    grants: [],
  },
  {
    nearMiss: {
      what: 'an agent that holds no more than a peer',
      about: { principal: 'code-reviewer', entitlement: 'code-repositories' },
      why: 'The code reviewer writes to the repositories, and so does Lucía, one of its peers.',
    },
    tickets: [],
    grants: [],
  },
  {
    nearMiss: {
      what: 'a credential that was renewed in time',
      about: { principal: 'release-assistant', entitlement: 'code-releases' },
      why: 'The release assistant has held it since May, and its key was renewed in January.',
    },
    tickets: [],
    grants: [],
  },
  {
    nearMiss: {
      what: 'a ticket that is not about access',
      about: { principal: 'oskar', system: 'finance' },
      why: 'REQ3241 is a password reset: it is counted, and promises nothing.',
    },
    tickets: [
      {
        number: 'REQ3241',
        kind: 'none',
        principal: 'oskar',
        requester: 'oskar',
        justification: 'Password forgotten',
        openedAt: '2026-02-27T07:50:00Z',
        approvals: [],
        closed: { at: '2026-02-27T08:05:00Z', as: 'closed-complete' },
      },
    ],
    grants: [],
  },
]
