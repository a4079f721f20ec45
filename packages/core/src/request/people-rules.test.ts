import { describe, expect, it } from 'vitest'
import type { RequestLine } from '../model/request.ts'
import { day } from '../testdata/day.ts'
import { aPerson } from '../testdata/person.ts'
import { anOpenRequest } from '../testdata/request.ts'
import { type Asking, brokenBy, outcomeOf, surroundingsOf, wordsOf } from '../testdata/surroundings.ts'
import { evaluateRequest } from './evaluate-request.ts'

const people = [
  aPerson('gone', { active: false }),
  aPerson('left', { endedAt: day(10) }),
  aPerson('soon', { startedAt: day(11) }),
  aPerson('dora', { accounts: [{ account: 'shared' }, { account: 'dora-adm' }] }),
  aPerson('emil', { accounts: [{ account: 'shared' }] }),
]
const breaks = (given: Partial<RequestLine>, more: Asking = {}) => brokenBy({ people, request: given, ...more })

describe('the principal', () => {
  it('must be known', () => {
    expect(breaks({ principal: 'nobody' })).toEqual(['principal-unknown'])
  })

  it('may be named by an account', () => {
    expect(breaks({ principal: 'dora-adm' })).toEqual([])
  })

  it('must be one, not several', () => {
    expect(breaks({ principal: 'shared' })).toEqual(['principal-unknown'])
    expect(wordsOf('principal-unknown', { people, request: { principal: 'shared' } })).toContain(
      'Name the principal by its id.',
    )
  })

  it('is not taken for a look-alike, which is named', () => {
    expect(breaks({ principal: 'ALICE' })).toEqual(['principal-unknown'])
    expect(wordsOf('principal-unknown', { request: { principal: 'ALICE' } })).toBe(
      'The principal `ALICE` is not exactly one principal that is known. Did you mean `alice`? Write it exactly so.',
    )
    expect(wordsOf('principal-unknown', { people, request: { principal: 'Dora-Adm' } })).toContain('`dora`')
    expect(wordsOf('principal-unknown', { people, request: { principal: 'zoe' } })).toContain(
      'Name the principal by its id.',
    )
  })

  it.each(['gone', 'left', 'soon'])('must be active, which %s is not', (principal) => {
    expect(breaks({ principal })).toEqual(['principal-inactive'])
  })
})

describe('a role', () => {
  const entitlement = { roles: ['operator', 'lead'] }
  const of = (roles: readonly { id: string; from?: number; until?: number }[]): Asking => ({
    entitlement,
    people: [aPerson('alice', { roles })],
  })

  it.each([
    ['any of those named', [{ id: 'lead' }]],
    ['in force from this very instant', [{ id: 'lead', from: day(10) }]],
    ['in force until just after it', [{ id: 'other' }, { id: 'lead', until: day(10) + 1 }]],
  ])('makes eligible: %s', (_which, roles) => {
    expect(outcomeOf('role-not-eligible', of(roles))).toBe('passed')
  })

  it.each([
    ['none', []],
    ['another', [{ id: 'Lead' }]],
    ['one that is over', [{ id: 'lead', until: day(10) }]],
    ['one to come', [{ id: 'lead', from: day(10) + 1 }]],
  ])('does not make eligible: %s', (_which, roles) => {
    expect(brokenBy(of(roles))).toEqual(['role-not-eligible'])
  })

  it('is not asked for where the catalogue names none', () => {
    expect(outcomeOf('role-not-eligible', {})).toBe('not-applicable')
  })

  it('is proven by nobody without a people source', () => {
    expect(brokenBy({ entitlement, people: 'none' })).toEqual(['role-not-eligible'])
    expect(wordsOf('role-not-eligible', { entitlement, people: 'none' })).toContain('`operator`, `lead`')
  })
})

describe('the requester', () => {
  it('must be known where one is named', () => {
    expect(breaks({ requester: 'shared' })).toEqual(['requester-unknown'])
  })

  it('must be active', () => {
    expect(breaks({ requester: 'gone' })).toEqual(['requester-inactive'])
    expect(wordsOf('requester-inactive', { people, request: { requester: 'gone' } })).toContain('`gone` is not active')
  })
})

describe('the owner', () => {
  it.each(['provision', 'change'] as const)('must be named for a %s', (kind) => {
    const request = anOpenRequest({ kind, expiresAt: day(40), justification: 'to release what is built' })
    const [violation, ...others] = evaluateRequest(request, surroundingsOf({}), day(10)).violations
    expect(others).toEqual([])
    expect(violation).toMatchObject({ code: 'owner-missing', remedy: 'Name an owner of `deploy`: `bob`.' })
  })

  it('must be known', () => {
    expect(breaks({ owner: 'nobody' })).toEqual(['owner-unknown'])
  })

  it('must be active, and says who else there is', () => {
    const entitlement = { owners: ['gone', 'bob', 'shared'] }
    expect(breaks({ owner: 'gone' }, { entitlement })).toEqual(['owner-inactive'])
    expect(wordsOf('owner-inactive', { people, entitlement, request: { owner: 'gone' } })).toBe(
      'The owner `gone` is not active. Name an owner of `deploy`: `bob`.',
    )
  })

  it('must be one whom the catalogue names', () => {
    expect(breaks({ owner: 'carol' })).toEqual(['owner-not-listed'])
  })

  it('may be named by an account, on either side', () => {
    expect(breaks({ owner: 'dora-adm' }, { entitlement: { owners: ['dora'] } })).toEqual([])
    expect(breaks({ owner: 'dora' }, { entitlement: { owners: ['dora-adm'] } })).toEqual([])
  })

  it('cannot be named where the catalogue has none who is active', () => {
    const entitlement = { owners: [] }
    expect(brokenBy({ entitlement })).toEqual(['owner-not-listed'])
    expect(wordsOf('owner-not-listed', { entitlement })).toContain(
      'Have an active owner of `deploy` put into the catalogue',
    )
  })

  it('is anybody without a catalogue', () => {
    expect(outcomeOf('owner-not-listed', { governed: false, request: { owner: 'carol' } })).toBe('not-applicable')
  })
})
