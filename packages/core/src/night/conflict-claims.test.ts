import { describe, expect, it } from 'vitest'
import { aGrant, anAccount } from '../testdata/account.ts'
import { concluded, type Situation } from '../testdata/concluded.ts'
import { day } from '../testdata/day.ts'
import { anEntitlement, bookOf } from '../testdata/entitlement.ts'
import { aNight } from '../testdata/night.ts'
import { aPerson, directoryOf } from '../testdata/person.ts'
import { aRequest } from '../testdata/request.ts'

const night = aNight({
  directory: directoryOf(aPerson('alice')),
  entitlements: bookOf(
    anEntitlement('pay', { conflicts: ['approve'], levels: ['read', 'write'] }),
    anEntitlement('approve', { risk: 'high' }),
    anEntitlement('mail', { conflicts: ['pay'], birthright: true, risk: 'low' }),
    anEntitlement('audit', { conflicts: ['pay', 'approve'] }),
  ),
})
const conflictsOf = (situation: Situation) =>
  concluded({ night, ...situation }).claims.filter(({ kind }) => kind === 'separation-of-duties')
const holding = (...grants: readonly Parameters<typeof aGrant>[0][]) => ({
  accounts: [anAccount({ grants: grants.map(aGrant) })],
})

describe('separation of duties', () => {
  it('is one finding for the principal and both entitlements, named by the first', () => {
    const [found, ...others] = conflictsOf(
      holding(
        { entitlement: 'pay', level: 'write', grantedAt: day(5), place: { source: 's', file: 'f', line: 4 } },
        { entitlement: 'approve', grantedAt: day(7), place: { source: 's', file: 'f', line: 9 } },
      ),
    )
    expect(others).toEqual([])
    expect(found).toMatchObject({
      principal: 'alice',
      entitlement: 'approve',
      counterpart: 'pay',
      system: 'prod',
      severity: 'critical',
      since: day(7),
      tickets: [],
      evidence: [{ line: 9 }, { line: 4 }],
      facts: { other: { level: 'write', rank: 1 } },
    })
    expect(found).not.toHaveProperty('account')
  })

  it('is there whichever side names the other, and takes the risk of the riskier one', () => {
    const found = conflictsOf(holding({ entitlement: 'pay', level: 'read' }, { entitlement: 'mail' }))
    expect(found).toMatchObject([{ entitlement: 'mail', counterpart: 'pay', severity: 'high' }])
  })

  it('is one for each pair', () => {
    const held = holding({ entitlement: 'audit' }, { entitlement: 'pay' }, { entitlement: 'approve' })
    expect(
      conflictsOf(held)
        .map(({ entitlement, counterpart }) => `${entitlement} ${counterpart}`)
        .sort(),
    ).toEqual(['approve audit', 'approve pay', 'audit pay'])
  })

  it('counts every account, and what is held through something else', () => {
    const accounts = [
      anAccount({ grants: [aGrant({ entitlement: 'pay' })] }),
      anAccount({ account: 'adm', grants: [aGrant({ account: 'adm', entitlement: 'approve', via: ['ops'] })] }),
    ]
    expect(conflictsOf({ accounts })).toMatchObject([{ facts: { path: ['ops'] } }])
  })

  it('shows the highest level of each side', () => {
    const accounts = [
      anAccount({ grants: [aGrant({ entitlement: 'pay', level: 'read' }), aGrant({ entitlement: 'approve' })] }),
      anAccount({ account: 'adm', grants: [aGrant({ account: 'adm', entitlement: 'pay', level: 'write' })] }),
    ]
    expect(conflictsOf({ accounts })).toMatchObject([{ facts: { other: { level: 'write' } } }])
  })

  it.each<[string, Situation]>([
    ['only one side is held', holding({ entitlement: 'pay' })],
    ['the two do not conflict', holding({ entitlement: 'mail' }, { entitlement: 'approve' })],
    [
      'one side is only ticketed',
      { ...holding({ entitlement: 'pay' }), lines: [aRequest({ entitlement: 'approve' })] },
    ],
    [
      'the people are incomplete',
      { ...holding({ entitlement: 'pay' }, { entitlement: 'approve' }), night: { ...night, peopleComplete: false } },
    ],
    ['there is no catalogue', { ...holding({ entitlement: 'pay' }, { entitlement: 'approve' }), night: aNight() }],
  ])('is none where %s', (_when, situation) => {
    expect(conflictsOf(situation)).toEqual([])
  })
})
