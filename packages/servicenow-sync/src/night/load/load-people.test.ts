import { describe, expect, it } from 'vitest'
import { openStore } from '../../store/sqlite/open-store.ts'
import { openDesk } from '../testdata/desk.ts'
import { memorySource } from '../testdata/memory-source.ts'
import { day, personRow } from '../testdata/rows.ts'
import type { World } from '../testdata/world-input.ts'

async function load(world: World, store = openStore(':memory:')) {
  const desk = openDesk(day(4), world, store)
  const loaded = await desk.people()
  desk.close()
  return { ...loaded, names: loaded.people.map(({ principal }) => principal), desk }
}

describe('loading people', () => {
  it('takes every name for itself without a people source, and misses nobody', async () => {
    const { directory, people, complete } = await load({ requests: [] })
    expect([directory.known, people, complete]).toEqual([false, [], true])
  })

  it('ignores a row that is repeated as it was', async () => {
    const { names, complete, desk } = await load({ people: [personRow('alice'), personRow('alice')] })
    expect([names, complete]).toEqual([['alice'], true])
    expect(desk.rejected()).toEqual([])
  })

  it('rejects both of two rows that describe one principal differently, each with the place of the other', async () => {
    const people = [personRow('alice'), personRow('bob'), personRow('alice', { active: false })]
    const { names, complete, desk } = await load({ people })
    expect([names, complete]).toEqual([['bob'], false])
    expect(desk.rejected()).toEqual([
      'hr.ndjson:1 row-contradicts → hr.ndjson:3',
      'hr.ndjson:3 row-contradicts → hr.ndjson:1',
    ])
    expect(desk.rows('hr')).toEqual({ rows: 1, rejected: 2, complete: false })
  })

  it('rejects rows that contradict each other across two sources, each where it stands', async () => {
    const more = [memorySource({ name: 'crm', reads: 'people', rows: [personRow('alice', { kind: 'service' })] })]
    const { names, desk } = await load({ people: [personRow('alice')], more })
    expect(names).toEqual([])
    expect(desk.rejected()).toEqual([
      'crm.ndjson:1 row-contradicts → hr.ndjson:1',
      'hr.ndjson:1 row-contradicts → crm.ndjson:1',
    ])
  })

  it.each([
    ['case', 'alice', 'Alice'],
    ['Unicode form', 'ﬁnn', 'finn'],
  ])('rejects both of two principals that differ only by %s', async (_, one, other) => {
    const { names, complete, desk } = await load({ people: [personRow(one), personRow(other), personRow('bob')] })
    expect([names, complete]).toEqual([['bob'], false])
    expect(desk.rejected()).toEqual(['hr.ndjson:1 id-collides → hr.ndjson:2', 'hr.ndjson:2 id-collides → hr.ndjson:1'])
  })

  it('rejects all of three that look alike, each once', async () => {
    const { names, desk } = await load({ people: ['alice', 'Alice', 'ALICE'].map((name) => personRow(name)) })
    expect(names).toEqual([])
    expect(desk.rows('hr')).toEqual({ rows: 0, rejected: 3, complete: false })
  })

  it('keeps those known before while a source is incomplete, and forgets them once it is whole', async () => {
    const store = openStore(':memory:')
    const known = await load({ people: [personRow('alice'), personRow('bob')] }, store)
    store.transaction(() => store.night.replacePeople(known.people))
    const cut = await load({ people: [personRow('bob', { active: false })], incomplete: ['hr'] }, store)
    expect([cut.names.toSorted(), cut.complete]).toEqual([['alice', 'bob'], false])
    expect(cut.directory.isActive('bob', day(4))).toBe(false)
    const whole = await load({ people: [personRow('bob')] }, store)
    expect([whole.names, whole.complete]).toEqual([['bob'], true])
  })

  it('keeps what was known of a principal that tonight’s rows contradict', async () => {
    const store = openStore(':memory:')
    const known = await load({ people: [personRow('alice')] }, store)
    store.transaction(() => store.night.replacePeople(known.people))
    const { names, directory } = await load(
      { people: [personRow('alice', { active: false }), personRow('alice')] },
      store,
    )
    expect(names).toEqual(['alice'])
    expect(directory.isActive('alice', day(4))).toBe(true)
  })
})
