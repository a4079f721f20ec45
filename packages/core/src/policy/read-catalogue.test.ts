import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readCatalogue } from './read-catalogue.ts'

const dayMs = 86_400_000

const entitlement = (document: unknown, id: string) => {
  const reading = readCatalogue(document)
  if (!reading.ok) throw new Error(JSON.stringify(reading.faults))
  return reading.value.entitlements.get(id)
}
const faultsOf = (document: unknown) => {
  const reading = readCatalogue(document)
  return reading.ok ? [] : reading.faults
}
const toldOf = (document: unknown) => faultsOf(document).map(({ code, path }) => [code, path])

describe('readCatalogue', () => {
  it('needs nothing but an id', () => {
    expect(entitlement({ entitlements: [{ id: 'deploy' }] }, 'deploy')).toEqual({
      id: 'deploy',
      owners: [],
      approval: { parts: [{ from: 'owner', count: 1 }] },
      risk: 'medium',
      levels: [],
      permanent: false,
      requestable: true,
      roles: [],
      conflicts: [],
      aliases: Object.create(null),
      birthright: false,
    })
  })

  it('reads every field, and the items', () => {
    const entry = {
      id: 'deploy',
      system: 'prod',
      owners: ['alice'],
      approval: { from: 'group', name: 'ops', count: 2, maxAge: 'P30D' },
      risk: 'high',
      levels: ['read', 'write'],
      maxDuration: 'P180D',
      recertify: 'P90D',
      permanent: true,
      roles: ['engineer'],
      conflicts: ['audit'],
      aliases: { prod: ['deployers', 'deployers-old'] },
      birthright: true,
    }
    const items = [
      { item: 'Production access', kind: 'provision', entitlement: 'deploy' },
      { item: 'Password reset', kind: 'none' },
    ]
    const reading = readCatalogue({ entitlements: [entry, { id: 'audit' }], items })
    expect(reading.ok && reading.value.items).toEqual(items)
    expect(reading.ok && { ...reading.value.entitlements.get('deploy') }).toMatchObject({
      ...entry,
      approval: { parts: [{ from: 'group', name: 'ops', count: 2 }], maxAge: 30 * dayMs },
      maxDuration: 180 * dayMs,
      recertify: 90 * dayMs,
    })
  })

  it('fills in from the defaults what an entry leaves out', () => {
    const defaults = { system: 'prod', approval: { count: 0 }, maxDuration: 'P180D', risk: 'low', permanent: true }
    const document = { defaults, entitlements: [{ id: 'deploy', risk: 'high', permanent: false }] }
    expect(entitlement(document, 'deploy')).toMatchObject({
      system: 'prod',
      approval: { parts: [] },
      maxDuration: 180 * dayMs,
      risk: 'high',
      permanent: false,
      requestable: true,
    })
  })

  it('takes an approval rule whole, never mixed with the defaults', () => {
    const document = {
      defaults: { approval: { from: 'manager', count: 2 } },
      entitlements: [{ id: 'a', approval: { count: 3 } }],
    }
    expect(entitlement(document, 'a')?.approval).toEqual({ parts: [{ from: 'owner', count: 3 }] })
  })

  it('fills in from the entry it inherits from before the defaults, over several steps and in any order', () => {
    const document = {
      defaults: { risk: 'low', owners: ['nobody'], recertify: 'P1D' },
      entitlements: [
        { id: 'c', inherits: 'b', owners: ['carol'] },
        { id: 'b', inherits: 'a', levels: ['x'] },
        { id: 'a', risk: 'critical', owners: ['alice'], system: 'prod' },
      ],
    }
    expect(entitlement(document, 'c')).toMatchObject({
      risk: 'critical',
      owners: ['carol'],
      levels: ['x'],
      system: 'prod',
      recertify: dayMs,
    })
    expect(entitlement(document, 'b')).toMatchObject({ owners: ['alice'] })
  })

  it('does not inherit aliases', () => {
    const document = {
      entitlements: [
        { id: 'a', aliases: { prod: ['x'] } },
        { id: 'b', inherits: 'a' },
      ],
    }
    expect(entitlement(document, 'b')?.aliases).toEqual(Object.create(null))
  })

  it('knows no alias that nobody gave', () => {
    expect(entitlement({ entitlements: [{ id: 'a' }] }, 'a')?.aliases.constructor).toBeUndefined()
  })

  it('leaves an entitlement out of the conflicts that the defaults give everybody', () => {
    const document = { defaults: { conflicts: ['a'] }, entitlements: [{ id: 'a' }, { id: 'b' }] }
    expect(entitlement(document, 'a')?.conflicts).toEqual([])
    expect(entitlement(document, 'b')?.conflicts).toEqual(['a'])
  })

  it.each([
    ['nothing at all', null, 'write keys and values here'],
    ['a key that is nearly one', { entitlements: [{ id: 'deploy', ownerz: ['alice'] }] }, 'did you mean `owners`?'],
  ])('says how to put right %s', (_what, document, help) => {
    expect(readCatalogue(document)).toMatchObject({ ok: false, faults: [{ help }] })
  })

  it.each<[string, unknown, string, (string | number)[]]>([
    ['nothing', null, 'field-missing', []],
    ['a text', 'entitlements', 'field-wrong-type', []],
    ['no entitlements', {}, 'field-missing', ['entitlements']],
    ['an unknown key', { entitlements: [], teams: [] }, 'field-unknown', ['teams']],
    [
      'an unknown key of an entry',
      { entitlements: [{ id: 'a', owner: 'x' }] },
      'field-unknown',
      ['entitlements', 0, 'owner'],
    ],
    ['an id in the defaults', { defaults: { id: 'a' }, entitlements: [] }, 'field-unknown', ['defaults', 'id']],
    ['a number as id', { entitlements: [{ id: 2024 }] }, 'field-wrong-type', ['entitlements', 0, 'id']],
    ['no id', { entitlements: [{}] }, 'field-missing', ['entitlements', 0, 'id']],
    [
      'a duration in months',
      { entitlements: [{ id: 'a', maxDuration: 'P3M' }] },
      'duration-malformed',
      ['entitlements', 0, 'maxDuration'],
    ],
    [
      'an unknown risk',
      { entitlements: [{ id: 'a', risk: 'huge' }] },
      'value-not-allowed',
      ['entitlements', 0, 'risk'],
    ],
    [
      'a negative count',
      { entitlements: [{ id: 'a', approval: { count: -1 } }] },
      'value-not-allowed',
      ['entitlements', 0, 'approval', 'count'],
    ],
    [
      'half an approval',
      { entitlements: [{ id: 'a', approval: { count: 1.5 } }] },
      'value-not-allowed',
      ['entitlements', 0, 'approval', 'count'],
    ],
    [
      'approval from an unnamed group',
      { entitlements: [{ id: 'a', approval: { from: 'group' } }] },
      'field-missing',
      ['entitlements', 0, 'approval', 'name'],
    ],
    [
      'approval from a named owner',
      { entitlements: [{ id: 'a', approval: { name: 'ops' } }] },
      'value-not-allowed',
      ['entitlements', 0, 'approval', 'name'],
    ],
    [
      'an alias that is no list',
      { entitlements: [{ id: 'a', aliases: { prod: 'x' } }] },
      'field-wrong-type',
      ['entitlements', 0, 'aliases', 'prod'],
    ],
    [
      'a duplicate id',
      { entitlements: [{ id: 'a' }, { id: 'b' }, { id: 'a' }] },
      'id-repeated',
      ['entitlements', 2, 'id'],
    ],
    [
      'ids that differ in case',
      { entitlements: [{ id: 'deploy' }, { id: 'Deploy' }] },
      'id-collision',
      ['entitlements', 1, 'id'],
    ],
    [
      'ids that differ in form',
      { entitlements: [{ id: 'deploy' }, { id: 'ｄeploy' }] },
      'id-collision',
      ['entitlements', 1, 'id'],
    ],
    [
      'an unknown parent',
      { entitlements: [{ id: 'a', inherits: 'z' }] },
      'entitlement-unknown',
      ['entitlements', 0, 'inherits'],
    ],
    [
      'an entry that inherits from itself',
      { entitlements: [{ id: 'a', inherits: 'a' }] },
      'inherits-from-itself',
      ['entitlements', 0, 'inherits'],
    ],
    [
      'a conflict with an unknown one',
      { entitlements: [{ id: 'a', conflicts: ['b'] }] },
      'entitlement-unknown',
      ['entitlements', 0, 'conflicts', 0],
    ],
    [
      'a default conflict with an unknown one',
      { defaults: { conflicts: ['b'] }, entitlements: [{ id: 'a' }] },
      'entitlement-unknown',
      ['defaults', 'conflicts', 0],
    ],
    [
      'a conflict with itself',
      { entitlements: [{ id: 'a', conflicts: ['a'] }] },
      'conflict-with-itself',
      ['entitlements', 0, 'conflicts', 0],
    ],
    [
      'a level twice',
      { entitlements: [{ id: 'a', levels: ['read', 'Read'] }] },
      'level-repeated',
      ['entitlements', 0, 'levels', 1],
    ],
    [
      'an item for an unknown one',
      { entitlements: [], items: [{ item: 'x', kind: 'provision', entitlement: 'a' }] },
      'entitlement-unknown',
      ['items', 0, 'entitlement'],
    ],
    [
      'a name claimed by two',
      {
        entitlements: [
          { id: 'a', aliases: { prod: ['x'] } },
          { id: 'b', aliases: { prod: ['y', 'x'] } },
        ],
      },
      'name-claimed-twice',
      ['entitlements', 1, 'aliases', 'prod', 1],
    ],
    [
      'an alias that is the id of another',
      {
        entitlements: [
          { id: 'a', system: 'prod', aliases: { prod: ['b'] } },
          { id: 'b', system: 'prod' },
        ],
      },
      'name-claimed-twice',
      ['entitlements', 1, 'id'],
    ],
    [
      'an alias that is the id of one that may be anywhere',
      { entitlements: [{ id: 'a', aliases: { prod: ['b'] } }, { id: 'b' }] },
      'name-claimed-twice',
      ['entitlements', 1, 'id'],
    ],
    [
      'an alias on another system',
      { entitlements: [{ id: 'a', system: 'prod', aliases: { test: ['b'] } }] },
      'alias-on-other-system',
      ['entitlements', 0, 'aliases', 'test'],
    ],
  ])('refuses %s, and says where', (_what, document, code, path) => {
    expect(toldOf(document)).toEqual([[code, path]])
  })

  it('lets two systems use the same name for different entitlements', () => {
    const document = {
      entitlements: [
        { id: 'a', aliases: { prod: ['x'] } },
        { id: 'b', aliases: { test: ['x'] } },
      ],
    }
    expect(faultsOf(document)).toEqual([])
  })

  it('tells a cycle once, and what goes round', () => {
    const document = {
      entitlements: [
        { id: 'a', inherits: 'b' },
        { id: 'b', inherits: 'c' },
        { id: 'c', inherits: 'b' },
      ],
    }
    expect(faultsOf(document)).toMatchObject([
      { code: 'inherits-from-itself', message: '`b` inherits from itself: `b → c → b`' },
    ])
  })

  it('tells every fault at once', () => {
    const document = {
      entitlements: [{ id: 'a', conflicts: ['x'], inherits: 'y' }, { id: 'A' }],
      items: [{ item: 'i', kind: 'none', entitlement: 'z' }],
    }
    expect(faultsOf(document).map(({ field }) => field)).toEqual([
      'entitlements[1].id',
      'entitlements[0].conflicts[0]',
      'items[0].entitlement',
      'entitlements[0].inherits',
    ])
  })

  it('reads a lineage of many thousands', () => {
    const entitlements = Array.from({ length: 20_000 }, (_, n) =>
      n === 19_999 ? { id: `e${n}`, risk: 'low' } : { id: `e${n}`, inherits: `e${n + 1}` },
    )
    expect(entitlement({ entitlements }, 'e0')?.risk).toBe('low')
  })

  it('explains every document it refuses, whatever it is given', () => {
    const entry = fc.dictionary(
      fc.constantFrom('id', 'inherits', 'system', 'levels', 'conflicts', 'aliases'),
      fc.anything(),
    )
    const documents = fc.record({
      entitlements: fc.array(fc.oneof(entry, fc.record({ id: fc.string(), inherits: fc.string() }))),
    })
    fc.assert(
      fc.property(fc.oneof(documents, fc.anything(), fc.jsonValue()), (document) => {
        expect(readCatalogue(document).ok || faultsOf(document).length > 0).toBe(true)
      }),
    )
  })
})
