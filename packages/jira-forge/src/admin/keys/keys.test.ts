import { readKeyRing } from '@ticketbound/core'
import { describe, expect, it } from 'vitest'
import { noon } from '../../testdata/app-host.ts'
import { anAdminHost } from '../testdata/admin-host.ts'
import { ask } from '../testdata/ask.ts'
import { readKeys } from './read-keys.ts'
import { revokeKey } from './revoke-key.ts'
import { rotateKey } from './rotate-key.ts'

describe('the keys', () => {
  it('are none at first, and then there is no file for the night either', async () => {
    expect(await ask(readKeys, {}, anAdminHost())).toEqual({ ok: true, keys: [], tenant: 'site-1' })
  })

  it('are made and rotated, and the log says which', async () => {
    const host = anAdminHost()
    expect(await ask(rotateKey, { active: null }, host)).toMatchObject({ ok: true, kid: 'k1' })
    expect(await ask(rotateKey, { active: 'k1' }, host)).toMatchObject({ ok: true, kid: 'k2' })
    expect(await ask(readKeys, {}, host)).toMatchObject({
      keys: [
        { kid: 'k2', status: 'active' },
        { kid: 'k1', status: 'retired', retiredAt: '2026-11-10T12:00:00Z' },
      ],
    })
    expect(host.audit.facts.map(({ type, refs }) => [type, refs.kid])).toEqual([
      ['key-made', 'k1'],
      ['key-made', 'k2'],
      ['key-retired', 'k1'],
    ])
  })

  it('are not rotated twice by two who pressed the button at once', async () => {
    const host = anAdminHost()
    await ask(rotateKey, { active: null }, host)
    expect(await ask(rotateKey, { active: null }, host)).toMatchObject({ ok: false, code: 'overtaken' })
  })

  it('are given to the night as a file that the night reads', async () => {
    const host = anAdminHost()
    await ask(rotateKey, { active: null }, host)
    await ask(rotateKey, { active: 'k1' }, host)
    const told = await ask(readKeys, {}, host)
    const file = told.ok ? told.file : undefined
    const ring = readKeyRing(JSON.parse(file ?? 'null'))
    expect(ring).toMatchObject({ ok: true })
    expect(ring.ok && ring.value.get('k1')).toMatchObject({ status: 'retired', retiredAt: noon })
  })

  it('are revoked only by whoever writes out which', async () => {
    const host = anAdminHost()
    await ask(rotateKey, { active: null }, host)
    expect(await ask(revokeKey, { kid: 'k1', confirmed: 'yes' }, host)).toMatchObject({ code: 'not-confirmed' })
    expect(await ask(revokeKey, { kid: 'k9', confirmed: 'k9' }, host)).toMatchObject({ code: 'key-unknown' })
    expect(await ask(revokeKey, { kid: 'k1', confirmed: 'k1' }, host)).toMatchObject({ outcome: 'revoked' })
    expect(await ask(revokeKey, { kid: 'k1', confirmed: 'k1' }, host)).toMatchObject({ outcome: 'already-so' })
    expect(host.audit.facts.filter(({ type }) => type === 'key-revoked')).toHaveLength(1)
  })
})
