import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { accFields } from '../testdata/rule-book.ts'
import { adminFunction } from './admin-function.ts'
import { adminFunctions } from './admin-functions.ts'
import { createGuardedResolver, type InvocationContext } from './create-guarded-resolver.ts'
import { readSetup } from './fields/read-setup.ts'
import {
  permitJiraAdministrators,
  permitProjectAdministrators,
  permitWorkflowAdministrators,
} from './permission/permit.ts'
import { projectFunctions } from './project-functions.ts'
import { type AdminHost, anAdminHost, jiraThat, jiraWith } from './testdata/admin-host.ts'
import { ask } from './testdata/ask.ts'
import { validatorFunctions } from './validator-functions.ts'

const told: unknown[] = []
const functions = {
  'thing.read': adminFunction(v.strictObject({ id: v.string() }), async ({ id }, { accountId }) => {
    told.push(id)
    return { ok: true, id, accountId }
  }),
  'thing.break': adminFunction(v.strictObject({}), () => Promise.reject(new Error('secret of the storage'))),
}

function invoke(host: AdminHost, functionKey: string, payload: unknown = {}, context: InvocationContext = {}) {
  const resolve = createGuardedResolver(functions, { permit: permitJiraAdministrators, hostOf: () => host })
  return resolve({ call: { functionKey, payload }, context }, { principal: { accountId: 'acc-ada' } })
}

describe('createGuardedResolver', () => {
  it('answers an administrator as the account of the platform, whatever the page says', async () => {
    const context = { accountId: 'acc-eve' }
    expect(await invoke(anAdminHost(), 'thing.read', { id: 'a' }, context)).toEqual({
      ok: true,
      id: 'a',
      accountId: 'acc-ada',
    })
  })

  it('refuses everybody else before the function sees anything', async () => {
    told.length = 0
    const host = anAdminHost({ asUser: jiraWith('ADMINISTER_PROJECTS') })
    expect(await invoke(host, 'thing.read', { id: 'a' })).toMatchObject({ ok: false, code: 'not-jira-administrator' })
    expect(told).toEqual([])
  })

  it('refuses whoever is not logged in', async () => {
    const resolve = createGuardedResolver(functions, {
      permit: permitJiraAdministrators,
      hostOf: () => anAdminHost(),
    })
    const answer = await resolve({ call: { functionKey: 'thing.read' }, context: { accountId: 'acc-eve' } }, {})
    expect(answer).toMatchObject({ ok: false, code: 'nobody-there' })
  })

  it.each(['constructor', 'toString', '__proto__', 'hasOwnProperty', 'thing.write', ''])(
    'refuses the name %j, which stands for no function',
    async (name) => {
      expect(await invoke(anAdminHost(), name)).toMatchObject({ ok: false, code: 'function-unknown' })
    },
  )

  it.each([undefined, null, 'text', { id: 1 }, { id: 'a', more: true }])('refuses the payload %o', async (payload) => {
    expect(await invoke(anAdminHost(), 'thing.read', payload)).toMatchObject({ ok: false, code: 'payload-malformed' })
  })

  it('tells of a failure only where to look', async () => {
    const host = anAdminHost()
    const answer = await invoke(host, 'thing.break')
    expect(answer).toMatchObject({ ok: false, code: 'could-not-answer' })
    expect(JSON.stringify(answer)).toContain('ref-1')
    expect(JSON.stringify(answer)).not.toContain('secret')
    expect(host.reported).toMatchObject([{ reference: 'ref-1', error: { message: 'secret of the storage' } }])
  })

  it.each([
    ['answers 500', jiraThat(() => ({ status: 500, body: { permissions: {} } }))],
    ['answers what cannot be read', jiraThat(() => ({ status: 200, body: '<html>' }))],
    [
      'gives no answer',
      jiraThat(() => {
        throw new Error('no connection')
      }),
    ],
  ])('refuses where Jira %s when it is asked for permissions', async (_how, asUser) => {
    told.length = 0
    expect(await invoke(anAdminHost({ asUser }), 'thing.read', { id: 'a' })).toMatchObject({ ok: false })
    expect(told).toEqual([])
  })
})

describe('a site that the platform does not name', () => {
  it('is refused like everything else that fails', async () => {
    const hostOf = () => {
      throw new Error('secret')
    }
    const resolve = createGuardedResolver(functions, { permit: permitJiraAdministrators, hostOf })
    const answer = await resolve({ call: { functionKey: 'thing.read' }, context: {} }, {})
    expect(answer).toMatchObject({ ok: false, code: 'could-not-answer' })
    expect(JSON.stringify(answer)).not.toContain('secret')
  })
})

/** A host of which nothing may be touched before the permission was asked for. */
function untouched(asUser: AdminHost['asUser'] & object): AdminHost {
  const touched = () => Promise.reject(new Error('touched'))
  return anAdminHost({
    asUser,
    asApp: { send: touched },
    ruleBooks: { read: touched },
    documents: { versions: touched, read: touched, write: touched },
    settings: { read: touched, write: touched },
    dossiers: { read: touched, write: touched, list: touched },
    keys: { active: touched, ring: touched, rotate: touched, revoke: touched },
  })
}

describe('the functions of the pages', () => {
  it.each(Object.keys(adminFunctions))('refuse %s to whoever is no Jira administrator', async (functionKey) => {
    const host = untouched(jiraWith('ADMINISTER_PROJECTS'))
    const resolve = createGuardedResolver(adminFunctions, { permit: permitJiraAdministrators, hostOf: () => host })
    const answer = await resolve({ call: { functionKey, payload: {} }, context: {} }, { principal: { accountId: 'a' } })
    expect(answer).toMatchObject({ ok: false, code: 'not-jira-administrator' })
    expect([host.reported, host.audit.facts]).toEqual([[], []])
  })

  it.each(Object.keys(projectFunctions))(
    'refuse %s to whoever does not administer the project',
    async (functionKey) => {
      const host = untouched(jiraWith('ADMINISTER'))
      const resolve = createGuardedResolver(projectFunctions, {
        permit: permitProjectAdministrators,
        hostOf: () => host,
      })
      const context = { extension: { project: { id: '10000' } } }
      const answer = await resolve({ call: { functionKey, payload: {} }, context }, { principal: { accountId: 'a' } })
      expect(answer).toMatchObject({ ok: false, code: 'not-project-administrator' })
      expect([host.reported, host.audit.facts]).toEqual([[], []])
    },
  )
  it.each(Object.keys(validatorFunctions))('refuse %s to whoever administers nothing', async (functionKey) => {
    const host = untouched(jiraWith())
    const guard = { permit: permitWorkflowAdministrators, hostOf: () => host }
    const resolve = createGuardedResolver(validatorFunctions, guard)
    const answer = await resolve({ call: { functionKey, payload: {} }, context: {} }, { principal: { accountId: 'a' } })
    expect(answer).toMatchObject({ ok: false, code: 'not-project-administrator' })
  })

  it('tell whoever attaches the gate what is still missing', async () => {
    const host = anAdminHost()
    expect(await ask(readSetup, {}, host)).toEqual({ ok: true, isMapped: false, hasCatalogue: false })
    await host.documents.write('catalogue', 'entitlements: []', { at: 0, by: 'acc-ada' }, 0)
    await host.settings.write({ projects: { 10000: accFields } }, 0)
    expect(await ask(readSetup, {}, host)).toEqual({ ok: true, isMapped: true, hasCatalogue: true })
  })
})
