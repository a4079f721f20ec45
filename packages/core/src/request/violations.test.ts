import { describe, expect, it } from 'vitest'
import type { PolicyException } from '../model/exception.ts'
import type { Person } from '../model/person.ts'
import type { RequestLine } from '../model/request.ts'
import { day, oneDay } from '../testdata/day.ts'
import { anEntitlement } from '../testdata/entitlement.ts'
import { aPerson } from '../testdata/person.ts'
import { anOpenRequest } from '../testdata/request.ts'
import { type Asking, anAskedRequest, surroundingsOf, wordsOf } from '../testdata/surroundings.ts'
import { evaluateRequest } from './evaluate-request.ts'
import { type RuleId, ruleIds } from './rules.ts'

/** The field that a rule is about, and situations that break it, each with all that is then said. */
interface Told {
  readonly field: keyof RequestLine
  readonly cases: readonly (readonly [Asking, string])[]
}

/** A field that the request does not name. */
const absent = undefined as never
const gone = aPerson('gone', { active: false })
const dora = aPerson('dora', { accounts: [{ account: 'dora-adm' }] })
const item = (given: object): Asking => ({ items: [{ item: '1', kind: 'provision', entitlement: 'deploy', ...given }] })
const levels = { levels: ['read', 'write'] }
const audit = anEntitlement('audit', { conflicts: ['deploy'] })

function robot(kind: 'service' | 'agent', given: Partial<Person>, more: Asking = {}): Asking {
  return {
    held: { carol: [{ entitlement: 'deploy', level: 'read' }] },
    ...more,
    request: { principal: 'bot', ...more.request },
    people: [aPerson('bot', { kind, sponsor: 'bob', ...given }), gone],
  }
}

function under(given: Partial<PolicyException>, request: Partial<RequestLine> = {}): Asking {
  return {
    people: [gone, aPerson('olga'), aPerson('pia')],
    request: { exception: 'e-1', ...request },
    exception: {
      id: 'e-1',
      owner: 'olga',
      reason: 'bob is away',
      from: day(9),
      until: day(20),
      covers: { rule: 'owner-not-listed' },
      approvedBy: 'pia',
      ...given,
    },
  }
}

const told: Readonly<Record<RuleId, Told>> = {
  'item-disagrees': {
    field: 'item',
    cases: [
      [
        item({ kind: 'change' }),
        'The item `1` stands for kind `change`, and the request is of kind `provision`. Order the item that stands for what you need.',
      ],
      [
        item({ entitlement: 'audit' }),
        'The item `1` stands for `audit`, and the request names `deploy`. Order the item that stands for what you need.',
      ],
    ],
  },
  'entitlement-unknown': {
    field: 'entitlement',
    cases: [
      [
        { request: { entitlement: '' } },
        'The request names no entitlement. Name an entitlement of the catalogue, or have it added.',
      ],
      [
        { request: { entitlement: 'wiki' } },
        'The catalogue has no entitlement `wiki`. Name an entitlement of the catalogue, or have it added.',
      ],
      [
        { request: { entitlement: 'DEPLOY' } },
        'The catalogue has no entitlement `DEPLOY`. Did you mean `deploy`? Write it exactly so.',
      ],
    ],
  },
  'entitlement-not-requestable': {
    field: 'entitlement',
    cases: [
      [
        { entitlement: { requestable: false } },
        '`deploy` is closed for requests. Ask an owner of the entitlement what to request instead.',
      ],
    ],
  },
  'level-missing': {
    field: 'level',
    cases: [
      [
        { entitlement: levels },
        '`deploy` has levels, and the request names none. Name one of its levels: `read`, `write`.',
      ],
    ],
  },
  'level-unknown': {
    field: 'level',
    cases: [
      [
        { entitlement: levels, request: { level: 'admin' } },
        '`deploy` has no level `admin`. Name one of its levels: `read`, `write`.',
      ],
    ],
  },
  'principal-unknown': {
    field: 'principal',
    cases: [
      [
        { request: { principal: 'zoe' } },
        'The principal `zoe` is not exactly one principal that is known. Name the principal by its id.',
      ],
      [
        { request: { principal: 'Alice' } },
        'The principal `Alice` is not exactly one principal that is known. Did you mean `alice`? Write it exactly so.',
      ],
    ],
  },
  'principal-inactive': {
    field: 'principal',
    cases: [
      [
        { people: [gone], request: { principal: 'gone' } },
        'The principal `gone` is not active. Ask again once the principal is active.',
      ],
    ],
  },
  'role-not-eligible': {
    field: 'principal',
    cases: [
      [
        { entitlement: { roles: ['operator', 'lead'] } },
        '`alice` has none of the roles that may hold `deploy`: `operator`, `lead`. Have the role assigned first, or request access that fits the role.',
      ],
    ],
  },
  'requester-unknown': {
    field: 'requester',
    cases: [
      [
        { request: { requester: 'zoe' } },
        'The requester `zoe` is not exactly one principal that is known. Name the requester by its id.',
      ],
      [
        { people: [dora], request: { requester: 'DORA-ADM' } },
        'The requester `DORA-ADM` is not exactly one principal that is known. Did you mean `dora`? Write it exactly so.',
      ],
    ],
  },
  'requester-inactive': {
    field: 'requester',
    cases: [
      [
        { people: [gone], request: { requester: 'gone' } },
        'The requester `gone` is not active. Have somebody who is active make the request.',
      ],
    ],
  },
  'owner-missing': {
    field: 'owner',
    cases: [
      [
        { request: { owner: absent }, entitlement: { owners: ['bob', 'carol'] } },
        'The request names no owner. Name an owner of `deploy`: `bob`, `carol`.',
      ],
      [
        { request: { owner: absent }, entitlement: { owners: ['gone', 'zoe'] }, people: [gone] },
        'The request names no owner. Have an active owner of `deploy` put into the catalogue, then name that owner.',
      ],
      [
        { request: { owner: absent }, governed: false },
        'The request names no owner. Name an owner of the entitlement.',
      ],
    ],
  },
  'owner-unknown': {
    field: 'owner',
    cases: [
      [
        { request: { owner: 'zoe' } },
        'The owner `zoe` is not exactly one principal that is known. Name the owner by its id.',
      ],
      [
        { request: { owner: 'BOB' } },
        'The owner `BOB` is not exactly one principal that is known. Did you mean `bob`? Write it exactly so.',
      ],
    ],
  },
  'owner-inactive': {
    field: 'owner',
    cases: [
      [
        { people: [gone], entitlement: { owners: ['gone', 'bob'] }, request: { owner: 'gone' } },
        'The owner `gone` is not active. Name an owner of `deploy`: `bob`.',
      ],
      [
        { people: [gone], governed: false, request: { owner: 'gone' } },
        'The owner `gone` is not active. Name another owner of the entitlement.',
      ],
    ],
  },
  'owner-not-listed': {
    field: 'owner',
    cases: [
      [{ request: { owner: 'carol' } }, '`carol` is not an owner of `deploy`. Name an owner of `deploy`: `bob`.'],
    ],
  },
  'expiry-missing': {
    field: 'expiresAt',
    cases: [
      [
        { request: { expiresAt: absent } },
        'The request names no end, and `deploy` is not given without one. Name the day on which the access ends.',
      ],
      [
        { governed: false, request: { expiresAt: absent } },
        'The request names no end, and `deploy` is not given without one. Name the day on which the access ends.',
      ],
      [
        { request: { expiresAt: absent }, entitlement: { maxDuration: 20 * oneDay } },
        'The request names no end, and `deploy` is not given without one. Name an end no later than 2026-01-29.',
      ],
      [
        robot('agent', { peers: ['carol'] }, { entitlement: { permanent: true }, request: { expiresAt: absent } }),
        'The request names no end, and what an agent holds always ends. Name an end no later than 2026-04-09.',
      ],
    ],
  },
  'expiry-malformed': {
    field: 'expiresAt',
    cases: [
      [
        { request: { expiresAt: Number.NaN } },
        'The end of the request is no moment in time. Write the end as a day, such as 2026-09-27.',
      ],
    ],
  },
  'expiry-past': {
    field: 'expiresAt',
    cases: [
      [
        { request: { expiresAt: day(10) } },
        'The access would have ended on 2026-01-09. Name an end that is still to come.',
      ],
      [
        { request: { expiresAt: day(10) }, entitlement: { maxDuration: 20 * oneDay } },
        'The access would have ended on 2026-01-09. Name an end no later than 2026-01-29.',
      ],
    ],
  },
  'expiry-too-late': {
    field: 'expiresAt',
    cases: [
      [
        { entitlement: { maxDuration: 20 * oneDay } },
        'The access would end on 2026-02-08, and `deploy` is given for 20 days at most. Name an end no later than 2026-01-29.',
      ],
    ],
  },
  'justification-missing': {
    field: 'justification',
    cases: [
      [
        { request: { justification: absent } },
        'The request gives no justification. Say in at least 10 characters what the access is needed for.',
      ],
      [
        { request: { justification: 'because' } },
        'The justification `because` is shorter than 10 characters. Say in at least 10 characters what the access is needed for.',
      ],
    ],
  },
  'access-unknown': {
    field: 'principal',
    cases: [
      [
        { others: [audit], held: 'unknown' },
        '`deploy` must not meet some other access, and nobody knows what `alice` holds. Have the access source read completely, then ask again.',
      ],
      [
        robot('agent', { peers: ['carol'] }, { held: 'unknown' }),
        'Nobody knows what the peers of `bot` hold. Have the access source read completely, then ask again.',
      ],
    ],
  },
  'conflicts-with-held': {
    field: 'entitlement',
    cases: [
      [
        { others: [audit], held: { alice: [{ entitlement: 'audit' }] } },
        '`alice` holds `audit`, which must not meet `deploy`. Have `audit` removed first.',
      ],
    ],
  },
  'conflicts-with-requested': {
    field: 'entitlement',
    cases: [
      [
        { others: [audit], open: [anOpenRequest({ number: 'REQ9', entitlement: 'audit' })] },
        '`REQ9` asks for `audit`, which must not meet `deploy`. Cancel this request or `REQ9`.',
      ],
    ],
  },
  'duplicate-of-request': {
    field: 'number',
    cases: [
      [
        { open: [anOpenRequest({ number: 'REQ0' })] },
        '`REQ0` is still open and asks for the same. Cancel this request or `REQ0`.',
      ],
    ],
  },
  'duplicate-of-held': {
    field: 'entitlement',
    cases: [
      [
        { held: { alice: [{ entitlement: 'deploy' }] } },
        '`alice` already holds `deploy` for as long. Cancel the request, or ask for a later end or a higher level.',
      ],
    ],
  },
  'sponsor-missing': {
    field: 'principal',
    cases: [
      [
        robot('service', { sponsor: absent }),
        'The service `bot` has no sponsor. Have an active human named as its sponsor.',
      ],
      [
        robot('agent', { sponsor: 'gone', peers: ['carol'] }),
        'The sponsor of the agent `bot`, `gone`, is no active human. Have an active human named as its sponsor.',
      ],
    ],
  },
  'peers-missing': {
    field: 'principal',
    cases: [[robot('agent', {}), 'The agent `bot` has no peers. Have active humans named as its peers.']],
  },
  'peer-not-active-human': {
    field: 'principal',
    cases: [
      [
        robot('agent', { peers: ['carol', 'gone'] }),
        '`gone`, a peer of the agent `bot`, is no active human. Have that peer removed or replaced.',
      ],
    ],
  },
  'exceeds-peers': {
    field: 'entitlement',
    cases: [
      [
        robot('agent', { peers: ['bob'] }),
        'No peer of the agent `bot` holds `deploy`. Ask for no more than one of its peers holds.',
      ],
      [
        robot('agent', { peers: ['carol'] }, { entitlement: levels, request: { level: 'write' } }),
        'No peer of the agent `bot` holds `deploy` at level `write`. Ask for no more than one of its peers holds.',
      ],
    ],
  },
  'exception-unknown': {
    field: 'exception',
    cases: [
      [{ request: { exception: 'e-0' } }, 'There is no exception `e-0`. Name an exception that was recorded, or none.'],
    ],
  },
  'exception-not-for-rule': {
    field: 'exception',
    cases: [
      ...[
        {},
        { rule: 'owner-not-listed', finding: 'f-1' },
        { rule: 'owner-not-listed', kind: 'access-without-ticket' } as const,
      ].map(
        (covers) =>
          [
            under({ covers }),
            'The exception `e-1` is about findings, and excuses no rule of a request. Name an exception to the rule that the request breaks, or none.',
          ] as const,
      ),
      [
        under({ covers: { rule: 'level-unknown' } }),
        'The exception `e-1` is for `level-unknown`, which is no rule that can be excused. Name an exception to the rule that the request breaks, or none.',
      ],
    ],
  },
  'exception-not-for-request': {
    field: 'exception',
    cases: [
      { principal: 'bob' },
      { account: 'alice-adm' },
      { entitlement: 'audit' },
      { system: 'test' },
      { ticket: 'REQ2' },
    ].map((covers) => [
      under({ covers: { rule: 'owner-not-listed', ...covers } }),
      `The exception \`e-1\` is for \`${Object.values(covers)[0]}\`, and not for this request. Name an exception that was made for this request, or none.`,
    ]),
  },
  'exception-not-in-force': {
    field: 'exception',
    cases: [
      [under({ from: day(11) }), 'The exception `e-1` has not begun. Have a new exception decided, or meet the rule.'],
      [under({ until: day(10) }), 'The exception `e-1` has ended. Have a new exception decided, or meet the rule.'],
    ],
  },
  'exception-too-long': {
    field: 'exception',
    cases: [
      [
        { ...under({}), policy: { maxException: 10 * oneDay } },
        'The exception `e-1` lasts longer than 10 days, the longest that the policy allows. Have an exception decided that ends earlier.',
      ],
    ],
  },
  'exception-unaccountable': {
    field: 'exception',
    cases: [
      [
        under({ owner: 'gone' }),
        '`gone`, who owns the exception `e-1`, is no active human. Have the exception decided again, by people who are still active.',
      ],
      [
        under({ approvedBy: 'gone' }),
        '`gone`, who approved the exception `e-1`, is no active human. Have the exception decided again, by people who are still active.',
      ],
    ],
  },
  'exception-self-approved': {
    field: 'exception',
    cases: [
      [
        under({ approvedBy: 'olga' }),
        '`olga` approved the exception `e-1`, and has an interest in it. Have the exception approved by somebody who has no interest in it.',
      ],
    ],
  },
}

const cases = ruleIds.flatMap((rule) => told[rule].cases.map(([asking, words]) => [rule, words, asking] as const))

describe('whoever breaks a rule is told', () => {
  it.each(cases)('(%s) %s', (rule, words, asking) => {
    expect(wordsOf(rule, asking)).toBe(words)
  })

  it.each(ruleIds.map((rule) => [told[rule].field, rule] as const))(
    'that `%s` is the field at fault: %s',
    (field, rule) => {
      for (const [asking] of told[rule].cases) {
        const { violations } = evaluateRequest(anAskedRequest(asking.request), surroundingsOf(asking), day(10))
        expect(violations.find(({ code }) => code === rule)?.field).toBe(field)
      }
    },
  )
})
