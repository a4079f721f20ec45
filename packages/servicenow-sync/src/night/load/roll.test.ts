import { createDirectory, type Directory, defaultPolicy, everyNameItself, type Person } from '@ticketbound/core'
import { describe, expect, it } from 'vitest'
import { openStore } from '../../store/sqlite/open-store.ts'
import type { Store } from '../../store/store.ts'
import { startNights } from '../testdata/night-driver.ts'
import { day, grantRow, personRow, requestRow } from '../testdata/rows.ts'
import { createRoll } from './roll.ts'

function person(principal: string, ...accounts: string[]): Person {
  return { principal, kind: 'human', active: true, accounts: accounts.map((account) => ({ system: 'prod', account })) }
}

function directoryOf(...people: readonly Person[]): Directory {
  return createDirectory(people, defaultPolicy.correlation)
}

/** What a night does to the roll, and then keeps. */
function keepRoll<T>(store: Store, directory: Directory, work: (roll: ReturnType<typeof createRoll>) => T): T {
  return store.transaction(() => {
    const roll = createRoll(store.night, directory)
    const result = work(roll)
    roll.save(store.night)
    return result
  })
}

describe('a roll', () => {
  it('numbers subjects from 1 without a gap, and keeps their numbers from night to night', () => {
    const store = openStore(':memory:')
    const first = keepRoll(store, everyNameItself, (roll) => [roll.ofName('a'), roll.account('prod', 'b').subject])
    expect(first).toEqual([1, 2])
    keepRoll(store, everyNameItself, (roll) => {
      expect(roll.ofName('c')).toBe(3)
      expect([roll.ofName('a'), roll.account('prod', 'b').subject, roll.last()]).toEqual([1, 2, 3])
      expect(roll.subject(2)).toEqual({ id: 2, type: 'principal', name: 'b', system: '' })
      expect(roll.subject(4)).toBeUndefined()
    })
  })

  it('takes one account name on two systems for two accounts of one principal without a people source', () => {
    const roll = createRoll(openStore(':memory:').night, everyNameItself)
    const [prod, dev] = [roll.account('prod', 'alice'), roll.account('dev', 'alice')]
    expect(prod.id).not.toBe(dev.id)
    expect(prod.subject).toBe(dev.subject)
    expect(roll.accountById(dev.id)).toBe(dev)
  })

  it('gives an account that is nobody’s a subject of its own, apart on each system', () => {
    const roll = createRoll(openStore(':memory:').night, directoryOf(person('alice', 'al')))
    const [bound, prod, dev] = [roll.account('prod', 'al'), roll.account('prod', 'x'), roll.account('dev', 'x')]
    expect(bound).toMatchObject({ subject: roll.ofPrincipal('alice'), binding: { to: 'principal' } })
    expect(prod.binding).toEqual({ to: 'nobody' })
    expect(new Set([bound.subject, prod.subject, dev.subject]).size).toBe(3)
    expect(roll.subject(dev.subject)).toMatchObject({ type: 'account', name: 'x', system: 'dev' })
  })

  it('knows who might own an account that could be several people’s, once it is seen tonight', () => {
    const store = openStore(':memory:')
    const shared = directoryOf(person('alice', 'shared'), person('bob', 'shared'))
    keepRoll(store, shared, (roll) => {
      expect(roll.account('prod', 'shared').binding).toEqual({ to: 'several', candidates: ['alice', 'bob'] })
      expect(roll.candidates().size).toBe(2)
    })
    expect(keepRoll(store, shared, (roll) => roll.candidates().size)).toBe(0)
  })

  it('moves an account with its memory when it is somebody else’s tonight', () => {
    const store = openStore(':memory:')
    const before = keepRoll(store, directoryOf(person('alice', 'x')), (roll) => {
      const account = roll.account('prod', 'x')
      store.night.putSightings(account.subject, account.id, 'seen')
      return account
    })
    const after = keepRoll(store, directoryOf(person('bob', 'x')), (roll) => roll.account('prod', 'x'))
    expect(after.id).toBe(before.id)
    expect(after.subject).not.toBe(before.subject)
    expect([...store.night.accounts()]).toEqual([{ id: after.id, system: 'prod', name: 'x', subject: after.subject }])
    expect([...store.night.sightings()]).toEqual([
      { subject: after.subject, value: { account: after.id, sightings: 'seen' } },
    ])
  })

  it('keeps under which names requests speak of a principal', () => {
    const store = openStore(':memory:')
    const people = directoryOf(person('alice', 'al'))
    keepRoll(store, people, (roll) => {
      expect(roll.ofName('al')).toBe(roll.ofPrincipal('alice'))
      expect(roll.subject(roll.ofName('stranger'))).toMatchObject({ type: 'unresolved', name: 'stranger' })
    })
    expect([...store.night.aliases()]).toEqual([['al', 1]])
  })

  it('tells names apart that differ only beyond the basic plane', () => {
    const roll = createRoll(openStore(':memory:').night, everyNameItself)
    expect(roll.ofName('😀')).not.toBe(roll.ofName('😁'))
  })
})

describe('whose an account is, from night to night', () => {
  const requests = [requestRow({ number: 'T1', principal: 'alice' })]
  const access = [grantRow('x')]
  const aliceHasX = [personRow('alice', { accounts: [{ account: 'x' }] }), personRow('bob')]
  const bobHasX = [personRow('alice'), personRow('bob', { accounts: [{ account: 'x' }] })]
  const both = [...aliceHasX.slice(0, 1), ...bobHasX.slice(1)]
  const nobodyHasX = [personRow('alice'), personRow('bob')]

  it('moves what is known of an account to the principal whose it becomes', async () => {
    const { night, standing, findings } = startNights()
    await night(day(4), { requests, access, people: nobodyHasX })
    expect(standing()).toEqual(['absent-before-first-night alice deploy: open', 'unmatched-account x: open'])
    await night(day(5), { requests, access, people: aliceHasX })
    expect(standing()).toEqual([])
    await night(day(6), { requests, access: [], people: aliceHasX })
    expect(standing()).toEqual(['removed-without-ticket alice deploy: open'])
    expect(findings()).toContain('unmatched-account x: resolved')
  })

  it.each([
    ['an earlier', bobHasX, aliceHasX],
    ['a later', aliceHasX, bobHasX],
  ])('keeps a finding about an account that goes to %s principal, with its history', async (_, before, after) => {
    const { night, store } = startNights()
    const found = () => [...store.findings({ includeClosed: true })].filter(({ account }) => account === 'x')
    await night(day(4), { requests: [], access, people: before })
    const [first] = found()
    expect(first).toMatchObject({ kind: 'access-without-ticket', state: 'open' })
    const result = await night(day(5), { requests: [], access, people: after })
    expect(result.findings['access-without-ticket']).toMatchObject({ open: 1, opened: 0, resolved: 0 })
    expect(found()).toMatchObject([{ id: first?.id, state: 'open', firstSeen: day(4) }])
    expect(found()[0]?.principal).not.toBe(first?.principal)
  })

  it('claims no absence for anybody who might own an account', async () => {
    const { night, standing } = startNights()
    await night(day(4), { requests, access, people: both })
    expect(standing()).toEqual(['ambiguous-account x: open'])
  })

  it('keeps the last known effect of a line that is contradicted in the night in which its name is first known', async () => {
    const { night, standing } = startNights()
    const [line] = requests
    await night(day(4), { requests, access: [], people: [] })
    expect(standing()).toEqual([])
    const contradicted = [line, { ...line, level: 'write' }]
    await night(day(5), { requests: contradicted, access: [], people: nobodyHasX })
    await night(day(6), { requests: [], access: [], people: nobodyHasX })
    expect(standing()).toEqual(['absent-before-first-night alice deploy: open'])
  })

  it('takes a request for an account as one for its principal, and follows the account', async () => {
    const { night, standing, store } = startNights()
    const forX = [requestRow({ number: 'T1', principal: 'x' })]
    await night(day(4), { requests: forX, access, people: aliceHasX })
    expect(standing()).toEqual([])
    await night(day(5), { requests: [], access, people: bobHasX })
    expect(standing()).toEqual([])
    await night(day(6), { requests: [], access: [], people: bobHasX })
    expect(standing()).toEqual(['removed-without-ticket bob deploy: open'])
    expect([...store.night.dossiers()]).toHaveLength(1)
  })
})
