import { describe, expect, it } from 'vitest'
import type { JiraRequest } from '../../jira/jira-client.ts'
import { anAdminHost, jiraThat, jiraWith } from '../testdata/admin-host.ts'
import { permitJiraAdministrators, permitProjectAdministrators, permitWorkflowAdministrators } from './permit.ts'

const call = (asUser: ReturnType<typeof jiraWith>, projectId?: string) => ({
  host: anAdminHost({ asUser }),
  accountId: 'acc-ada',
  ...(projectId !== undefined && { projectId }),
})

describe('permitJiraAdministrators', () => {
  it('permits who has the global permission, and nobody else', async () => {
    expect(await permitJiraAdministrators(call(jiraWith('ADMINISTER')))).toBeUndefined()
    expect(await permitJiraAdministrators(call(jiraWith('ADMINISTER_PROJECTS')))).toMatchObject({
      code: 'not-jira-administrator',
    })
  })

  it.each([401, 403, 404])('takes the answer %i for no permission', async (status) => {
    expect(await permitJiraAdministrators(call(jiraThat(() => ({ status, body: undefined }))))).toMatchObject({
      code: 'not-jira-administrator',
    })
  })

  it('takes nothing but `true` for a permission', async () => {
    const odd = jiraThat(() => ({ status: 200, body: { permissions: { ADMINISTER: { havePermission: 'true' } } } }))
    await expect(permitJiraAdministrators(call(odd))).rejects.toThrow()
    const other = jiraThat(() => ({ status: 200, body: { permissions: { BROWSE: { havePermission: true } } } }))
    expect(await permitJiraAdministrators(call(other))).toMatchObject({ code: 'not-jira-administrator' })
  })

  it('permits nobody where nobody is at the screen', async () => {
    const { asUser: _asUser, ...host } = anAdminHost()
    expect(await permitJiraAdministrators({ host, accountId: 'acc-ada' })).toMatchObject({ code: 'nobody-there' })
  })
})

describe('permitProjectAdministrators', () => {
  it('asks about that very project', async () => {
    const asked: JiraRequest[] = []
    const jira = jiraThat((request) => {
      asked.push(request)
      return { status: 200, body: { permissions: { ADMINISTER_PROJECTS: { havePermission: true } } } }
    })
    expect(await permitProjectAdministrators(call(jira, '10001'))).toBeUndefined()
    expect(asked).toMatchObject([{ query: { permissions: 'ADMINISTER_PROJECTS', projectId: '10001' } }])
  })

  it('permits nobody without a project, where any project would do for Jira', async () => {
    expect(await permitProjectAdministrators(call(jiraWith('ADMINISTER_PROJECTS')))).toMatchObject({
      code: 'no-project',
    })
  })

  it('does not permit a Jira administrator without that role', async () => {
    expect(await permitProjectAdministrators(call(jiraWith('ADMINISTER'), '10001'))).toMatchObject({
      code: 'not-project-administrator',
    })
  })
})

describe('permitWorkflowAdministrators', () => {
  it.each(['ADMINISTER', 'ADMINISTER_PROJECTS'])('permits who has %s', async (permission) => {
    expect(await permitWorkflowAdministrators(call(jiraWith(permission)))).toBeUndefined()
  })

  it('permits nobody else', async () => {
    expect(await permitWorkflowAdministrators(call(jiraWith()))).toMatchObject({ ok: false })
  })
})
