import { describe, expect, it } from 'vitest'
import { openStore } from '../../store/sqlite/open-store.ts'
import { openDesk } from '../testdata/desk.ts'
import { day, exceptionRow } from '../testdata/rows.ts'
import type { World } from '../testdata/world-input.ts'

async function load(world: World, store = openStore(':memory:')) {
  const desk = openDesk(day(4), world, store)
  const { all, fromFiles } = await desk.exceptions()
  desk.close()
  return { fromFiles, all: all.map(({ id }) => id).sort(), files: fromFiles.map(({ id }) => id).sort(), desk }
}

describe('loading exceptions', () => {
  it('ignores a row that is repeated as it was', async () => {
    const { all, desk } = await load({ exceptions: [exceptionRow('e1', 'f1'), exceptionRow('e1', 'f1')] })
    expect(all).toEqual(['e1'])
    expect(desk.rejected()).toEqual([])
  })

  it('rejects both of two rows that give one id to two decisions, each with the place of the other', async () => {
    const exceptions = [exceptionRow('e1', 'f1'), exceptionRow('e2', 'f2'), exceptionRow('e1', 'f3')]
    const { all, desk } = await load({ exceptions })
    expect(all).toEqual(['e2'])
    expect(desk.rejected()).toEqual([
      'waivers.ndjson:1 row-contradicts → waivers.ndjson:3',
      'waivers.ndjson:3 row-contradicts → waivers.ndjson:1',
    ])
    expect(desk.rows('waivers')).toEqual({ rows: 1, rejected: 2, complete: false })
  })

  it('rejects both of two ids that differ only by case', async () => {
    const { all, desk } = await load({ exceptions: [exceptionRow('e1', 'f1'), exceptionRow('E1', 'f2')] })
    expect(all).toEqual([])
    expect(desk.rejected()).toEqual([
      'waivers.ndjson:1 id-collides → waivers.ndjson:2',
      'waivers.ndjson:2 id-collides → waivers.ndjson:1',
    ])
  })

  it('keeps those known from files while a source is incomplete, and forgets them once it is whole', async () => {
    const store = openStore(':memory:')
    const known = await load({ exceptions: [exceptionRow('e1', 'f1'), exceptionRow('e2', 'f2')] }, store)
    store.transaction(() => store.night.replaceFileExceptions(known.fromFiles))
    expect((await load({ exceptions: [exceptionRow('e2', 'f2')], incomplete: ['waivers'] }, store)).files).toEqual([
      'e1',
      'e2',
    ])
    expect((await load({ exceptions: [exceptionRow('e2', 'f2')] }, store)).files).toEqual(['e2'])
  })

  it('keeps what was accepted here whatever the files say, and rejects a row that takes its id', async () => {
    const store = openStore(':memory:')
    const [accepted] = (await load({ exceptions: [exceptionRow('a1', 'f1')] })).fromFiles
    if (accepted) store.transaction(() => store.night.addException(accepted))
    const { all, files, desk } = await load({ exceptions: [exceptionRow('a1', 'f9'), exceptionRow('e1', 'f2')] }, store)
    expect([all, files]).toEqual([['a1', 'e1'], ['e1']])
    expect(desk.rejected()).toEqual(['waivers.ndjson:1 row-contradicts'])
  })
})
