import { hash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { aClaim } from '../testdata/finding.ts'
import type { FindingIdentity } from './finding.ts'
import { findingId } from './identity.ts'

const sha256 = (text: string): string => hash('sha256', text, 'hex')
const idOf = (given: Partial<FindingIdentity> = {}): string => findingId(aClaim(given), sha256)

describe('findingId', () => {
  it('is 24 digits of the hash of the canonical identity', () => {
    const bytes = '{"account":"alice","entitlement":"deploy","kind":"access-without-ticket","system":"prod"}'
    expect(idOf()).toBe(`f-${sha256(bytes).slice(0, 24)}`)
    expect(idOf()).toMatch(/^f-[0-9a-f]{24}$/)
  })

  it.each<[string, Partial<FindingIdentity>]>([
    ['kind', { kind: 'closed-not-removed' }],
    ['account', { account: 'adm' }],
    ['entitlement', { entitlement: 'read' }],
    ['system', { system: 'dev' }],
    ['ticket', { ticket: 'REQ1' }],
    ['counterpart', { counterpart: 'adm' }],
  ])('is another for another %s', (_field, given) => {
    expect(idOf(given)).not.toBe(idOf())
  })

  it('is the same whoever the account turns out to belong to', () => {
    expect(idOf({ principal: 'bob' })).toBe(idOf())
  })

  it('tells principals apart where there is no account', () => {
    const { account: _account, ...claim } = aClaim()
    const ids = ['alice', 'bob'].map((principal) => findingId({ ...claim, principal }, sha256))
    expect(new Set(ids).size).toBe(2)
    expect(ids).not.toContain(idOf())
  })

  it('does not depend on what else a claim says', () => {
    expect(findingId(aClaim({ level: 'admin', since: 1, severity: 'low', message: '' }), sha256)).toBe(idOf())
  })

  it('never takes two fields that run together for the same', () => {
    expect(idOf({ entitlement: 'a', system: 'bc' })).not.toBe(idOf({ entitlement: 'ab', system: 'c' }))
    expect(idOf({ ticket: 'x' })).not.toBe(idOf({ counterpart: 'x' }))
  })
})
