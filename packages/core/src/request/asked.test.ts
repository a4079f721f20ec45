import { describe, expect, it } from 'vitest'
import type { RequestLine } from '../model/request.ts'
import { day, oneDay } from '../testdata/day.ts'
import { anEntitlement } from '../testdata/entitlement.ts'
import { aPerson } from '../testdata/person.ts'
import { anOpenRequest } from '../testdata/request.ts'
import { type Asking, anAskedRequest, brokenBy, outcomeOf, surroundingsOf } from '../testdata/surroundings.ts'
import { askedOf } from './asked.ts'
import type { RuleId } from './rules.ts'

/** What is looked up about what somebody holds when a request is asked. */
function lookedUp(request: Partial<RequestLine>): readonly string[] {
  const names: string[] = []
  const heldBy = (principal: string) => {
    names.push(principal)
    return []
  }
  askedOf(anAskedRequest(request), { ...surroundingsOf({}), heldBy }, day(10))
  return names
}

describe('what is held', () => {
  it('is looked up of the principal whom an account stands for', () => {
    expect(lookedUp({})).toEqual(['alice'])
    const people = [aPerson('dora', { accounts: [{ account: 'dora-adm' }] })]
    const held = { dora: [{ entitlement: 'deploy' }] }
    const asked = askedOf(anAskedRequest({ principal: 'dora-adm' }), surroundingsOf({ people, held }), day(10))
    expect(asked.held).toEqual(held.dora)
  })

  it('is looked up of nobody who is unknown, nor where no access is asked for', () => {
    expect(lookedUp({ principal: 'nobody' })).toEqual([])
    expect(lookedUp({ kind: 'deprovision' })).toEqual([])
    expect(lookedUp({ kind: 'none' })).toEqual([])
  })
})

describe('the kind of a principal', () => {
  const entitlement = { maxDuration: 400 * oneDay }
  const policy = { maxDuration: { human: 20 * oneDay, service: 10 * oneDay } }

  it('is human where no people source says otherwise', () => {
    expect(brokenBy({ people: 'none', policy })).toEqual(['expiry-too-late'])
  })

  it('is not known of a principal that is not, whom only the catalogue bounds', () => {
    expect(brokenBy({ policy, entitlement, request: { principal: 'nobody' } })).toEqual(['principal-unknown'])
  })
})

describe('a rule asks nothing', () => {
  const others = [anEntitlement('audit', { conflicts: ['deploy'] })]
  const open = [anOpenRequest({ number: 'REQ0' }), anOpenRequest({ number: 'REQ9', entitlement: 'audit' })]
  /** A world in which alice's request breaks all of them. */
  const world: Asking = { others, open, held: { alice: [{ entitlement: 'audit' }, { entitlement: 'deploy' }] } }
  const ofAccess: readonly RuleId[] = ['conflicts-with-held', 'conflicts-with-requested', 'access-unknown']
  const ofOthers: readonly RuleId[] = ['duplicate-of-request', 'duplicate-of-held']

  it('where another says that nobody knows the principal', () => {
    for (const held of [{}, 'unknown'] as const) {
      const asking: Asking = { ...world, held, request: { principal: 'nobody' } }
      expect(brokenBy(asking)).toEqual(['principal-unknown'])
      for (const rule of [...ofAccess, ...ofOthers]) expect(outcomeOf(rule, asking)).toBe('not-applicable')
    }
  })

  it('about what must not meet an entitlement that nobody knows', () => {
    const asking: Asking = { ...world, request: { entitlement: 'wiki' } }
    for (const rule of ofAccess) expect(outcomeOf(rule, asking)).toBe('not-applicable')
  })

  it('about an end, of an entitlement that nobody knows and of which no end is named', () => {
    const asking: Asking = { request: { entitlement: 'wiki', expiresAt: undefined as never } }
    expect(brokenBy(asking)).toEqual(['entitlement-unknown'])
    expect(outcomeOf('expiry-missing', asking)).toBe('not-applicable')
  })

  it.each(['deprovision', 'none'] as const)(
    'of a request of kind %s about what is held, asked for, or ends',
    (kind) => {
      const entitlement = { maxDuration: oneDay }
      const asking: Asking = { ...world, entitlement, request: { kind, expiresAt: day(500) } }
      expect(brokenBy(asking)).toEqual([])
      for (const rule of [...ofAccess, ...ofOthers, 'expiry-too-late'] as const) {
        expect(outcomeOf(rule, asking)).toBe('not-applicable')
      }
    },
  )
})
