import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { accessFields } from '../../../world/jira/fields.ts'
import { automationAccount } from '../../../world/jira/people.ts'
import { type JiraEmulator, startJira } from '../start-jira.ts'

let jira: JiraEmulator
const told: unknown[] = []
beforeEach(async () => {
  jira = await startJira()
  told.length = 0
  const freeze = { key: 'freeze', action: 'workItemEdited', expression: 'false' }
  const watch = { key: 'watch', function: 'watch', events: ['avi:jira:updated:issue'] }
  jira.installApp({
    manifest: { modules: { 'jira:actionValidator': [freeze], trigger: [watch] } },
    invoke: async (_key, payload) => told.push(payload),
  })
})
afterEach(() => jira.stop())

const level = accessFields.level.id

describe('an automation rule', () => {
  it('edits past the action validators, and the app is told who did', async () => {
    jira.automation.edit('ACC-1', { [level]: { value: 'admin' } })
    await jira.settled()
    expect(told).toMatchObject([
      { atlassianId: automationAccount, changelog: { items: [{ fieldId: level, toString: 'admin' }] } },
    ])
  })

  it('transitions', async () => {
    await jira.automation.transition('ACC-1', '31')
    expect(jira.world.issue('ACC-1')?.status).toBe('10004')
  })
})

describe('a bulk edit', () => {
  it('changes many issues, each with an entry of its own', async () => {
    jira.bulkEdit(['ACC-1', 'ACC-2'], { [level]: { value: 'admin' } }, 'acc-eve')
    await jira.settled()
    expect(told).toMatchObject([{ issue: { key: 'ACC-1' } }, { issue: { key: 'ACC-2' } }])
  })
})
