import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readTlsMaterial } from './read-tls-material.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ticketbound-tls-'))
  await writeFile(join(folder, 'ca.pem'), 'CA')
  await writeFile(join(folder, 'own.pem'), 'OWN')
})
afterAll(() => rm(folder, { recursive: true }))

describe('certificates and a key', () => {
  it('are read from where they are', async () => {
    const tls = { ca: join(folder, 'ca.pem'), certificate: join(folder, 'own.pem'), key: { env: 'KEY' } }
    expect(await readTlsMaterial(tls, { KEY: 'hunter22' })).toEqual({ ca: 'CA', cert: 'OWN', key: 'hunter22' })
    expect(await readTlsMaterial({ ca: tls.ca }, {})).toEqual({ ca: 'CA' })
    expect(await readTlsMaterial({}, {})).toEqual({})
  })

  it('that cannot be read are a config error that names the file', async () => {
    await expect(readTlsMaterial({ ca: '/nowhere/ca.pem' }, {})).rejects.toMatchObject({
      code: 'tls-file-not-readable',
      message: expect.stringContaining('/nowhere/ca.pem'),
    })
  })
})
