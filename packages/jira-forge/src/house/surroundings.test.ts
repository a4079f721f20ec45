import { defaultPolicy, evaluateRequest, type RequestLine } from '@ticketbound/core'
import { describe, expect, it } from 'vitest'
import { noon } from '../testdata/app-host.ts'
import { aRuleBook } from '../testdata/rule-book.ts'
import { surroundingsUnder } from './surroundings.ts'

const person = (principal: string) => ({ principal, kind: 'human', active: true, accounts: [] }) as const
const toCarol = { by: 'acc-bob', to: 'acc-carol', from: noon - 1, until: noon + 1 }

const line: RequestLine = {
  source: 'jira',
  number: 'ACC-1',
  item: 'i',
  kind: 'provision',
  principal: 'acc-alice',
  entitlement: 'deploy',
  openedAt: noon - 1000,
  state: 'open',
  approvals: [],
}

describe('the surroundings of a site', () => {
  it('hold the entitlements of the catalogue', () => {
    const { entitlements } = surroundingsUnder(aRuleBook())
    expect([entitlements.governed, entitlements.find('deploy')?.owners]).toEqual([true, ['acc-bob', 'acc-dave']])
  })

  it('hold no entitlement where no catalogue was imported', () => {
    const { catalogue: _none, ...bare } = aRuleBook()
    const { entitlements } = surroundingsUnder(bare)
    expect([entitlements.governed, entitlements.find('deploy')]).toEqual([false, undefined])
  })

  it('take every account for its own principal where no people document was imported', () => {
    const { people } = surroundingsUnder(aRuleBook())
    expect([people.known, people.resolve('acc-x'), people.person('acc-x')]).toEqual([false, 'acc-x', undefined])
  })

  it('know those of the people document, and nobody else', () => {
    const { people } = surroundingsUnder(aRuleBook({ people: [person('acc-bob')] }))
    expect([people.known, people.isActive('acc-bob', noon), people.resolve('acc-x')]).toEqual([true, true, undefined])
  })

  it.each([
    ['with a people document', aRuleBook({ people: [person('acc-bob')], delegations: [toCarol] })],
    ['without one', aRuleBook({ delegations: [toCarol] })],
  ])('know to whom somebody delegated in the app, %s', (_how, book) => {
    const { by: _by, ...delegation } = toCarol
    expect(surroundingsUnder(book).people.person('acc-bob')?.delegates).toEqual([delegation])
  })

  it('keep what the people document says of delegates', () => {
    const own = { to: 'acc-dave', from: 0, until: 9 }
    const people = [{ ...person('acc-bob'), delegates: [own] }]
    const book = aRuleBook({ people, delegations: [toCarol] })
    expect(surroundingsUnder(book).people.person('acc-bob')?.delegates).toMatchObject([own, { to: 'acc-carol' }])
  })

  it('are judged by the policy that was imported, else by the default', () => {
    const policy = { ...defaultPolicy, justification: 0 }
    expect(surroundingsUnder(aRuleBook()).policy).toBe(defaultPolicy)
    expect(surroundingsUnder(aRuleBook({ policy })).policy).toBe(policy)
  })

  it('find an exception by its id', () => {
    const covers = { rule: 'owner-not-listed' }
    const exception = { id: 'EX-1', owner: 'o', reason: 'r', from: 0, until: 9, covers, approvedBy: 'a' }
    const { exception: find } = surroundingsUnder(aRuleBook({ exceptions: [exception] }))
    expect([find('EX-1'), find('EX-2')]).toEqual([exception, undefined])
  })

  it('never claim to know what somebody holds', () => {
    const book = aRuleBook()
    const found = book.catalogue?.entitlements.get('deploy')
    if (book.catalogue === undefined || found === undefined) throw new Error('the small world has `deploy`')
    const entitlements = new Map(book.catalogue.entitlements).set('deploy', { ...found, conflicts: ['audit'] })
    const surroundings = surroundingsUnder({ ...book, catalogue: { ...book.catalogue, entitlements } })
    expect(evaluateRequest(line, surroundings, noon).violations.map(({ code }) => code)).toContain('access-unknown')
    expect(surroundings.openFor('acc-alice')).toEqual([])
  })
})
