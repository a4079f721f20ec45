import { describe, expect, it } from 'vitest'
import { createKvsDossiers, mostDecisions } from '../../packages/jira-forge/src/storage/create-kvs-dossiers.ts'
import type { Dossier, Dossiers } from '../../packages/jira-forge/src/storage/dossiers.ts'
import { kvs } from '../servers/forge/vendor/real-kvs.ts'
import { onPlatform, startForgeStorage } from './forge-storage.ts'

const now = Date.UTC(2026, 0, 20)

function dossier(issueId: string, given: Partial<Dossier> = {}): Dossier {
  return {
    issueId,
    issueKey: `ACC-${issueId}`,
    projectId: '10000',
    seals: ['a.b.c'],
    passages: [{ passedAt: now, to: '3', digest: 'd', verdict: 'v' }],
    voids: [{ at: now, fields: ['level'], approvers: ['bob'] }],
    exceptionRequests: [{ at: now, by: 'alice', rules: ['owner-present'], reason: 'because', until: '2026-03-31' }],
    state: 'blocked',
    updatedAt: now,
    ...given,
  }
}

async function dossiers(options: Parameters<typeof startForgeStorage>[0] = {}) {
  const forge = await startForgeStorage(options)
  return { forge, dossiers: onPlatform<Dossiers>(forge, createKvsDossiers(kvs)) }
}

describe('dossiers on the platform’s storage', () => {
  it('are read as they were written', async () => {
    const { dossiers: kept } = await dossiers()
    expect(await kept.read('1')).toEqual({ version: 0, dossier: undefined })
    expect(await kept.write(dossier('1', { expires: '2026-03-31' }), 0)).toBe('written')
    expect(await kept.read('1')).toEqual({ version: 1, dossier: dossier('1', { expires: '2026-03-31' }) })
  })

  it('are written by one of two who read the same version', async () => {
    const { dossiers: kept } = await dossiers()
    for (const version of [0, 1]) {
      const both = ['x', 'y'].map((seal) => kept.write(dossier('1', { seals: [seal, String(version)] }), version))
      expect((await Promise.all(both)).sort()).toEqual(['overtaken', 'written'])
    }
  })

  it('are listed by state, by end and by both', async () => {
    const { dossiers: kept } = await dossiers()
    await kept.write(dossier('1', { state: 'passed', expires: '2026-03-31' }), 0)
    await kept.write(dossier('2', { state: 'passed', expires: '2026-04-01T10:00:00Z' }), 0)
    await kept.write(dossier('3', { expires: '2026-03-30' }), 0)
    await kept.write(dossier('4'), 0)
    const ids = async (query: Parameters<Dossiers['list']>[0]) =>
      (await kept.list(query)).dossiers.map(({ issueId }) => issueId)
    expect(await ids({ state: 'passed' })).toEqual(['1', '2'])
    expect(await ids({ expiresBy: '2026-03-31' })).toEqual(['3', '1'])
    expect(await ids({ state: 'passed', expiresBy: '2026-03-31' })).toEqual(['1'])
    expect(await ids({})).toEqual(['1', '2', '3', '4'])
  })

  it('hold a hundred decisions and no more', async () => {
    const { dossiers: kept } = await dossiers()
    const seals = Array.from({ length: mostDecisions }, (_, index) => `${index}.${'s'.repeat(1500)}.x`)
    expect(await kept.write(dossier('1', { seals }), 0)).toBe('written')
    await expect(kept.write(dossier('1', { seals: [...seals, 'one more'] }), 1)).rejects.toMatchObject({
      code: 'dossier-full',
    })
  })
})
