import { describe, expect, it } from 'vitest'
import { day } from '../testdata/day.ts'
import { anOpenRequest } from '../testdata/request.ts'
import { brokenBy, outcomeOf, surroundingsOf, verdictOn } from '../testdata/surroundings.ts'
import { evaluateRequest } from './evaluate-request.ts'
import { ruleFacts, ruleIds } from './rules.ts'

describe('a verdict', () => {
  it('allows a request that breaks nothing', () => {
    expect(verdictOn({})).toMatchObject({ allowed: true, violations: [], excused: [] })
  })

  it('says of every rule once, in order, what became of it', () => {
    expect(verdictOn({}).checks.map(({ rule }) => rule)).toEqual(ruleIds)
    expect(verdictOn({ request: { owner: 'nobody' } }).checks.map(({ rule }) => rule)).toEqual(ruleIds)
  })

  it('tells every fault at once', () => {
    const request = { principal: 'nobody', owner: 'alice', expiresAt: 0, justification: 'because' }
    const broken = brokenBy({ request })
    expect(broken).toEqual(['principal-unknown', 'owner-not-listed', 'expiry-past', 'justification-missing'])
    expect(verdictOn({ request }).allowed).toBe(false)
  })

  it('says of a rule that it is broken, passed, or not asked', () => {
    const request = { owner: 'carol' }
    expect(outcomeOf('owner-not-listed', { request })).toBe('broken')
    expect(outcomeOf('owner-inactive', { request })).toBe('passed')
    expect(outcomeOf('exception-unknown', { request })).toBe('not-applicable')
  })

  it('gives each violation its field, its words and its controls', () => {
    const [violation] = verdictOn({ request: { owner: 'alice' } }).violations
    expect(JSON.parse(JSON.stringify(violation))).toEqual({
      code: 'owner-not-listed',
      field: 'owner',
      message: '`alice` is not an owner of `deploy`.',
      remedy: 'Name an owner of `deploy`: `bob`.',
      controls: ruleFacts('owner-not-listed').controls,
    })
  })
})

describe('service work', () => {
  it('asks for no access, so that no rule of access applies', () => {
    const request = { kind: 'none', principal: 'nobody', entitlement: '', exception: 'e-0' } as const
    const verdict = verdictOn({ request })
    expect(verdict.allowed).toBe(true)
    expect(verdict.checks.every(({ outcome }) => outcome === 'not-applicable')).toBe(true)
  })

  it('is no way to ask for what the item stands for', () => {
    const items = [{ item: '1', kind: 'provision', entitlement: 'deploy' }] as const
    expect(brokenBy({ items, request: { kind: 'none' } })).toEqual(['item-disagrees'])
  })
})

describe('a removal', () => {
  it('is easy: it needs no owner, end, justification, role or requester, and conflicts with nothing', () => {
    const surroundings = surroundingsOf({
      entitlement: { roles: ['operator'], conflicts: ['audit'], requestable: false, levels: ['read'] },
      held: 'unknown',
    })
    const request = anOpenRequest({ kind: 'deprovision', requester: 'nobody' })
    expect(evaluateRequest(request, surroundings, day(10))).toMatchObject({ allowed: true, violations: [] })
  })

  it('names whose access goes, and which', () => {
    const request = { kind: 'deprovision', principal: 'nobody', entitlement: 'nothing' } as const
    expect(brokenBy({ request })).toEqual(['entitlement-unknown', 'principal-unknown'])
  })

  it('may be of access that is not held, or from somebody who has left', () => {
    expect(outcomeOf('principal-inactive', { request: { kind: 'deprovision' } })).toBe('not-applicable')
  })
})
