import { describe, expect, it } from 'vitest'
import { everyNameItself } from '../people/directory.ts'
import { catalogueBook } from '../policy/entitlement-book.ts'
import { day } from '../testdata/day.ts'
import { anEntitlement, bookOf } from '../testdata/entitlement.ts'
import { aPerson, directoryOf } from '../testdata/person.ts'
import { aRecertification } from '../testdata/recertification.ts'
import { deciderFaults } from './judge-decider.ts'

const bob = aPerson('bob', { accounts: [{ account: 'bob-adm' }] })
const house = (...people: ReturnType<typeof aPerson>[]) =>
  directoryOf(aPerson('alice', { sponsor: 'carol', manager: 'mia', accounts: [{ account: 'al' }] }), ...people)
const faults = (
  given: Parameters<typeof aRecertification>[0] = {},
  entitlements = bookOf(anEntitlement()),
  directory = house(bob, aPerson('carol'), aPerson('mia')),
) => deciderFaults(aRecertification(given), { entitlements, directory })

describe('deciderFaults', () => {
  it.each([
    ['an owner', 'bob'],
    ['an owner under another account', 'bob-adm'],
  ])('lets %s decide', (_who, decider) => {
    expect(faults({ decider })).toEqual([])
  })

  it.each([
    ['somebody whom the rule does not name', { decider: 'mia' }, ['approver-not-named']],
    ['nobody who is known', { decider: 'ghost' }, ['approver-unknown']],
    ['the principal', { decider: 'alice' }, ['approver-not-named', 'approver-is-principal']],
    ['the principal under another account', { decider: 'al' }, ['approver-not-named', 'approver-is-principal']],
    ['the sponsor', { decider: 'carol' }, ['approver-not-named', 'approver-is-sponsor']],
  ])('does not let %s decide', (_who, given, expected) => {
    expect(faults(given)).toEqual(expected)
  })

  it.each([
    ['an owner who holds it', ['alice'], 'alice', ['approver-is-principal']],
    ['an owner who answers for whoever holds it', ['carol'], 'carol', ['approver-is-sponsor']],
  ])('does not let %s decide though the rule names them', (_who, owners, decider, expected) => {
    expect(faults({ decider }, bookOf(anEntitlement('deploy', { owners })))).toEqual(expected)
  })

  it('judges whether somebody was there by when they decided', () => {
    const left = house(aPerson('bob', { endedAt: day(18) }))
    expect(faults({ decidedAt: day(15) }, bookOf(anEntitlement()), left)).toEqual([])
    expect(faults({ decidedAt: day(18) }, bookOf(anEntitlement()), left)).toEqual(['approver-inactive'])
  })

  it('lets no service decide', () => {
    expect(faults({}, bookOf(anEntitlement()), house(aPerson('bob', { kind: 'service' })))).toEqual([
      'approver-not-human',
    ])
  })

  it('takes one decision by anybody of any part of a rule', () => {
    const parts = [
      { from: 'owner', count: 2 },
      { from: 'manager', count: 1 },
    ] as const
    const book = bookOf(anEntitlement('deploy', { approval: { parts } }))
    expect(faults({ decider: 'mia' }, book)).toEqual([])
    expect(faults({ decider: 'bob' }, book)).toEqual([])
  })

  it('does not let a group decide that the principal decides about', () => {
    const approval = { parts: [{ from: 'group', name: 'leads', count: 1 }] } as const
    const entitlements = catalogueBook(
      {
        entitlements: new Map([['deploy', anEntitlement('deploy', { approval })]]),
        items: [],
        groupOwners: new Map([['leads', ['alice']]]),
      },
      ['prod'],
    )
    const people = house(aPerson('bob', { groups: [{ id: 'leads' }] }))
    expect(faults({}, entitlements, people)).toEqual(['group-of-interested'])
  })

  it('lets a delegate in force decide', () => {
    const owner = aPerson('bob', { delegates: [{ to: 'mia', from: day(14), until: day(16) }] })
    const people = house(owner, aPerson('mia'))
    const book = bookOf(anEntitlement())
    expect(faults({ decider: 'mia', decidedAt: day(15) }, book, people)).toEqual([])
    expect(faults({ decider: 'mia', decidedAt: day(16) }, book, people)).toEqual(['approver-not-named'])
  })

  it('lets anybody decide where no rule names anybody, but for the principal', () => {
    const nobodyAsked = bookOf(anEntitlement('deploy', { approval: { parts: [] } }))
    expect(faults({ decider: 'mia' }, nobodyAsked)).toEqual([])
    expect(faults({ decider: 'alice' }, nobodyAsked)).toEqual(['approver-is-principal'])
    expect(faults({ decider: 'zed' }, bookOf(), everyNameItself)).toEqual([])
    expect(faults({ decider: 'alice' }, bookOf(), everyNameItself)).toEqual(['approver-is-principal'])
  })
})
