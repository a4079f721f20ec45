import { describe, expect, it } from 'vitest'
import type { Person } from '../model/person.ts'
import { type BirthrightRule, defaultPolicy } from '../policy/policy.ts'
import { anAccount } from '../testdata/account.ts'
import { kindsClaimed } from '../testdata/concluded.ts'
import { day } from '../testdata/day.ts'
import { anEntitlement, bookOf } from '../testdata/entitlement.ts'
import { aNight } from '../testdata/night.ts'
import { aPerson, directoryOf } from '../testdata/person.ts'
import { aRequest } from '../testdata/request.ts'
import { isBirthright } from './is-birthright.ts'

const deploy: BirthrightRule = { entitlements: ['deploy'] }
const engineers: BirthrightRule = { ...deploy, roles: ['engineer', 'operator'] }
const nightOf = (rules: readonly BirthrightRule[], alice: Partial<Person> = {}) =>
  aNight({ policy: { ...defaultPolicy, birthrights: rules }, directory: directoryOf(aPerson('alice', alice)) })
const isAlices = (rules: readonly BirthrightRule[], alice: Partial<Person> = {}) =>
  isBirthright('alice', 'deploy', nightOf(rules, alice))

describe('a birthright', () => {
  it('is what the catalogue says everybody holds', () => {
    const night = aNight({ entitlements: bookOf(anEntitlement('deploy', { birthright: true }), anEntitlement('read')) })
    expect(isBirthright('alice', 'deploy', night)).toBe(true)
    expect(isBirthright('alice', 'read', night)).toBe(false)
  })

  it.each<[string, readonly BirthrightRule[], Partial<Person>]>([
    ['names it, for everybody', [deploy], {}],
    ['names it among others', [{ entitlements: ['read', 'deploy'] }], {}],
    ['stands beside another', [{ entitlements: ['read'] }, deploy], {}],
    ['is for the kind', [{ ...deploy, kinds: ['service', 'human'] }], {}],
    ['is for a role', [engineers], { roles: [{ id: 'operator' }] }],
    ['is for a role in force', [engineers], { roles: [{ id: 'operator', from: day(20), until: day(21) }] }],
    ['is for kind and role', [{ ...engineers, kinds: ['agent'] }], { kind: 'agent', roles: [{ id: 'engineer' }] }],
  ])('is what a rule gives that %s', (_which, rules, alice) => {
    expect(isAlices(rules, alice)).toBe(true)
  })

  it.each<[string, readonly BirthrightRule[], Partial<Person>]>([
    ['names something else', [{ entitlements: ['read'] }], {}],
    ['is for another kind', [{ ...deploy, kinds: ['service', 'agent'] }], {}],
    ['is for a role that is not held', [engineers], { roles: [{ id: 'auditor' }] }],
    ['is for a role that is over', [engineers], { roles: [{ id: 'operator', until: day(20) }] }],
    ['is for a role yet to come', [engineers], { roles: [{ id: 'operator', from: day(21) }] }],
    ['is for a group of that name', [engineers], { groups: [{ id: 'operator' }] }],
    ['is for another kind of that role', [{ ...engineers, kinds: ['agent'] }], { roles: [{ id: 'engineer' }] }],
  ])('is not what a rule gives that %s', (_which, rules, alice) => {
    expect(isAlices(rules, alice)).toBe(false)
  })

  it('takes everybody for a human without a role where nobody knows the people', () => {
    const nobody = (rule: BirthrightRule) =>
      isBirthright('alice', 'deploy', aNight({ policy: { ...defaultPolicy, birthrights: [rule] } }))
    expect(nobody({ ...deploy, kinds: ['human'] })).toBe(true)
    expect(nobody({ ...deploy, kinds: ['agent'] })).toBe(false)
    expect(nobody(engineers)).toBe(false)
  })

  it('needs no ticket, and comes back after a removal without one', () => {
    const night = nightOf([deploy])
    expect(kindsClaimed({ accounts: [anAccount()], night })).toEqual([])
    expect(kindsClaimed({ accounts: [anAccount()], night: nightOf([engineers]) })).toEqual(['access-without-ticket'])
    const removal = aRequest({ kind: 'deprovision' })
    const accounts = [anAccount({ sightings: [{ entitlement: 'deploy', firstSeenAt: day(5), lackedAt: day(11) }] })]
    expect(kindsClaimed({ lines: [removal], accounts, night })).toEqual([])
  })
})
