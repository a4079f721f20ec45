import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { actionValidators } from '../../packages/jira-forge/src/gate/action-expressions.ts'
import { frozenFields } from '../../packages/jira-forge/src/gate/frozen-fields.ts'
import { ask } from '../servers/jira/ask.ts'
import { type JiraEmulator, startJira } from '../servers/jira/start-jira.ts'
import { accessFields, fieldMap } from '../world/jira/fields.ts'
import { appManifest } from './app-manifest.ts'

let jira: JiraEmulator
beforeEach(async () => {
  jira = await startJira()
  jira.installApp({
    manifest: { modules: { 'jira:actionValidator': actionValidators } },
    invoke: async () => undefined,
  })
})
afterEach(() => jira.stop())

const frozen = frozenFields(fieldMap)
const property = (value: unknown) =>
  ask(jira, 'issue/ACC-1/properties/ticketbound', { method: 'PUT', body: value, as: jira.appAccount })
const approved = () => property({ state: 'ready', seals: ['a.b.c'], frozen })
const edit = (fields: object) => ask(jira, 'issue/ACC-1', { method: 'PUT', body: { fields }, as: 'acc-eve' })
const other: Readonly<Record<string, unknown>> = {
  [accessFields.kind.id]: { value: 'Change access' },
  [accessFields.principal.id]: { accountId: 'acc-eve' },
  [accessFields.entitlement.id]: { value: 'vault' },
  [accessFields.level.id]: { value: 'admin' },
  [accessFields.owner.id]: { accountId: 'acc-dave' },
  [accessFields.expiresAt.id]: '2030-01-01',
  reporter: { accountId: 'acc-eve' },
}

describe('the action validators of the manifest', () => {
  it('are those that are tried here', () => {
    expect(appManifest().modules['jira:actionValidator']).toEqual(actionValidators)
  })
})

describe('an issue whose fields were approved', () => {
  it.each(frozen)('keeps %s as it is', async (field) => {
    await approved()
    const before = jira.world.issue('ACC-1')
    const { status, body } = await edit({ [field]: other[field] })
    expect([status, body.errorMessages[0]]).toEqual([400, expect.stringContaining('approved as it is')])
    expect(jira.world.issue('ACC-1')).toBe(before)
  })

  it('lets everything else be edited, all of its fields being compared within what Jira allows', async () => {
    await approved()
    expect((await edit({ labels: ['x'], summary: 'Said otherwise' })).status).toBe(204)
    expect(jira.site.failures).toEqual([])
  })

  it('can be neither deleted, nor moved, nor made another type', async () => {
    await approved()
    expect((await ask(jira, 'issue/ACC-1', { method: 'DELETE', as: 'acc-eve' })).status).toBe(400)
    expect(() => jira.move('ACC-1', { by: 'acc-eve', to: 'OPS' })).toThrow('about this issue where it is')
    expect((await edit({ issuetype: { id: '10011' } })).status).toBe(400)
    expect(jira.site.failures).toEqual([])
  })
})

describe('an issue without evidence', () => {
  it.each([
    ['has no property', undefined],
    ['has a property of ours', { state: 'blocked', seals: [] }],
    ['has a property of somebody else’s making', 'forged'],
  ])('can be edited, moved and deleted where it %s', async (_how, value) => {
    if (value !== undefined) await property(value)
    expect((await edit({ [accessFields.level.id]: { value: 'admin' } })).status).toBe(204)
    const { key } = jira.move('ACC-1', { by: 'acc-eve', to: 'OPS' })
    expect((await ask(jira, `issue/${key}`, { method: 'DELETE', as: 'acc-eve' })).status).toBe(204)
    expect(jira.site.failures).toEqual([])
  })
})
