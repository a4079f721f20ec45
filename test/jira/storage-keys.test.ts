import { openSeal, readKeyRing, type SealKey } from '@ticketbound/core'
import { createVerifyJws } from '@ticketbound/seals'
import { describe, expect, it } from 'vitest'
import type { KeyStore } from '../../packages/jira-forge/src/storage/key-store.ts'
import { aSeal } from '../../packages/jira-forge/src/testdata/dossier.ts'
import { engines, kvsPorts, now, startForgeStorage } from './storage-engines.ts'

const line = {
  source: 'jira',
  number: 'ACC-1',
  item: 'alice deploy',
  kind: 'provision',
  principal: 'alice',
  entitlement: 'deploy',
  openedAt: now,
  state: 'open',
  approvals: [],
} as const

async function sealed(keys: KeyStore, decidedAt: number): Promise<string> {
  return aSeal(line as never, keys, { decidedAt })
}

async function opens(seal: string, keys: KeyStore): Promise<string> {
  const reading = await openSeal(seal, await keys.ring(), createVerifyJws())
  return reading.ok ? 'opens' : reading.defect
}

const statuses = (ring: ReadonlyMap<string, SealKey>) => [...ring.values()].map(({ status }) => status)

describe.each(engines)('keys $engine', ({ open }) => {
  it('are made with the first seal, which opens with the public part', async () => {
    const { keys } = await open()
    expect([...(await keys.ring())]).toEqual([])
    const seal = await sealed(keys, now)
    expect(await opens(seal, keys)).toBe('opens')
    expect((await keys.active(now)).kid).toBe([...(await keys.ring()).keys()][0])
  })

  it('are retired by a new one: what they sealed before still counts', async () => {
    const { keys } = await open()
    const before = await sealed(keys, now - 1)
    const old = await keys.active(now)
    const kid = await keys.rotate(now)
    expect((await keys.active(now)).kid).toBe(kid)
    expect(kid).not.toBe(old.kid)
    expect(statuses(await keys.ring())).toEqual(['retired', 'active'])
    expect(await opens(before, keys)).toBe('opens')
    const later = await sealed({ ...keys, active: async () => old }, now + 1)
    expect(await opens(later, keys)).toBe('seal-key-retired')
  })

  it('are revoked: nothing that they sealed counts any more, and another one seals', async () => {
    const { keys } = await open()
    const before = await sealed(keys, now - 1)
    const { kid } = await keys.active(now)
    expect(await keys.revoke(kid, now)).toBe('revoked')
    expect(await keys.revoke(kid, now)).toBe('already-so')
    expect(await keys.revoke('another', now)).toBe('unknown')
    expect(await opens(before, keys)).toBe('seal-key-revoked')
    expect((await keys.active(now)).kid).not.toBe(kid)
    expect(await opens(await sealed(keys, now), keys)).toBe('opens')
  })
})

describe('keys in the platform’s storage', () => {
  it('are one where two ask at once for the first', async () => {
    const forge = await startForgeStorage()
    const { keys } = kvsPorts(forge)
    const both = await Promise.all([keys.active(now), keys.active(now)])
    expect(new Set(both.map(({ kid }) => kid)).size).toBe(1)
    expect(statuses(await keys.ring())).toEqual(['active'])
    expect(Object.keys(forge.storage.secrets())).toHaveLength(1)
  })

  it('are two where two rotate at once, one after the other', async () => {
    const { keys } = kvsPorts(await startForgeStorage())
    await keys.active(now)
    const kids = await Promise.all([keys.rotate(now), keys.rotate(now)])
    expect(statuses(await keys.ring())).toEqual(['retired', 'retired', 'active'])
    expect(kids).toContain((await keys.active(now)).kid)
  })

  it('have their private part among the secrets alone, and only while they are active', async () => {
    const forge = await startForgeStorage()
    const { keys } = kvsPorts(forge)
    const first = (await keys.active(now)).kid
    const second = await keys.rotate(now)
    expect(Object.keys(forge.storage.secrets())).toEqual([`seal-key:${second}`])
    await keys.revoke(second, now)
    expect(forge.storage.secrets()).toEqual({})
    const third = (await keys.active(now)).kid
    const [secret] = Object.values(forge.storage.secrets()) as { readonly d: string }[]
    const elsewhere = JSON.stringify([forge.storage.values(), forge.storage.entities('record')])
    expect(secret?.d).toMatch(/^[\w-]{43}$/)
    expect(elsewhere).not.toContain(secret?.d)
    expect(new Set([first, second, third]).size).toBe(3)
  })

  it('stand as `seal-keys.json` has them', async () => {
    const forge = await startForgeStorage()
    const { keys } = kvsPorts(forge)
    await keys.active(now)
    await keys.rotate(now)
    const { body } = forge.storage.entities('record')['seal-keys'] as { readonly body: string }
    expect(readKeyRing(JSON.parse(body))).toEqual({ ok: true, value: await keys.ring() })
  })

  it('are forgotten at the next rotation where the storage failed to delete one', async () => {
    const forge = await startForgeStorage()
    const { keys } = kvsPorts(forge)
    const { kid } = await keys.active(now)
    forge.flaws['storage-fails'] = { call: 'secret/delete' }
    await expect(keys.rotate(now)).rejects.toMatchObject({ code: 'storage-failed' })
    expect(statuses(await keys.ring())).toEqual(['retired', 'active'])
    delete forge.flaws['storage-fails']
    expect(Object.keys(forge.storage.secrets())).toContain(`seal-key:${kid}`)
    const newest = await keys.rotate(now)
    expect(Object.keys(forge.storage.secrets())).toEqual([`seal-key:${newest}`])
  })

  it('seal nothing where the private part is gone', async () => {
    const forge = await startForgeStorage()
    const { keys } = kvsPorts(forge)
    const { kid } = await keys.active(now)
    forge.storage.deleteSecret(`seal-key:${kid}`)
    await expect(keys.active(now)).rejects.toMatchObject({ code: 'storage-unreadable' })
    const again = await keys.rotate(now)
    expect((await keys.active(now)).kid).toBe(again)
  })
})
