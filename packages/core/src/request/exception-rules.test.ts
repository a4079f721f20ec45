import { describe, expect, it } from 'vitest'
import type { PolicyException } from '../model/exception.ts'
import { day, oneDay } from '../testdata/day.ts'
import { anEntitlement } from '../testdata/entitlement.ts'
import { aPerson } from '../testdata/person.ts'
import { type Asking, brokenBy, outcomeOf, verdictOn, wordsOf } from '../testdata/surroundings.ts'
import { ruleFacts, ruleIds } from './rules.ts'

const people = [
  aPerson('olga', { accounts: [{ account: 'olga-adm' }] }),
  aPerson('pia', { accounts: [{ account: 'pia-adm' }] }),
  aPerson('alice', { sponsor: 'sam', accounts: [{ account: 'alice-adm' }] }),
  aPerson('carol', { accounts: [{ account: 'carol-adm' }] }),
  aPerson('sam'),
  aPerson('gone', { active: false }),
  aPerson('robot', { kind: 'service', sponsor: 'olga' }),
]

/** A request that names an owner whom the catalogue does not, under an exception that olga owns and pia approved. */
function asked(given: Partial<PolicyException> = {}, request: Asking['request'] = {}): Asking {
  return {
    people,
    request: { owner: 'carol', exception: 'e-1', ...request },
    exception: {
      id: 'e-1',
      owner: 'olga',
      reason: 'bob is away',
      from: day(9),
      until: day(20),
      covers: { rule: 'owner-not-listed' },
      approvedBy: 'pia',
      ...given,
    },
  }
}

describe('an exception', () => {
  it('excuses the rule that it names, and is on record', () => {
    const verdict = verdictOn(asked())
    expect(verdict).toMatchObject({ allowed: true, violations: [] })
    expect(verdict.excused).toMatchObject([{ exception: 'e-1', violation: { code: 'owner-not-listed' } }])
    expect(verdict.checks.find(({ rule }) => rule === 'owner-not-listed')).toMatchObject({
      outcome: 'excused',
      exception: 'e-1',
      violation: { code: 'owner-not-listed' },
    })
  })

  it('excuses nothing but that rule', () => {
    expect(brokenBy(asked({}, { justification: 'because' }))).toEqual(['justification-missing'])
    expect(brokenBy(asked({ covers: { rule: 'owner-inactive' } }))).toEqual(['owner-not-listed'])
  })

  it('is no fault where it turns out not to be needed', () => {
    expect(verdictOn(asked({}, { owner: 'bob' }))).toMatchObject({ allowed: true, excused: [] })
  })

  it('is not looked at where the request names none', () => {
    const { exception, ...request } = asked().request ?? {}
    expect(brokenBy({ ...asked(), request })).toEqual(['owner-not-listed'])
  })

  it('must be there', () => {
    expect(brokenBy(asked({}, { exception: 'E-1' }))).toEqual(['owner-not-listed', 'exception-unknown'])
    expect(outcomeOf('exception-not-in-force', asked({}, { exception: 'E-1' }))).toBe('not-applicable')
  })

  it.each<[string, PolicyException['covers']]>([
    ['no rule', { entitlement: 'deploy' }],
    ['a finding too', { rule: 'owner-not-listed', finding: 'f-1' }],
    ['a kind of finding too', { rule: 'owner-not-listed', kind: 'ownerless-entitlement' }],
    ['a rule that there is not', { rule: 'owner-not-listed-' }],
    ['a rule that is a part of every object', { rule: 'constructor' }],
    ['every rule', { rule: '*' }],
  ])('excuses nothing where it names %s', (_what, covers) => {
    expect(brokenBy(asked({ covers }))).toEqual(['owner-not-listed', 'exception-not-for-rule'])
  })

  it.each(ruleIds.filter((rule) => !ruleFacts(rule).excusable))('never excuses %s', (rule) => {
    expect(brokenBy(asked({ covers: { rule } }))).toContain('exception-not-for-rule')
    expect(wordsOf('exception-not-for-rule', asked({ covers: { rule } }))).toContain('no rule that can be excused')
  })

  const rule = 'owner-not-listed'
  it.each<[string, PolicyException['covers'], Asking['request']]>([
    ['the principal', { rule, principal: 'alice' }, {}],
    ['the principal by an account', { rule, principal: 'alice-adm' }, {}],
    ['the account that the request names', { rule, account: 'alice-adm' }, { principal: 'alice-adm' }],
    ['the entitlement', { rule, entitlement: 'deploy' }, {}],
    ['the system', { rule, system: 'prod' }, {}],
    ['the ticket', { rule, ticket: 'REQ1' }, {}],
    ['all of them', { rule, principal: 'alice', entitlement: 'deploy', system: 'prod', ticket: 'REQ1' }, {}],
  ])('may be for %s', (_what, covers, request) => {
    expect(brokenBy(asked({ covers }, request))).toEqual([])
  })

  it.each<[string, PolicyException['covers']]>([
    ['principal', { rule, principal: 'bob' }],
    ['principal, whom nobody knows', { rule, principal: 'nobody' }],
    ['account, though of the same principal', { rule, account: 'alice-adm' }],
    ['entitlement', { rule, entitlement: 'Deploy' }],
    ['system', { rule, system: 'test' }],
    ['ticket', { rule, ticket: 'REQ10' }],
    ['ticket, though all else fits', { rule, principal: 'alice', entitlement: 'deploy', ticket: 'REQ2' }],
  ])('is not for another %s', (_what, covers) => {
    expect(brokenBy(asked({ covers }))).toEqual(['owner-not-listed', 'exception-not-for-request'])
  })

  it('is not for a principal whom nobody knows, though the request names the same', () => {
    expect(brokenBy(asked({ covers: { rule, principal: 'nobody' } }, { principal: 'nobody' }))).toEqual([
      'principal-unknown',
      'owner-not-listed',
      'exception-not-for-request',
    ])
  })

  it('for one system says nothing of an entitlement on several', () => {
    const { system, ...anywhere } = anEntitlement('wiki', { aliases: { prod: ['wiki'], test: ['wiki'] } })
    const asking = { ...asked({ covers: { rule, system: 'prod' } }, { entitlement: 'wiki' }), others: [anywhere] }
    expect(system).toBe('prod')
    expect(brokenBy(asking)).toEqual(['owner-not-listed', 'exception-not-for-request'])
  })

  it('is in force from its beginning until just before its end', () => {
    expect(brokenBy(asked({ from: day(10) }))).toEqual([])
    expect(brokenBy(asked({ until: day(10) + 1 }))).toEqual([])
    expect(brokenBy(asked({ from: day(10) + 1 }))).toEqual(['owner-not-listed', 'exception-not-in-force'])
    expect(brokenBy(asked({ until: day(10) }))).toEqual(['owner-not-listed', 'exception-not-in-force'])
    expect(wordsOf('exception-not-in-force', asked({ from: day(11) }))).toContain('has not begun')
    expect(wordsOf('exception-not-in-force', asked({ until: day(10) }))).toContain('has ended')
  })

  it('lasts no longer than the policy allows', () => {
    const policy = { maxException: 11 * oneDay }
    expect(brokenBy({ ...asked(), policy })).toEqual([])
    expect(brokenBy({ ...asked({ until: day(20) + 1 }), policy })).toEqual(['owner-not-listed', 'exception-too-long'])
    expect(wordsOf('exception-too-long', { ...asked({ until: day(21) }), policy })).toContain('longer than 11 days')
  })

  it.each([Number.NaN, Number.POSITIVE_INFINITY])('never lasts until %d', (until) => {
    expect(brokenBy(asked({ until }))).toContain('exception-too-long')
  })

  it.each<[string, Partial<PolicyException>]>([
    ['owned by somebody who has left', { owner: 'gone' }],
    ['owned by nobody who is known', { owner: 'nobody' }],
    ['owned by a service', { owner: 'robot' }],
    ['approved by somebody who has left', { approvedBy: 'gone' }],
    ['approved by nobody who is known', { approvedBy: 'nobody' }],
    ['approved by a service', { approvedBy: 'robot' }],
  ])('is not %s', (_how, given) => {
    expect(brokenBy(asked(given))).toEqual(['owner-not-listed', 'exception-unaccountable'])
  })

  it.each<[string, Partial<PolicyException>]>([
    ['its owner', { approvedBy: 'olga' }],
    ['its owner under another account', { approvedBy: 'olga-adm' }],
    ['its owner, who is named by another account', { approvedBy: 'pia', owner: 'pia-adm' }],
    ['the requester', { approvedBy: 'carol' }],
    ['the requester under another account', { approvedBy: 'carol-adm' }],
    ['the principal', { approvedBy: 'alice' }],
    ['the principal under another account', { approvedBy: 'alice-adm' }],
    ['the sponsor of the principal', { approvedBy: 'sam' }],
  ])('is not approved by %s', (_whom, given) => {
    expect(brokenBy(asked(given))).toEqual(['owner-not-listed', 'exception-self-approved'])
  })

  it('is approved by nobody with an interest where nobody knows who approved it', () => {
    const given = asked({ owner: 'nobody', approvedBy: 'nobody else' })
    expect(brokenBy(given)).toEqual(['owner-not-listed', 'exception-unaccountable'])
    expect(outcomeOf('exception-self-approved', given)).toBe('not-applicable')
  })

  it('excuses without a people source too, where every name stands for itself', () => {
    expect(brokenBy({ ...asked(), people: 'none' })).toEqual([])
    expect(brokenBy({ ...asked({ approvedBy: 'olga' }), people: 'none' })).toEqual([
      'owner-not-listed',
      'exception-self-approved',
    ])
  })

  it('is not looked at where service work names it', () => {
    const given = asked({ until: day(10), approvedBy: 'gone', covers: {} }, { kind: 'none' })
    expect(brokenBy(given)).toEqual([])
    for (const id of ruleIds.filter((it) => ruleFacts(it).field === 'exception'))
      expect(outcomeOf(id, given)).toBe('not-applicable')
  })

  it('does not excuse what is wrong with itself', () => {
    const given = { covers: { rule: 'exception-self-approved' }, approvedBy: 'olga' }
    expect(brokenBy(asked(given))).toEqual(['owner-not-listed', 'exception-not-for-rule', 'exception-self-approved'])
  })
})
