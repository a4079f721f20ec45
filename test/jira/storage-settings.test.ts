import { describe, expect, it } from 'vitest'
import { accFields } from '../../packages/jira-forge/src/testdata/rule-book.ts'
import { engines, kvsPorts, startForgeStorage } from './storage-engines.ts'

const settings = { fields: accFields, projects: { 10000: accFields }, source: 'jira-eu' }

describe.each(engines)('settings $engine', ({ open }) => {
  it('are read as they were written; before that there are none', async () => {
    const kept = (await open()).settings
    expect(await kept.read()).toEqual({ version: 0, settings: { projects: {} } })
    expect(await kept.write(settings, 0)).toBe('written')
    expect(await kept.read()).toEqual({ version: 1, settings })
  })

  it('are written by one of two who read the same version', async () => {
    const kept = (await open()).settings
    for (const version of [0, 1]) {
      const both = ['a', 'b'].map((source) => kept.write({ projects: {}, source: `${source}${version}` }, version))
      expect((await Promise.all(both)).sort()).toEqual(['overtaken', 'written'])
    }
  })
})

describe('settings in the platform’s storage', () => {
  it.each<[string, unknown]>([
    ['no JSON', '{'],
    ['a map without a part that it needs', JSON.stringify({ projects: { 1: { kind: { fixed: 'provision' } } } })],
    ['a part that nobody knows', JSON.stringify({ projects: {}, trusting: true })],
  ])('are not read where they hold %s', async (_what, body) => {
    const forge = await startForgeStorage()
    forge.storage.putEntity('record', 'settings', { version: 1, body })
    const { settings: kept, ruleBooks } = kvsPorts(forge)
    await expect(kept.read()).rejects.toMatchObject({ code: 'storage-unreadable' })
    await expect(ruleBooks.read(0)).rejects.toMatchObject({ code: 'storage-unreadable' })
  })
})
