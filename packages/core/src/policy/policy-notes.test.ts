import { describe, expect, it } from 'vitest'
import { defaultPolicy, type Policy } from './policy.ts'
import { policyNotes } from './policy-notes.ts'
import { readCatalogue } from './read-catalogue.ts'
import { readPolicy } from './read-policy.ts'

function notesOn(document: unknown, settings: unknown = {}): readonly (readonly unknown[])[] {
  const policy = readPolicy(settings)
  if (!policy.ok) throw new Error(JSON.stringify(policy.faults))
  expect(readCatalogue(document, policy.value.approvals).ok).toBe(true)
  return policyNotes(policy.value, document).map(({ about, code, path }) => [about, code, path])
}

const owned = { owners: ['alice'] }

describe('policyNotes', () => {
  it('says nothing of rules that mean what they say', () => {
    const document = {
      entitlements: [{ id: 'deploy', ...owned, risk: 'high' }],
      items: [{ item: 'Production access', kind: 'provision', entitlement: 'deploy' }],
      groups: [{ id: 'security', owners: ['carol'] }],
    }
    expect(notesOn(document, { approvals: { high: { from: 'group', name: 'security' } } })).toEqual([])
  })

  it.each<[string, unknown, unknown, readonly unknown[]]>([
    [
      'an entitlement without an owner',
      { entitlements: [{ id: 'a', ...owned }, { id: 'b' }] },
      {},
      ['catalogue', 'entitlement-without-owner', ['entitlements', 1]],
    ],
    [
      'a limit on what may be permanent, also where it is inherited',
      { defaults: { maxDuration: 'P1D', ...owned }, entitlements: [{ id: 'a', permanent: true }] },
      {},
      ['catalogue', 'permanent-with-limit', ['entitlements', 0]],
    ],
    [
      'a high risk that nobody need approve',
      { entitlements: [{ id: 'a', ...owned, risk: 'critical', approval: { count: 0 } }] },
      {},
      ['catalogue', 'risk-without-approval', ['entitlements', 0]],
    ],
    [
      'an item for what nobody may ask for',
      {
        entitlements: [{ id: 'a', ...owned, requestable: false }],
        items: [
          { item: 'Away', kind: 'deprovision', entitlement: 'a' },
          { item: 'A', kind: 'change', entitlement: 'a' },
        ],
      },
      {},
      ['catalogue', 'item-not-requestable', ['items', 1, 'entitlement']],
    ],
    [
      'an item that does not say what it is for',
      {
        entitlements: [{ id: 'a', ...owned }],
        items: [
          { item: 'Reset', kind: 'none' },
          { item: 'A', kind: 'provision' },
        ],
      },
      {},
      ['catalogue', 'item-without-entitlement', ['items', 1, 'item']],
    ],
    [
      'a group that approves and whose owners nobody knows',
      { entitlements: [{ id: 'a', ...owned, approval: { all: [{}, { from: 'group', name: 'ops' }] } }] },
      {},
      ['catalogue', 'group-without-owners', ['groups']],
    ],
    [
      'a group that the policy alone lets approve',
      { entitlements: [{ id: 'a', ...owned }] },
      { approvals: { medium: { from: 'group', name: 'ops' } } },
      ['catalogue', 'group-without-owners', ['groups']],
    ],
    [
      'a group that no rule names',
      { entitlements: [{ id: 'a', ...owned }], groups: [{ id: 'ops', owners: ['bob'] }] },
      {},
      ['catalogue', 'group-unused', ['groups', 0, 'id']],
    ],
    [
      'a tier that the defaults of the catalogue stand before',
      { defaults: { approval: {} }, entitlements: [{ id: 'a', ...owned }] },
      { approvals: { medium: { count: 2 } } },
      ['policy', 'tier-overruled', ['approvals', 'medium']],
    ],
    [
      'a tier that no entitlement is left to',
      {
        entitlements: [
          { id: 'a', ...owned, risk: 'high', approval: {} },
          { id: 'b', ...owned },
        ],
      },
      { approvals: { high: { count: 2 } } },
      ['policy', 'tier-unused', ['approvals', 'high']],
    ],
    [
      'a birthright that everybody has already',
      {
        entitlements: [
          { id: 'a', ...owned },
          { id: 'b', ...owned, birthright: true },
        ],
      },
      { birthrights: [{ entitlements: ['a', 'b'] }] },
      ['policy', 'birthright-twice', ['birthrights', 0, 'entitlements', 1]],
    ],
    ['holding that is switched off', { entitlements: [] }, { hold: false }, ['policy', 'hold-off', ['hold']]],
  ])('points at %s', (_what, document, settings, note) => {
    expect(notesOn(document, settings)).toEqual([note])
  })

  it('says what it means that there is no catalogue', () => {
    const { hold: _hold, ...rest } = defaultPolicy
    expect(policyNotes(rest satisfies Policy).map(({ code }) => code)).toEqual(['hold-off', 'no-catalogue'])
  })

  it('leaves a catalogue with faults to its reader', () => {
    expect(policyNotes(defaultPolicy, { entitlements: 7 })).toEqual([])
  })
})
