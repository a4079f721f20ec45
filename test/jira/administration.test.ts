import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { adminFunctions } from '../../packages/jira-forge/src/admin/admin-functions.ts'
import { projectFunctions } from '../../packages/jira-forge/src/admin/project-functions.ts'
import { validatorFunctions } from '../../packages/jira-forge/src/admin/validator-functions.ts'
import { adminResolver } from '../../packages/jira-forge/src/handlers/admin-resolver.ts'
import { gate } from '../../packages/jira-forge/src/handlers/gate.ts'
import { projectResolver } from '../../packages/jira-forge/src/handlers/project-resolver.ts'
import { validatorResolver } from '../../packages/jira-forge/src/handlers/validator-resolver.ts'
import { storedEntities } from '../../packages/jira-forge/src/storage/entities.ts'
import { type ForgePlatform, startForge } from '../servers/forge/start-forge.ts'
import { ask } from '../servers/jira/ask.ts'
import { type JiraEmulator, startJira } from '../servers/jira/start-jira.ts'
import { catalogueText } from '../world/jira/catalogue.ts'
import { fieldMap } from '../world/jira/fields.ts'
import { createSmallJira } from '../world/jira/small-jira.ts'
import { appManifest } from './app-manifest.ts'

const start = Date.UTC(2026, 10, 25, 9)
const configuration = { version: 1, kinds: ['provision', 'change', 'deprovision'], rules: 'all', evidence: 'sealed' }

let jira: JiraEmulator
let forge: ForgePlatform

beforeEach(async () => {
  jira = await startJira({ world: createSmallJira({ now: () => start }) })
  jira.world.addRule('ACC', 'Grant', { kind: 'validator', module: 'approval-gate', configuration })
  const manifest = appManifest()
  forge = await startForge({
    manifest: { ...manifest, app: { ...manifest.app, storage: { entities: storedEntities } } },
    handlers: { adminResolver, projectResolver, validatorResolver, gate },
    jira,
    clock: () => start,
  })
})

afterEach(async () => {
  await jira.settled()
  await forge.stop()
  await jira.stop()
})

/** Calls a function of the page for the site, as an account. */
function admin(accountId: string, name: string, payload: object = {}) {
  return forge.invokeResolver('admin-resolver', name, payload, { accountId })
}

/** Calls a function of the settings page of a project, as an account. */
function project(accountId: string, name: string, payload: object = {}) {
  return forge.invokeResolver('project-resolver', name, payload, { accountId, projectKey: 'ACC' })
}

async function grant(): Promise<{ readonly status: number; readonly text: string }> {
  const body = { transition: { id: '21' } }
  return ask(jira, 'issue/ACC-1/transitions', { method: 'POST', as: 'acc-carol', body })
}

describe('administering the app, as it is installed', () => {
  it.each(Object.keys(adminFunctions))('%s is for Jira administrators', async (name) => {
    for (const account of ['acc-carol', 'acc-eve', 'acc-bob']) {
      expect(await admin(account, name)).toMatchObject({ ok: false, code: 'not-jira-administrator' })
    }
    expect(await admin('acc-mia', name)).not.toMatchObject({ code: 'not-jira-administrator' })
  })

  it.each(Object.keys(projectFunctions))('%s of a project is for its administrators', async (name) => {
    expect(await project('acc-eve', name)).toMatchObject({ ok: false, code: 'not-project-administrator' })
    expect(await project('acc-mia', name)).not.toMatchObject({ code: 'not-project-administrator' })
  })

  it.each(Object.keys(validatorFunctions))('%s is for whoever configures workflows', async (name) => {
    const as = (accountId: string) => forge.invokeResolver('validator-resolver', name, {}, { accountId })
    expect(await as('acc-eve')).toMatchObject({ ok: false, code: 'not-project-administrator' })
    expect(await as('acc-mia')).toMatchObject({ ok: true })
  })

  it('no payload makes anybody an administrator', async () => {
    const forged = { accountId: 'acc-mia', context: { accountId: 'acc-mia' } }
    expect(await admin('acc-eve', 'keys.read', forged)).toMatchObject({ code: 'not-jira-administrator' })
    expect(await admin('acc-mia', 'keys.read', forged)).toMatchObject({ code: 'payload-malformed' })
  })

  it('a site is set up from nothing, and the gate says at each step what it says', async () => {
    expect((await grant()).status).toBe(400)
    const { proposal } = (await admin('acc-mia', 'fields.propose')) as { proposal: { map: object } }
    expect(proposal.map).toMatchObject({ requester: { field: 'reporter' } })
    expect(await admin('acc-mia', 'fields.save', { version: 0, map: fieldMap })).toMatchObject({ ok: true })
    const text = catalogueText
    expect(await admin('acc-mia', 'document.save', { name: 'catalogue', text, after: 0 })).toMatchObject({ ok: true })
    const { status, text: said } = await grant()
    expect([status, said]).toEqual([400, expect.stringContaining('1 approval is needed')])
    expect(await admin('acc-mia', 'fields.check', { issueKey: 'ACC-1', map: fieldMap })).toMatchObject({
      verdict: { allowed: false, says: expect.stringContaining('1 approval is needed') },
    })
  })

  it('a project’s own map counts in that project, whatever the payload says', async () => {
    const { ok } = (await project('acc-mia', 'fields.save', { version: 0, map: fieldMap, projectId: '10001' })) as {
      ok: boolean
    }
    expect(ok).toBe(true)
    expect(await admin('acc-mia', 'fields.read')).toMatchObject({
      projects: [
        { id: '10000', title: 'Access (ACC)', hasOwn: true },
        { id: '10001', hasOwn: false },
      ],
    })
  })

  it('the overview looks at the site as it is', async () => {
    await admin('acc-mia', 'fields.save', { version: 0, map: fieldMap })
    await admin('acc-mia', 'document.save', { name: 'catalogue', text: catalogueText, after: 0 })
    await admin('acc-mia', 'keys.rotate', { active: null })
    const { lines } = (await admin('acc-mia', 'health.read')) as { lines: { id: string; state: string }[] }
    const states = Object.fromEntries(lines.map(({ id, state }) => [id, state]))
    expect(states).toMatchObject({
      fields: 'ok',
      catalogue: 'ok',
      owners: 'ok',
      permissions: 'ok',
      // The rule of the post function is missing beside the gate.
      gate: 'warn',
      key: 'ok',
      log: 'ok',
      sweep: 'warn',
      people: 'warn',
    })
  })

  it('a text is refused by the platform before the app where it is larger than the app takes', async () => {
    const text = 'x'.repeat(600_000)
    await expect(admin('acc-mia', 'document.check', { name: 'catalogue', text })).rejects.toThrow()
    const fits = 'x'.repeat(399_000)
    expect(await admin('acc-mia', 'document.check', { name: 'catalogue', text: fits })).toMatchObject({ ok: true })
  })
})
