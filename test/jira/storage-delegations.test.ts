import { describe, expect, it } from 'vitest'
import { mostDelegations } from '../../packages/jira-forge/src/storage/create-kvs-delegations.ts'
import type { KeptDelegation } from '../../packages/jira-forge/src/storage/delegations.ts'
import { engines, kvsPorts, now, startForgeStorage } from './storage-engines.ts'

const day = 86_400_000
const delegation = (to: string, given: Partial<KeptDelegation> = {}): KeptDelegation => ({
  by: 'bob',
  to,
  from: now,
  until: now + day,
  ...given,
})

describe.each(engines)('delegations $engine', ({ open }) => {
  it('are there until they end', async () => {
    const { delegations } = await open()
    expect(await delegations.inForce(now)).toEqual([])
    await delegations.add(delegation('carol', { entitlements: ['deploy'] }))
    await delegations.add(delegation('dave', { until: now + 2 * day }))
    expect(await delegations.inForce(now + day - 1)).toHaveLength(2)
    expect(await delegations.inForce(now + day)).toEqual([delegation('dave', { until: now + 2 * day })])
  })

  it('are ended by whoever made them, once', async () => {
    const { delegations } = await open()
    await delegations.add(delegation('carol'))
    await delegations.add(delegation('carol', { by: 'dave' }))
    expect(await delegations.end('bob', 'carol', now)).toBe('ended')
    expect(await delegations.end('bob', 'carol', now)).toBe('already-so')
    expect(await delegations.inForce(now)).toEqual([delegation('carol', { by: 'dave' })])
  })

  it('are all there where several are made at once', async () => {
    const { delegations } = await open()
    const names = ['a', 'b', 'c', 'd', 'e']
    await Promise.all(names.map((name) => delegations.add(delegation(name))))
    expect((await delegations.inForce(now)).map(({ to }) => to).sort()).toEqual(names)
  })

  it('may begin later', async () => {
    const { delegations } = await open()
    await delegations.add(delegation('carol'))
    await delegations.add(delegation('dave', { from: now + 7 * day, until: now + 8 * day }))
    expect(await delegations.inForce(now)).toHaveLength(2)
  })
})

describe('delegations in the platform’s storage', () => {
  it('are no more than can be read at every transition', async () => {
    const forge = await startForgeStorage()
    const { delegations } = kvsPorts(forge)
    const many = Array.from({ length: mostDelegations }, (_, at) => delegation(`p${at}`))
    forge.storage.putEntity('record', 'delegations', { version: 1, body: JSON.stringify(many) })
    await expect(delegations.add(delegation('carol'))).rejects.toMatchObject({ code: 'too-many-delegations' })
  })

  it('make room where some have ended', async () => {
    const forge = await startForgeStorage()
    const { delegations } = kvsPorts(forge)
    const many = Array.from({ length: mostDelegations }, (_, at) => delegation(`p${at}`, { until: now }))
    forge.storage.putEntity('record', 'delegations', { version: 1, body: JSON.stringify(many) })
    await delegations.add(delegation('carol'))
    expect(await delegations.inForce(0)).toEqual([delegation('carol')])
  })
})
