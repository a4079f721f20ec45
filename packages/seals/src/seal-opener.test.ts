import { describe, expect, it } from 'vitest'
import { createSealOpener } from './seal-opener.ts'

const opener = () => createSealOpener({ tenant: 'acme', keys: new Map() })

/** Seals of the right form by a key that nobody knows, each another one. */
const foreign = Array.from({ length: 500 }, (_, index) => {
  const header = Buffer.from(JSON.stringify({ alg: 'Ed25519', kid: `k${index}` })).toString('base64url')
  return `${header}.e30.${'A'.repeat(86)}`
})

describe('a seal opener', () => {
  it('has opened everything that was noted once its desk is there, however much that is', async () => {
    const { note, desk } = opener()
    for (const seal of [...foreign, ...foreign]) note(seal)
    const { reading } = await desk()
    expect(new Set(foreign.map((seal) => JSON.stringify(reading(seal))))).toEqual(
      new Set([JSON.stringify({ ok: false, defect: 'seal-key-unknown' })]),
    )
  })

  it('knows nothing of a seal that nobody noted', async () => {
    const { note, desk } = opener()
    note('no seal at all')
    const { reading } = await desk()
    expect(reading('no seal at all')).toEqual({ ok: false, defect: 'seal-malformed' })
    expect(reading('another')).toBeUndefined()
  })

  it('has a desk where nothing was noted', async () => {
    expect((await opener().desk()).tenant).toBe('acme')
  })
})
