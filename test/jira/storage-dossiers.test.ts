import { describe, expect, it } from 'vitest'
import { mostDecisions } from '../../packages/jira-forge/src/storage/create-kvs-dossiers.ts'
import type { Dossier, DossierQuery, Dossiers } from '../../packages/jira-forge/src/storage/dossiers.ts'
import { aDossier } from '../../packages/jira-forge/src/testdata/dossier.ts'
import { engines, kvsPorts, now, startForgeStorage } from './storage-engines.ts'

const dossier = (issueId: string, given: Partial<Dossier> = {}) => aDossier({ issueId, ...given })

const full: Partial<Dossier> = {
  seals: ['a.b.c', 'd.e.f'],
  passages: [{ passedAt: now, to: '3', digest: 'd', verdict: 'v' }],
  voids: [{ at: now, fields: ['level'], approvers: ['bob'] }],
  exceptionRequests: [{ at: now, by: 'alice', rules: ['owner-present'], reason: 'Zoë 🙂', until: '2026-03-31' }],
  state: 'voided',
  expires: '2026-03-31',
}

async function everyPage(dossiers: Dossiers, query: DossierQuery): Promise<readonly string[]> {
  const ids: string[] = []
  for (let cursor: string | undefined; ; ) {
    const page = await dossiers.list({ ...query, ...(cursor !== undefined && { cursor }) })
    ids.push(...page.dossiers.map(({ issueId }) => issueId))
    cursor = page.cursor
    if (cursor === undefined) return ids.sort()
  }
}

describe.each(engines)('dossiers $engine', ({ open }) => {
  it('are read as they were written, each with its version', async () => {
    const { dossiers } = await open()
    expect(await dossiers.read('1')).toEqual({ version: 0, dossier: undefined })
    expect(await dossiers.write(dossier('1', full), 0)).toBe('written')
    expect(await dossiers.read('1')).toEqual({ version: 1, dossier: dossier('1', full) })
    expect(await dossiers.write(dossier('1'), 1)).toBe('written')
    expect(await dossiers.read('1')).toEqual({ version: 2, dossier: dossier('1') })
    expect(await dossiers.read('2')).toEqual({ version: 0, dossier: undefined })
  })

  it('are written by one of two who read the same version, from the first one on', async () => {
    const { dossiers } = await open()
    for (const version of [0, 1]) {
      const both = ['x', 'y'].map((seal) => dossiers.write(dossier('1', { seals: [seal, `${version}`] }), version))
      expect((await Promise.all(both)).sort()).toEqual(['overtaken', 'written'])
    }
    expect((await dossiers.read('1')).version).toBe(2)
  })

  it.each([0, 1, 3])('are not written by somebody who read version %i of the second', async (version) => {
    const { dossiers } = await open()
    await dossiers.write(dossier('1'), 0)
    await dossiers.write(dossier('1', full), 1)
    expect(await dossiers.write(dossier('1'), version)).toBe('overtaken')
    expect(await dossiers.read('1')).toEqual({ version: 2, dossier: dossier('1', full) })
  })

  it('are listed by state, by end, and by both, as they stand now', async () => {
    const { dossiers } = await open()
    await dossiers.write(dossier('1', { state: 'passed', expires: '2026-03-31' }), 0)
    await dossiers.write(dossier('2', { state: 'passed', expires: '2026-04-01T10:00:00Z' }), 0)
    await dossiers.write(dossier('3', { state: 'ready', expires: '2026-03-30' }), 0)
    await dossiers.write(dossier('4'), 0)
    await dossiers.write(dossier('3', { expires: '2026-03-30' }), 1)
    expect(await everyPage(dossiers, { state: 'passed' })).toEqual(['1', '2'])
    expect(await everyPage(dossiers, { state: 'ready' })).toEqual([])
    expect(await everyPage(dossiers, { expiresBy: '2026-03-31' })).toEqual(['1', '3'])
    expect(await everyPage(dossiers, { state: 'passed', expiresBy: '2026-03-31' })).toEqual(['1'])
    expect(await everyPage(dossiers, { expiresFrom: '2026-03-31', expiresBy: '2026-04-01' })).toEqual(['1', '2'])
    expect(await everyPage(dossiers, {})).toEqual(['1', '2', '3', '4'])
  })

  it('are listed in pages of a hundred, each once', async () => {
    const { dossiers } = await open()
    const ids = Array.from({ length: 250 }, (_, index) => String(1000 + index))
    for (const id of ids) await dossiers.write(dossier(id), 0)
    expect((await dossiers.list({ state: 'blocked' })).dossiers).toHaveLength(100)
    expect(await everyPage(dossiers, { state: 'blocked' })).toEqual(ids)
  })
})

describe('dossiers in the platform’s storage', () => {
  it('hold a hundred decisions, and refuse one more in plain words', async () => {
    const { dossiers } = kvsPorts(await startForgeStorage())
    const seals = Array.from({ length: mostDecisions }, (_, index) => `${index}.${'s'.repeat(1500)}.x`)
    expect(await dossiers.write(dossier('1', { seals }), 0)).toBe('written')
    await expect(dossiers.write(dossier('1', { seals: [...seals, 'a.b.c'] }), 1)).rejects.toMatchObject({
      code: 'dossier-full',
      help: 'ask for the access in a new issue',
    })
    expect((await dossiers.read('1')).dossier?.seals).toHaveLength(mostDecisions)
  })

  it('are kept where nobody knows when they end', async () => {
    const { dossiers } = kvsPorts(await startForgeStorage())
    expect(await dossiers.write(dossier('1', { expires: '' }), 0)).toBe('written')
    expect((await dossiers.list({ expiresBy: '2026-12-31' })).dossiers).toEqual([])
  })

  it('refuse what would not fit before the platform does', async () => {
    const forge = await startForgeStorage()
    const { dossiers } = kvsPorts(forge)
    const reason = '\u0001'.repeat(32_768)
    const request = { at: now, by: 'alice', rules: [], reason, until: '2026-03-31' }
    const large = dossier('1', { exceptionRequests: [request, request] })
    await expect(dossiers.write(large, 0)).rejects.toMatchObject({ code: 'storage-too-large' })
    expect(forge.record.calls).toEqual([])
  })

  it.each<[string, unknown]>([
    ['no text', { version: 1, state: 'blocked', body: '' }],
    ['half of one', { version: 1, state: 'blocked', body: JSON.stringify(dossier('1')).slice(0, -9) }],
    ['one of another app', { version: 1, state: 'blocked', body: '{"a":1}' }],
    ['one with a part that nobody knows', { version: 1, body: JSON.stringify({ ...dossier('1'), trusted: true }) }],
    ['one without a version', { state: 'blocked', body: JSON.stringify(dossier('1')) }],
  ])('are not read where %s stands', async (_what, stored) => {
    const forge = await startForgeStorage()
    forge.storage.putEntity('dossier', '1', stored)
    const { dossiers } = kvsPorts(forge)
    await expect(dossiers.read('1')).rejects.toMatchObject({ code: 'storage-unreadable', kind: 'integrity' })
    await expect(dossiers.list({})).rejects.toMatchObject({ code: 'storage-unreadable' })
  })

  it('are written although the answer to the write was lost', async () => {
    const forge = await startForgeStorage()
    const { dossiers } = kvsPorts(forge)
    forge.flaws['storage-answer-lost'] = { call: 'entity/set' }
    expect(await dossiers.write(dossier('1'), 0)).toBe('written')
    forge.flaws['storage-answer-lost'] = { call: 'transaction' }
    expect(await dossiers.write(dossier('1', full), 1)).toBe('written')
    expect(await dossiers.read('1')).toEqual({ version: 2, dossier: dossier('1', full) })
  })

  it('take one request to read, and one to write', async () => {
    const forge = await startForgeStorage()
    const { dossiers } = kvsPorts(forge)
    await dossiers.write(dossier('1'), 0)
    await dossiers.write(dossier('1', full), 1)
    await dossiers.read('1')
    expect(forge.record.calls.map(({ call }) => call)).toEqual(['entity/set', 'transaction', 'entity/get'])
  })
})
