import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ask } from '../ask.ts'
import { type JiraEmulator, startJira } from '../start-jira.ts'

let jira: JiraEmulator
beforeEach(async () => {
  jira = await startJira()
  await ask(jira, 'issue/ACC-1/properties/ticketbound', { method: 'PUT', body: { approvals: 1 } })
})
afterEach(() => jira.stop())

function install(action: string): void {
  const expression = "issue.properties['ticketbound'] == null"
  const validator = { key: 'stay', action, expression, errorMessage: 'It stays.' }
  jira.installApp({ manifest: { modules: { 'jira:actionValidator': [validator] } }, invoke: async () => undefined })
}

describe('moving an issue', () => {
  it('gives it a new key, and keeps its id, its properties and its history', async () => {
    const { id } = jira.world.issue('ACC-1') ?? { id: '' }
    const { key } = jira.move('ACC-1', { by: 'acc-eve', to: 'OPS' })
    const byOldKey = (await ask(jira, 'issue/ACC-1?properties=*all&expand=changelog')).body
    expect(byOldKey).toMatchObject({ id, key, properties: { ticketbound: { approvals: 1 } } })
    expect(byOldKey.fields).toMatchObject({ project: { key: 'OPS' }, status: { id: '10100' } })
    expect(byOldKey.changelog).toMatchObject({
      total: 2,
      histories: [{ items: [{ field: 'project' }, { field: 'Key' }, {}] }, {}],
    })
    const found = await ask(jira, `search/jql?jql=key=${key}`)
    expect(found.body.issues).toEqual([{ id }])
    expect((await ask(jira, 'search/jql?jql=key=ACC-1')).body.issues).toEqual([])
  })

  it.each(['workItemMoved', 'workItemTypeChanged'])('is stopped by a validator of %s', (action) => {
    install(action)
    expect(() => jira.move('ACC-1', { by: 'acc-eve', to: 'OPS' })).toThrow('It stays.')
    expect(jira.world.issue('ACC-1')?.key).toBe('ACC-1')
  })

  it('is for those who may', () => {
    expect(() => jira.move('ACC-1', { by: 'acc-alice', to: 'OPS' })).toThrow('permission')
  })
})

describe('cloning an issue', () => {
  it('copies its fields, and nothing that was decided', () => {
    expect(jira.clone('ACC-1', 'acc-eve')).toMatchObject({
      key: 'ACC-6',
      status: '10000',
      properties: {},
      approvals: [],
      changes: [],
      values: { summary: 'CLONE - Deploy access for Alice', reporter: 'acc-eve', customfield_10050: 'acc-alice' },
    })
  })

  it('is stopped by a validator', () => {
    install('workItemCloned')
    expect(() => jira.clone('ACC-1', 'acc-eve')).toThrow('It stays.')
  })
})
