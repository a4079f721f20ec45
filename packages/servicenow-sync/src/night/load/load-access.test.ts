import { describe, expect, it } from 'vitest'
import { openStore } from '../../store/sqlite/open-store.ts'
import { openDesk, recordsOf } from '../testdata/desk.ts'
import { memorySource } from '../testdata/memory-source.ts'
import { day, grantRow } from '../testdata/rows.ts'
import type { World } from '../testdata/world-input.ts'
import { toScopeRecord } from './load-access.ts'

async function load(world: World, at = 4, store = openStore(':memory:')) {
  const desk = openDesk(day(at), world, store)
  const loaded = await desk.access()
  const records = recordsOf(loaded.shelf)
  desk.close()
  return { ...loaded, records, desk, prod: loaded.scopes.get('prod') }
}

describe('loading access', () => {
  it('counts the lines of each name, and says where it stood first', async () => {
    const { names, records } = await load({ access: [grantRow('a', 'x'), grantRow('b', 'y'), grantRow('b', 'x')] })
    expect(names).toEqual([
      { system: 'prod', native: 'x', grants: 2, first: { source: 'prod', file: 'prod.ndjson', line: 1 } },
      { system: 'prod', native: 'y', grants: 1, first: { source: 'prod', file: 'prod.ndjson', line: 2 } },
    ])
    expect(records).toHaveLength(3)
  })

  it.each([
    ['case', 'alice', 'Alice'],
    ['Unicode form', 'ﬁnn', 'finn'],
  ])('takes none of the grants of two accounts that differ only by %s', async (_, one, other) => {
    const { spoiledAccounts, desk, prod } = await load({ access: [grantRow(one), grantRow(other), grantRow('bob')] })
    expect(spoiledAccounts.size).toBe(2)
    expect(desk.rejected()).toEqual([
      'prod.ndjson:1 id-collides → prod.ndjson:2',
      'prod.ndjson:2 id-collides → prod.ndjson:1',
    ])
    expect(desk.rows('prod')).toEqual({ rows: 1, rejected: 2, complete: false })
    expect(prod?.complete).toBe(false)
  })

  it('rejects all of three accounts that look alike, each once', async () => {
    const { desk } = await load({ access: ['alice', 'Alice', 'ALICE', 'bob'].map((name) => grantRow(name)) })
    expect(desk.rows('prod')).toEqual({ rows: 1, rejected: 3, complete: false })
  })

  it('lets two systems spell an account in ways of their own', async () => {
    const dev = memorySource({ name: 'dev', reads: 'access', system: 'dev', rows: [grantRow('Alice')] })
    const { desk, spoiledAccounts } = await load({ access: [grantRow('alice')], more: [dev] })
    expect([desk.rejected(), spoiledAccounts.size]).toEqual([[], 0])
  })

  it('remembers when a scope was read, and when completely, first and last', async () => {
    const store = openStore(':memory:')
    const scopes: unknown[] = []
    for (const [at, incomplete] of [
      [4, ['prod']],
      [5, []],
      [6, ['prod']],
      [7, []],
    ] as const) {
      const { prod } = await load({ access: [grantRow('a')], incomplete }, at, store)
      if (prod) store.transaction(() => store.night.putScope(toScopeRecord(prod)))
      scopes.push([...store.night.scopes()][0])
    }
    const scope = { system: 'prod', source: 'prod' }
    expect(scopes).toEqual([
      { ...scope, lastAt: day(4) },
      { ...scope, lastAt: day(5), lastCompleteAt: day(5), firstCompleteAt: day(5) },
      { ...scope, lastAt: day(6), lastCompleteAt: day(5), firstCompleteAt: day(5) },
      { ...scope, lastAt: day(7), lastCompleteAt: day(7), firstCompleteAt: day(5) },
    ])
  })

  it('does not count a source that gave nothing as read', async () => {
    const { prod } = await load({ access: [], incomplete: ['prod'] })
    expect(prod).toMatchObject({ read: false, complete: false })
  })
})
