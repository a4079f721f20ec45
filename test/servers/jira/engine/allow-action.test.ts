import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { accessFields } from '../../../world/jira/fields.ts'
import { automationAccount } from '../../../world/jira/people.ts'
import { ask } from '../ask.ts'
import { type JiraEmulator, startJira } from '../start-jira.ts'

let jira: JiraEmulator
beforeEach(async () => {
  jira = await startJira()
})
afterEach(() => jira.stop())

const owner = accessFields.owner.id
const entitlement = accessFields.entitlement.id

function install(action: string, expression: string): void {
  const validator = { key: 'freeze', action, expression, errorMessage: 'This is approved.' }
  jira.installApp({ manifest: { modules: { 'jira:actionValidator': [validator] } }, invoke: async () => undefined })
}

const edit = (fields: object, as = 'acc-eve') => ask(jira, 'issue/ACC-1', { method: 'PUT', body: { fields }, as })
const approve = () => ask(jira, 'issue/ACC-1/properties/ticketbound', { method: 'PUT', body: { approvals: 1 } })

const frozen = `originalIssue.properties['ticketbound']?.approvals == null
  || (issue.${owner} == originalIssue.${owner} && issue.${entitlement} == originalIssue.${entitlement})`

describe('an action validator', () => {
  it('stops an edit of what it freezes, and nothing else', async () => {
    install('workItemEdited', frozen)
    expect((await edit({ [entitlement]: { value: 'vault' } })).status).toBe(204)
    await approve()
    const stopped = await edit({ [entitlement]: { value: 'audit' } })
    expect([stopped.status, stopped.body.errorMessages]).toEqual([400, ['This is approved.']])
    expect((await edit({ labels: ['x'] })).status).toBe(204)
    expect(jira.world.issue('ACC-1')?.values[entitlement]).toBe('10214')
  })

  it.each([
    ['is false', 'false'],
    ['is no boolean', "'yes'"],
    ['is an error', 'issue.nope'],
    ['is none', '(('],
  ])('stops the edit where its expression %s', async (_how, expression) => {
    install('workItemEdited', expression)
    expect((await edit({ labels: ['x'] })).status).toBe(400)
  })

  it('is not asked about what an automation rule does, or where REST goes past it', async () => {
    install('workItemEdited', 'false')
    expect((await edit({ labels: ['x'] }, automationAccount)).status).toBe(204)
    jira.site.habits.editsUnvalidated = true
    expect((await edit({ labels: ['y'] })).status).toBe(204)
  })

  it('stops a deletion', async () => {
    install('workItemDeleted', "issue.properties['ticketbound'] == null")
    await approve()
    expect((await ask(jira, 'issue/ACC-1', { method: 'DELETE', as: 'acc-eve' })).status).toBe(400)
    expect((await ask(jira, 'issue/ACC-2', { method: 'DELETE', as: 'acc-eve' })).status).toBe(204)
  })

  it('is asked about an assignment and a change of type by their own names', async () => {
    install('workItemAssigned', 'issue.assignee == user')
    expect((await edit({ assignee: { accountId: 'acc-carol' } })).status).toBe(400)
    expect((await edit({ assignee: { accountId: 'acc-eve' } })).status).toBe(204)
    install('workItemTypeChanged', "newIssueType == '10010' && newIssueTypeData.name == 'Access request'")
    expect((await edit({ issuetype: { id: '10011' } })).status).toBe(400)
    expect((await edit({ issuetype: { id: '10010' } })).status).toBe(204)
  })
})

describe('a workflow validator that is an expression', () => {
  const make = () =>
    ask(jira, 'issue/ACC-1/transitions', {
      method: 'POST',
      body: { transition: { id: '21' }, fields: { [owner]: { accountId: 'acc-dave' } } },
      as: 'acc-carol',
    })

  it.each([
    [
      'sees the screen’s changes',
      `issue.${owner}.accountId == 'acc-dave' && originalIssue.${owner}.accountId == 'acc-bob'`,
      204,
    ],
    [
      'sees the configuration and the transition',
      "config.kind == 'provision' && transition.to.name == 'Granting'",
      204,
    ],
    ['says its own message', "'Not ' + project.key", 400],
    ['fails', 'issue.assignee.accountId == user.accountId', 400],
  ])('%s', async (_what, expression, status) => {
    const validator = { key: 'gate', expression, errorMessage: 'No.' }
    jira.installApp({ manifest: { modules: { 'jira:workflowValidator': [validator] } }, invoke: async () => undefined })
    jira.world.addRule('ACC', 'Grant', { kind: 'validator', module: 'gate', configuration: { kind: 'provision' } })
    const answer = await make()
    expect(answer.status).toBe(status)
    if (status === 400) expect(['No.', 'Not ACC']).toContain(answer.body.errorMessages[0])
  })
})
