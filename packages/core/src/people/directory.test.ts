import { describe, expect, it } from 'vitest'
import { day } from '../testdata/day.ts'
import { aPerson, directoryOf } from '../testdata/person.ts'
import { createDirectory, everyNameItself } from './directory.ts'

describe('createDirectory, bind', () => {
  const alice = aPerson('alice', {
    ids: { mail: 'a@example.com' },
    accounts: [{ system: 'prod', account: 'adm-1' }, { account: 'al' }],
  })
  const bob = aPerson('bob', {
    ids: { mail: 'b@example.com' },
    accounts: [{ system: 'test', account: 'adm-1' }, { account: 'bo' }],
  })
  const people = createDirectory([alice, bob], ['account', 'account-any-system', 'principal', 'id:mail'])

  it.each([
    ['an account on this system', 'prod', 'adm-1', 'alice'],
    ['the same account on another system', 'test', 'adm-1', 'bob'],
    ['an account named without a system', 'prod', 'bo', 'bob'],
    ["the principal's own id", 'prod', 'alice', 'alice'],
    ['another identifier', 'prod', 'b@example.com', 'bob'],
  ])('finds whose an account is by %s', (_by, system, account, principal) => {
    expect(people.bind(system, account)).toEqual({ to: 'principal', principal })
  })

  it.each([
    ['an account that only another system has', 'dev', 'adm-1'],
    ['an account in another case', 'prod', 'ALICE'],
    ['an account nobody has', 'prod', 'ghost'],
  ])('finds nobody for %s', (_what, system, account) => {
    expect(people.bind(system, account)).toEqual({ to: 'nobody' })
  })

  it('names several candidates in order', () => {
    const shared = { accounts: [{ account: 'ops' }] }
    const three = directoryOf(aPerson('zoe', shared), aPerson('amy', shared), aPerson('kim', shared))
    expect(three.bind('prod', 'ops')).toEqual({ to: 'several', candidates: ['amy', 'kim', 'zoe'] })
  })

  it('lets the first tier with a match decide, even where a later one says otherwise', () => {
    const both = directoryOf(aPerson('alice', { accounts: [{ system: 'prod', account: 'bob' }] }), aPerson('bob'))
    expect(both.bind('prod', 'bob')).toEqual({ to: 'principal', principal: 'alice' })
    expect(both.bind('test', 'bob')).toEqual({ to: 'principal', principal: 'bob' })
  })

  it('does not ask a later tier when an earlier one finds several', () => {
    const shared = { accounts: [{ system: 'prod', account: 'kim' }] }
    const three = directoryOf(aPerson('alice', shared), aPerson('bob', shared), aPerson('kim'))
    expect(three.bind('prod', 'kim')).toEqual({ to: 'several', candidates: ['alice', 'bob'] })
  })

  it('binds an account that one principal declares twice', () => {
    const twice = directoryOf(
      aPerson('alice', {
        accounts: [
          { system: 'prod', account: 'a' },
          { system: 'prod', account: 'a' },
        ],
      }),
    )
    expect(twice.bind('prod', 'a')).toEqual({ to: 'principal', principal: 'alice' })
  })

  it('keeps a system and an account apart from another pair that reads the same in one piece', () => {
    const people = directoryOf(aPerson('alice', { accounts: [{ system: 'pro', account: 'd1' }] }))
    expect(people.bind('prod', '1')).toEqual({ to: 'nobody' })
  })
})

describe('createDirectory, resolve', () => {
  const shared = { system: 'prod', account: 'ops' }
  const people = directoryOf(
    aPerson('alice', { accounts: [{ system: 'prod', account: 'al' }, shared] }),
    aPerson('bob', { accounts: [{ account: 'alice' }, shared] }),
    aPerson('carol', { accounts: [{ account: 'carol' }] }),
  )

  it.each([
    ['a principal', 'bob', 'bob'],
    ['an account of one principal', 'al', 'alice'],
    ['a principal who has an account of the same name', 'carol', 'carol'],
  ])('finds the principal behind %s', (_what, name, principal) => {
    expect(people.resolve(name)).toBe(principal)
  })

  it.each([
    ['an account that two principals have', 'ops'],
    ["a principal's id that is an account of another", 'alice'],
    ['a name nobody has', 'ghost'],
  ])('finds no one principal behind %s', (_what, name) => {
    expect(people.resolve(name)).toBeUndefined()
  })
})

describe('createDirectory, isActive', () => {
  const people = directoryOf(
    aPerson('here'),
    aPerson('gone', { active: false }),
    aPerson('leaving', { endedAt: day(10) }),
    aPerson('joining', { startedAt: day(10) }),
    aPerson('robot', { kind: 'service' }),
  )

  it.each([
    ['here', day(1), true],
    ['gone', day(1), false],
    ['leaving', day(10) - 1, true],
    ['leaving', day(10), false],
    ['joining', day(10) - 1, false],
    ['joining', day(10), true],
    ['ghost', day(1), false],
  ])('says of %s at %d: %s', (principal, at, active) => {
    expect(people.isActive(principal, at)).toBe(active)
    expect(people.isActiveHuman(principal, at)).toBe(active)
  })

  it('takes an active service for active, and not for a human', () => {
    expect(people.isActive('robot', day(1))).toBe(true)
    expect(people.isActiveHuman('robot', day(1))).toBe(false)
  })

  it('gives every person and finds each by id', () => {
    expect([...people.people()].map(({ principal }) => principal)).toEqual([
      'here',
      'gone',
      'leaving',
      'joining',
      'robot',
    ])
    expect(people.person('robot')?.kind).toBe('service')
    expect(people.known).toBe(true)
  })
})

describe('everyNameItself', () => {
  it('takes every account for a principal, active and human', () => {
    expect(everyNameItself.bind('prod', 'x')).toEqual({ to: 'principal', principal: 'x' })
    expect(everyNameItself.resolve('x')).toBe('x')
    expect(everyNameItself.isActive('x', 0)).toBe(true)
    expect(everyNameItself.isActiveHuman('x', 0)).toBe(true)
  })

  it('describes nobody', () => {
    expect(everyNameItself.known).toBe(false)
    expect(everyNameItself.person('x')).toBeUndefined()
    expect([...everyNameItself.people()]).toEqual([])
  })
})
