import { hash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { day } from '../testdata/day.ts'
import { anOpenRequest } from '../testdata/request.ts'
import { someClaims } from '../testdata/seal.ts'
import { materialDigest } from './material-digest.ts'
import { type Decision, sealClaims, sealPayload } from './seal-claims.ts'

const sha256 = (text: string): string => hash('sha256', text, 'hex')
const approved: Decision = { approver: 'bob', decision: 'approved', decidedAt: day(9) }
const claimsOf = (given: Partial<Decision> = {}, request = anOpenRequest()) =>
  sealClaims(request, { ...approved, ...given }, { tenant: 'acme', sha256 })

describe('the claims of a seal', () => {
  it('say who decided what about which request of which site, and when', () => {
    expect(claimsOf()).toEqual({
      version: 1,
      tenant: 'acme',
      source: 'itsm',
      number: 'REQ1',
      item: '1',
      opened: day(8),
      digest: materialDigest(anOpenRequest(), sha256),
      approver: 'bob',
      for: null,
      onBehalfOf: null,
      decision: 'approved',
      decidedAt: day(9),
      previous: null,
    })
  })

  it('name the group, whose place it was, and the seal before it where there are such', () => {
    expect(claimsOf({ group: 'security', onBehalfOf: 'carol', previous: 's-0' })).toMatchObject({
      for: 'security',
      onBehalfOf: 'carol',
      previous: sha256('s-0'),
    })
  })

  it('differ when something material differs', () => {
    expect(claimsOf({}, anOpenRequest({ level: 'write' })).digest).not.toBe(claimsOf().digest)
    expect(claimsOf({}, anOpenRequest({ justification: 'other words' })).digest).toBe(claimsOf().digest)
  })

  it('are about the last time that the request was opened', () => {
    expect(claimsOf({}, anOpenRequest({ reopenedAt: day(12) })).opened).toBe(day(12))
  })
})

describe('the payload of a seal', () => {
  it('is canonical JSON with instants as RFC 3339, so that anybody can write it', () => {
    const digest = 'a'.repeat(64)
    const previous = 'b'.repeat(64)
    expect(sealPayload(someClaims(sha256, { digest, previous, for: 'security' }))).toBe(
      `{"approver":"bob","decidedAt":"2026-01-09T00:00:00Z","decision":"approved","digest":"${digest}",` +
        `"for":"security","item":"1","number":"REQ1","onBehalfOf":null,"opened":"2026-01-08T00:00:00Z",` +
        `"previous":"${previous}","source":"itsm","tenant":"acme","version":1}`,
    )
  })
})
