import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { defaultPolicy } from './policy.ts'
import { readPolicy } from './read-policy.ts'

const hourMs = 3_600_000

const policyOf = (document: unknown) => {
  const reading = readPolicy(document)
  if (!reading.ok) throw new Error(JSON.stringify(reading.faults))
  return reading.value
}
const faultsOf = (document: unknown) => {
  const reading = readPolicy(document)
  return reading.ok ? [] : reading.faults
}

describe('readPolicy', () => {
  it.each([
    [undefined],
    [null],
    [{}],
    [{ zone: null, grace: null, hold: null, correlation: null }],
    [{ grace: {}, hold: {} }],
  ])('gives the default policy for %j', (document) => {
    expect(policyOf(document)).toEqual(defaultPolicy)
  })

  it('reads every field', () => {
    const document = {
      zone: 'Europe/Berlin',
      grace: { provision: 'PT4H', removal: 'PT8H', expiry: 'PT1H' },
      hold: { share: 0.5, minimum: 10 },
      correlation: ['id:mail', 'principal'],
      approvals: { high: { all: [{ from: 'owner' }, { from: 'group', name: 'security', count: 2 }], maxAge: 'P1D' } },
      maxDuration: { human: 'P2D', service: 'P1D' },
      justification: 20,
      maxException: 'P7D',
      levels: { approval: 'PT2H' },
      warnings: { expiry: 'PT3H' },
      gates: [{ source: 'jira', since: '2026-01-01T00:00:00Z' }],
      birthrights: [{ entitlements: ['mail'], kinds: ['human'], roles: ['staff'] }, { entitlements: ['wiki'] }],
    }
    expect(policyOf(document)).toEqual({
      zone: 'Europe/Berlin',
      grace: { provision: 4 * hourMs, removal: 8 * hourMs, expiry: hourMs, recertification: 0, rotation: 0 },
      hold: { share: 0.5, minimum: 10 },
      correlation: ['id:mail', 'principal'],
      approvals: {
        high: {
          parts: [
            { from: 'owner', count: 1 },
            { from: 'group', name: 'security', count: 2 },
          ],
          maxAge: 24 * hourMs,
        },
      },
      maxDuration: { human: 48 * hourMs, service: 24 * hourMs, agent: 90 * 24 * hourMs },
      justification: 20,
      maxException: 7 * 24 * hourMs,
      levels: { ...defaultPolicy.levels, approval: 2 * hourMs },
      warnings: { ...defaultPolicy.warnings, expiry: 3 * hourMs },
      gates: [{ source: 'jira', since: Date.UTC(2026, 0, 1) }],
      birthrights: [{ entitlements: ['mail'], kinds: ['human'], roles: ['staff'] }, { entitlements: ['wiki'] }],
    })
  })

  it('fills in single values from the default policy', () => {
    const policy = policyOf({ grace: { removal: 'PT0S' }, hold: { minimum: 5 } })
    expect(policy.grace).toEqual({ ...defaultPolicy.grace, removal: 0 })
    expect(policy.hold).toEqual({ share: 0.2, minimum: 5 })
  })

  it('switches holding off', () => {
    expect(policyOf({ hold: false })).not.toHaveProperty('hold')
  })

  it.each<[string, unknown, string, (string | number)[]]>([
    ['a list', [], 'field-wrong-type', []],
    ['an unknown key', { timezone: 'UTC' }, 'field-unknown', ['timezone']],
    ['an unknown zone', { zone: 'Europe/Bonn' }, 'zone-unknown', ['zone']],
    ['a bad waiting time', { grace: { provision: '24h' } }, 'duration-malformed', ['grace', 'provision']],
    ['an unknown waiting time', { grace: { change: 'P1D' } }, 'field-unknown', ['grace', 'change']],
    ['a share over 1', { hold: { share: 20 } }, 'value-not-allowed', ['hold', 'share']],
    ['a minimum below 0', { hold: { minimum: -1 } }, 'value-not-allowed', ['hold', 'minimum']],
    [
      'a rule that says too much',
      { approvals: { low: { all: [{}], count: 2 } } },
      'value-not-allowed',
      ['approvals', 'low', 'count'],
    ],
    [
      'a group without a name',
      { approvals: { low: { all: [{ from: 'group' }] } } },
      'field-missing',
      ['approvals', 'low', 'all', 0, 'name'],
    ],
    [
      'a gate named twice',
      {
        gates: [
          { source: 'a', since: '2026-01-01T00:00:00Z' },
          { source: 'a', since: '2026-01-02T00:00:00Z' },
        ],
      },
      'value-repeated',
      ['gates', 1, 'source'],
    ],
    ['hold: true', { hold: true }, 'value-not-allowed', ['hold']],
    ['no way to correlate', { correlation: [] }, 'value-empty', ['correlation']],
    ['an unknown way to correlate', { correlation: ['mail'] }, 'value-not-allowed', ['correlation', 0]],
    ['an unnamed identifier', { correlation: ['account', 'id:'] }, 'value-not-allowed', ['correlation', 1]],
    ['a way to correlate twice', { correlation: ['account', 'account'] }, 'value-repeated', ['correlation', 1]],
  ])('refuses %s, and says where', (_what, document, code, path) => {
    expect(faultsOf(document).map((fault) => [fault.code, fault.path])).toEqual([[code, path]])
  })

  it('explains every document it refuses, whatever it is given', () => {
    const documents = fc.dictionary(fc.constantFrom('zone', 'grace', 'hold', 'correlation'), fc.anything())
    fc.assert(
      fc.property(fc.oneof(documents, fc.anything(), fc.jsonValue()), (document) => {
        expect(readPolicy(document).ok || faultsOf(document).length > 0).toBe(true)
      }),
    )
  })
})
