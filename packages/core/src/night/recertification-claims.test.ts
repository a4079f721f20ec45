import { describe, expect, it } from 'vitest'
import { defaultPolicy } from '../policy/policy.ts'
import { aGrant, anAccount } from '../testdata/account.ts'
import { concluded, type Situation } from '../testdata/concluded.ts'
import { day, oneDay } from '../testdata/day.ts'
import { anEntitlement, bookOf } from '../testdata/entitlement.ts'
import { aNight, aScope } from '../testdata/night.ts'
import { aRecertification } from '../testdata/recertification.ts'
import { aRequest } from '../testdata/request.ts'

const levels = ['read', 'write']
const governed = (given: Parameters<typeof anEntitlement>[1] = {}, at = day(20)) =>
  aNight({ at, entitlements: bookOf(anEntitlement('deploy', { recertify: 5 * oneDay, levels, ...given })) })
const overdue = (situation: Situation = {}) =>
  concluded({ lines: [aRequest()], accounts: [anAccount()], night: governed(), ...situation }).claims.filter(
    ({ kind }) => kind === 'recertification-overdue',
  )

describe('recertificationClaims', () => {
  it('finds access that nobody has confirmed, and rests on its ticket and the snapshot', () => {
    expect(overdue()).toMatchObject([
      {
        principal: 'alice',
        entitlement: 'deploy',
        system: 'prod',
        tickets: ['REQ1'],
        since: day(15),
        message:
          '`alice` holds `deploy` on `prod` by `REQ1`, and was due to be confirmed on 2026-01-15: nobody has kept it yet.',
        evidence: [{ type: 'ticket', number: 'REQ1' }, { type: 'snapshot-line' }],
      },
    ])
    expect(overdue()[0]).not.toHaveProperty('account')
  })

  it('says who kept it last, and rests on that decision', () => {
    const recertifications = [aRecertification({ decidedAt: day(12) })]
    expect(overdue({ recertifications })).toMatchObject([
      {
        since: day(17),
        message: expect.stringMatching(/on 2026-01-17: `bob` last kept it on 2026-01-12\.$/),
        evidence: [{ type: 'ticket' }, { type: 'recertification', decision: 'keep' }, { type: 'snapshot-line' }],
      },
    ])
  })

  it('says whose decision does not count since, and why', () => {
    const recertifications = [
      aRecertification({ decidedAt: day(11), decider: 'alice' }),
      aRecertification({ decidedAt: day(12) }),
      aRecertification({ decidedAt: day(13), decider: 'alice' }),
    ]
    expect(overdue({ recertifications })[0]?.message).toMatch(
      /`bob` last kept it on 2026-01-12; what `alice` decided does not count, who [^;]+\.$/,
    )
  })

  it.each([
    ['just before the grace is over', -1, 0],
    ['when the grace is over', 0, 1],
  ])('waits out the grace: %s', (_when, past, count) => {
    const grace = { ...defaultPolicy.grace, recertification: 2 * oneDay }
    const night = { ...governed({}, day(17) + past), policy: { ...defaultPolicy, grace } }
    expect(overdue({ night })).toHaveLength(count)
  })

  it.each([
    ['is kept in time', { recertifications: [aRecertification({ decidedAt: day(16) })] }],
    ['has no interval', { night: aNight({ entitlements: bookOf(anEntitlement()) }) }],
    ['everybody holds by design', { night: governed({ birthright: true }) }],
    ['no ticket authorises', { lines: [] }],
    ['is gone', { accounts: [] }],
    ['was revoked', { recertifications: [aRecertification({ decision: 'revoke', decidedAt: day(12) })] }],
    ['is to be removed', { lines: [aRequest(), aRequest({ number: 'REQ2', kind: 'deprovision', closedAt: day(12) })] }],
    ['nobody could have looked at yet', { night: governed({}, day(15) - 1) }],
    ['may have been kept in a file that was cut off', { night: { ...governed(), recertificationsComplete: false } }],
  ] satisfies readonly (readonly [string, Situation])[])('says nothing of access that %s', (_what, situation) => {
    expect(overdue(situation)).toEqual([])
  })

  it('is one finding for all accounts, with the highest level that is held', () => {
    const accounts = [
      anAccount({ grants: [aGrant({ level: 'read' })] }),
      anAccount({ account: 'alice-2', grants: [aGrant({ account: 'alice-2', level: 'write' })] }),
    ]
    expect(overdue({ accounts }).map(({ level, facts }) => [level, facts.rank])).toEqual([['write', 1]])
  })

  it('finds what is kept only until a day that is over, without a catalogue too', () => {
    const night = aNight({ scopes: [aScope()] })
    const recertifications = [aRecertification({ decidedAt: day(12), until: day(18) })]
    expect(overdue({ night, recertifications })).toMatchObject([{ since: day(18) }])
  })
})
