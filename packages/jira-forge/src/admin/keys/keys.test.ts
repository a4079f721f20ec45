import { readKeyRing } from '@ticketbound/core'
import { describe, expect, it } from 'vitest'
import { ask } from '../testdata/ask.ts'
import { memoryHost, now } from '../testdata/memory-host.ts'
import { memoryKeys } from '../testdata/memory-keys.ts'
import { readKeys } from './read-keys.ts'
import { revokeKey } from './revoke-key.ts'
import { rotateKey } from './rotate-key.ts'

describe('the keys', () => {
  it('are none at first, and then there is no file for the night either', async () => {
    expect(await ask(readKeys, {}, memoryHost())).toEqual({ ok: true, keys: [], tenant: 'cloud-1' })
  })

  it('are made and rotated, and the log says which', async () => {
    const host = memoryHost({ keys: memoryKeys() })
    expect(await ask(rotateKey, { active: null }, host)).toMatchObject({ ok: true, kid: 'key-1' })
    expect(await ask(rotateKey, { active: 'key-1' }, host)).toMatchObject({ ok: true, kid: 'key-2' })
    expect(await ask(readKeys, {}, host)).toMatchObject({
      keys: [
        { kid: 'key-2', status: 'active' },
        { kid: 'key-1', status: 'retired', retiredAt: '2026-03-31T12:00:00Z' },
      ],
    })
    expect(host.audit.facts.map(({ type, refs }) => [type, refs.kid])).toEqual([
      ['key-made', 'key-1'],
      ['key-made', 'key-2'],
      ['key-retired', 'key-1'],
    ])
  })

  it('are not rotated twice by two who pressed the button at once', async () => {
    const host = memoryHost({ keys: memoryKeys() })
    await ask(rotateKey, { active: null }, host)
    expect(await ask(rotateKey, { active: null }, host)).toMatchObject({ ok: false, code: 'overtaken' })
  })

  it('are given to the night as a file that the night reads', async () => {
    const host = memoryHost({ keys: memoryKeys() })
    await ask(rotateKey, { active: null }, host)
    await ask(rotateKey, { active: 'key-1' }, host)
    const told = await ask(readKeys, {}, host)
    const file = told.ok ? told.file : undefined
    const ring = readKeyRing(JSON.parse(file ?? 'null'))
    expect(ring).toMatchObject({ ok: true })
    expect(ring.ok && ring.value.get('key-1')).toMatchObject({ status: 'retired', retiredAt: now })
  })

  it('are revoked only by whoever writes out which', async () => {
    const host = memoryHost({ keys: memoryKeys() })
    await ask(rotateKey, { active: null }, host)
    expect(await ask(revokeKey, { kid: 'key-1', confirmed: 'yes' }, host)).toMatchObject({ code: 'not-confirmed' })
    expect(await ask(revokeKey, { kid: 'key-9', confirmed: 'key-9' }, host)).toMatchObject({ code: 'key-unknown' })
    expect(await ask(revokeKey, { kid: 'key-1', confirmed: 'key-1' }, host)).toMatchObject({ outcome: 'revoked' })
    expect(await ask(revokeKey, { kid: 'key-1', confirmed: 'key-1' }, host)).toMatchObject({ outcome: 'already-so' })
    expect(host.audit.facts.filter(({ type }) => type === 'key-revoked')).toHaveLength(1)
  })
})
