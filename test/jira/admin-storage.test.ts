import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readKeyRing } from '@ticketbound/core'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import type { AnswerOf, PayloadOf } from '../../packages/jira-forge/src/admin/admin-function.ts'
import { adminFunctions } from '../../packages/jira-forge/src/admin/admin-functions.ts'
import { createGuardedResolver } from '../../packages/jira-forge/src/admin/create-guarded-resolver.ts'
import { permitJiraAdministrators } from '../../packages/jira-forge/src/admin/permission/permit.ts'
import { accSite } from '../../packages/jira-forge/src/admin/testdata/acc-site.ts'
import { anAdminHost } from '../../packages/jira-forge/src/admin/testdata/admin-host.ts'
import { accFields } from '../../packages/jira-forge/src/testdata/rule-book.ts'
import { runCommand } from '../scenarios/run-command.ts'
import { kvsPorts, startForgeStorage } from './storage-engines.ts'

type Functions = typeof adminFunctions
type Invoke = <Name extends keyof Functions>(
  name: Name,
  payload: PayloadOf<Functions[Name]>,
) => Promise<Extract<AnswerOf<Functions[Name]>, { readonly ok: true }>>

const folder = mkdtempSync(join(tmpdir(), 'ticketbound-admin-'))
let ports: ReturnType<typeof kvsPorts>
let invoke: Invoke

beforeEach(async () => {
  ports = kvsPorts(await startForgeStorage())
  const host = { ...anAdminHost(), asApp: accSite(), ...ports }
  const resolve = createGuardedResolver(adminFunctions, { permit: permitJiraAdministrators, hostOf: () => host })
  invoke = async (functionKey, payload) => {
    const invocation = { call: { functionKey, payload }, context: {} }
    const answer = await resolve(invocation, { principal: { accountId: 'acc-ada' } })
    expect(answer).toMatchObject({ ok: true })
    return answer as never
  }
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

const catalogue = (owner: string) => `entitlements:\n  - { id: deploy, owners: [${owner}] }\n`

describe('the administration on the storage of the platform', () => {
  it('sets a site up, and the gate judges by what was imported', async () => {
    await invoke('fields.save', { version: 0, map: accFields })
    await invoke('document.save', { name: 'catalogue', text: catalogue('bob'), after: 0 })
    await invoke('document.save', { name: 'policy', text: 'justification: 20', after: 0 })
    const people = '{"principal":"bob","kind":"human","active":true,"accounts":[{"account":"acc-bob"}]}\n'
    await invoke('document.save', { name: 'people', text: people, after: 0 })
    const book = await ports.ruleBooks.read(0)
    expect(book.settings.fields).toEqual(accFields)
    expect(book.catalogue?.entitlements.get('deploy')?.owners).toEqual(['bob'])
    expect(book.policy?.justification).toBe(20)
    expect(book.people).toHaveLength(1)
  })

  it('rolls a catalogue back, and the gate judges by the old one again', async () => {
    await invoke('document.save', { name: 'catalogue', text: catalogue('bob'), after: 0 })
    await invoke('document.save', { name: 'catalogue', text: catalogue('dave'), after: 1 })
    await invoke('document.roll-back', { name: 'catalogue', version: 1, after: 2 })
    expect((await ports.ruleBooks.read(0)).catalogue?.entitlements.get('deploy')?.owners).toEqual(['bob'])
    expect((await invoke('document.read', { name: 'catalogue' })).versions).toHaveLength(3)
  })

  it('takes a catalogue of nearly the largest size', async () => {
    const entries = Array.from({ length: 5000 }, (_, n) => `  - { id: entitlement-${n}, owners: [bob], risk: high }\n`)
    const text = `entitlements:\n${entries.join('')}`
    const { change } = await invoke('document.check', { name: 'catalogue', text })
    expect(change?.added).toHaveLength(5000)
    await invoke('document.save', { name: 'catalogue', text, after: 0 })
    expect((await ports.ruleBooks.read(0)).catalogue?.entitlements.size).toBe(5000)
  })

  it('hands the night public keys that it reads, after each change', async () => {
    await invoke('keys.rotate', { active: null })
    const [first] = (await invoke('keys.read', {})).keys
    await invoke('keys.rotate', { active: first?.kid ?? null })
    await invoke('keys.revoke', { kid: first?.kid ?? '', confirmed: first?.kid ?? '' })
    const { file } = await invoke('keys.read', {})
    const ring = readKeyRing(JSON.parse(file ?? ''))
    expect(ring.ok && [...ring.value.values()].map(({ status }) => status).sort()).toEqual(['active', 'revoked'])
  })
})

describe('the exported log of the app', () => {
  async function exported(): Promise<string> {
    await invoke('keys.rotate', { active: null })
    await invoke('document.save', { name: 'catalogue', text: catalogue('bob'), after: 0 })
    await invoke('fields.save', { version: 0, map: accFields })
    const file = join(folder, 'audit.ndjson')
    writeFileSync(file, (await invoke('log.export', { from: 1 })).text)
    return file
  }

  it('is verified by the command, up to the head that the page shows', async () => {
    const file = await exported()
    const { head } = await invoke('log.read', {})
    const { code, stdout } = await runCommand(['audit', 'verify', file, '--expect-head', `${head.count}:${head.hash}`])
    expect([code, stdout]).toEqual([0, `The log is whole: 3 entries, head 3:${head.hash}\n`])
  })

  it('is verified by the shell script of docs/audit-log.md, with sha256sum alone', async () => {
    await exported()
    const { head } = await invoke('log.read', {})
    const docs = readFileSync(join(import.meta.dirname, '../../docs/audit-log.md'), 'utf8')
    const [, script = ''] = /```sh\n(export LC_ALL=C\n[\s\S]*?)```/.exec(docs) ?? []
    const said = execFileSync('sh', ['-c', script], { cwd: folder, encoding: 'utf8' })
    expect(said).toBe(`3 entries, head 3:${head.hash}\n`)
  })

  it('names nobody', async () => {
    const text = readFileSync(await exported(), 'utf8')
    expect(text).not.toContain('bob')
  })
})
