import { describe, expect, it } from 'vitest'
import { anEntitlement } from '../testdata/entitlement.ts'
import { bookFromFiles, catalogueBook } from './entitlement-book.ts'

describe('catalogueBook', () => {
  const deploy = anEntitlement('deploy', { aliases: { prod: ['deployers', 'release'] } })
  const { system: _system, ...rest } = anEntitlement('read')
  const book = catalogueBook(
    {
      entitlements: new Map([
        ['deploy', deploy],
        ['read', rest],
        ['far', anEntitlement('far', { system: 'moon' })],
      ]),
      items: [{ item: 'Production access', kind: 'provision', entitlement: 'deploy' }],
      groupOwners: new Map([['security', ['carol']]]),
    },
    ['prod', 'test'],
  )

  it.each([
    ['prod', 'deployers', 'deploy'],
    ['prod', 'release', 'deploy'],
    ['prod', 'deploy', undefined],
    ['test', 'deployers', undefined],
    ['test', 'read', 'read'],
    ['prod', 'READ', undefined],
  ])('on %s, `%s` stands for %s', (system, native, id) => {
    expect(book.idOf(system, native)).toBe(id)
  })

  it.each([
    ['deploy', ['prod']],
    ['read', ['prod', 'test']],
    ['far', ['moon']],
    ['ghost', []],
  ])('%s lives on %j', (id, systems) => {
    expect(book.systemsOf(id)).toEqual(systems)
  })

  it('is governed and gives its entitlements', () => {
    expect(book.governed).toBe(true)
    expect(book.find('deploy')).toBe(deploy)
    expect(book.find('ghost')).toBeUndefined()
    expect([...book.all()].map(({ id }) => id)).toEqual(['deploy', 'read', 'far'])
  })
})

describe('conflicts in a catalogue', () => {
  const conflicting = (id: string, ...conflicts: readonly string[]) => [id, anEntitlement(id, { conflicts })] as const
  const book = catalogueBook(
    {
      entitlements: new Map([
        conflicting('pay', 'order', 'approve'),
        conflicting('approve'),
        conflicting('order', 'order'),
        conflicting('audit', 'pay'),
      ]),
      items: [],
      groupOwners: new Map(),
    },
    ['prod'],
  )

  it.each([
    ['pay', ['approve', 'audit', 'order']],
    ['approve', ['pay']],
    ['order', ['pay']],
    ['audit', ['pay']],
    ['unknown', []],
  ])('hold for both sides: %s', (id, others) => {
    expect(book.conflictsOf(id)).toEqual(others)
  })
})

describe('bookFromFiles', () => {
  const seen = new Map([['deploy', new Set(['test', 'prod'])]])

  it('takes every name for an entitlement of its own', () => {
    const book = bookFromFiles(['prod'], seen)
    expect(book.idOf('prod', 'anything')).toBe('anything')
    expect(book.find('deploy')).toBeUndefined()
    expect(book.governed).toBe(false)
    expect([...book.all()]).toEqual([])
  })

  it.each([
    ['where it was ever seen', 'deploy', ['prod', 'test'], ['prod', 'test']],
    ['on the only system where it was never seen', 'read', ['prod'], ['prod']],
    ['nowhere known where it was never seen and there are several', 'read', ['prod', 'test'], []],
  ])('puts an entitlement %s', (_where, id, systems, homes) => {
    expect(bookFromFiles(systems, seen).systemsOf(id)).toEqual(homes)
  })
})
