import { createCloudClient, createServiceDeskClient, isNotFoundError } from 'jira.js'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { accessFields } from '../../../world/jira/fields.ts'
import { type JiraEmulator, startJira } from '../start-jira.ts'
import { adfOf } from '../world/adf.ts'

let jira: JiraEmulator
beforeEach(async () => {
  jira = await startJira()
})
afterEach(() => jira.stop())

/** The public client, which refuses an answer of another shape than Atlassian's schemas describe. */
function clientOf(name: string) {
  const auth = { type: 'basic', email: `${name}@example.com`, apiToken: jira.tokenFor(`acc-${name}`) } as const
  const options = { host: jira.url, auth, onSchemaMismatch: 'throw' } as const
  return { cloud: createCloudClient(options), desk: createServiceDeskClient(options) }
}

describe('the public client jira.js', () => {
  it('makes, reads, edits, transitions and deletes issues', async () => {
    const { cloud } = clientOf('carol')
    const { key = '' } = await cloud.issues.createIssue({
      fields: {
        project: { key: 'ACC' },
        issuetype: { name: 'Access request' },
        summary: 'Audit access for Bob',
        description: adfOf('For the yearly audit'),
        [accessFields.principal.id]: { accountId: 'acc-bob' },
        [accessFields.approvers.id]: [{ accountId: 'acc-dave' }],
      },
    })
    await cloud.issues.editIssue({ issueIdOrKey: key, fields: { [accessFields.expiresAt.id]: '2027-01-01' } })
    const { transitions = [] } = await cloud.issues.getTransitions({ issueIdOrKey: key, expand: 'transitions.fields' })
    expect(transitions.map(({ name }) => name)).toEqual(['Ask for approval'])
    await cloud.issues.doTransition({ issueIdOrKey: key, transition: { id: '11' } })
    const issue = await cloud.issues.getIssue({
      issueIdOrKey: key,
      expand: 'changelog,names,schema',
      properties: ['*all'],
    })
    expect(issue).toMatchObject({
      key: 'ACC-6',
      fields: { status: { name: 'Waiting for approval' }, [accessFields.expiresAt.id]: '2027-01-01' },
      changelog: { total: 2 },
    })
    await cloud.issues.deleteIssue({ issueIdOrKey: key })
    const gone = await cloud.issues.getIssue({ issueIdOrKey: key }).catch((error: unknown) => error)
    expect(isNotFoundError(gone)).toBe(true)
  })

  it('reads changelogs, of one issue and of many, page by page', async () => {
    const { cloud } = clientOf('mia')
    for (const value of ['one', 'two', 'three']) {
      await cloud.issues.editIssue({ issueIdOrKey: 'ACC-1', fields: { summary: value } })
    }
    const page = await cloud.issues.getChangeLogs({ issueIdOrKey: 'ACC-1', startAt: 1, maxResults: 2 })
    expect(page).toMatchObject({ total: 4, startAt: 1, maxResults: 2, isLast: false })
    expect(page.values?.map(({ items }) => items?.[0]?.toString)).toEqual(['one', 'two'])
    const asked = { issueIdsOrKeys: ['ACC-1', 'ACC-4', 'ACC-999'], maxResults: 4 }
    const first = await cloud.issues.getBulkChangelogs(asked)
    const second = await cloud.issues.getBulkChangelogs({ ...asked, nextPageToken: String(first.nextPageToken) })
    const counts = [first, second].map(({ issueChangeLogs = [] }) =>
      issueChangeLogs.map(({ changeHistories = [] }) => changeHistories.length),
    )
    expect(counts).toEqual([[4], [2]])
    expect(second.nextPageToken).toBeUndefined()
    const some = await cloud.issues.getBulkChangelogs({ issueIdsOrKeys: ['ACC-1'], fieldIds: ['status'] })
    expect(some.issueChangeLogs?.[0]?.changeHistories).toHaveLength(1)
  })

  it('writes, reads and deletes properties and comments', async () => {
    const { cloud } = clientOf('carol')
    const at = { issueIdOrKey: 'ACC-1', propertyKey: 'ticketbound' }
    await cloud.issueProperties.setIssueProperty({ ...at, body: { state: 'blocked' } })
    expect(await cloud.issueProperties.getIssueProperty(at)).toEqual({
      key: 'ticketbound',
      value: { state: 'blocked' },
    })
    expect((await cloud.issueProperties.getIssuePropertyKeys(at)).keys).toHaveLength(1)
    await cloud.issueProperties.deleteIssueProperty(at)
    expect((await cloud.issueProperties.getIssuePropertyKeys(at)).keys).toEqual([])
    await cloud.issueComments.addComment({ issueIdOrKey: 'ACC-3', body: { ...adfOf('Another') } })
    const { comments = [], total } = await cloud.issueComments.getComments({
      issueIdOrKey: 'ACC-3',
      orderBy: '-created',
    })
    expect([total, comments.map(({ author }) => author?.displayName)]).toEqual([2, ['Carol Cruz', 'Bob Berg']])
  })

  it('searches with cursors, and counts', async () => {
    const { cloud } = clientOf('mia')
    const asked = {
      jql: 'project = ACC ORDER BY key',
      fields: ['summary', 'status'],
      maxResults: 3,
      expand: 'changelog',
    }
    const first = await cloud.issueSearch.searchAndReconsileIssuesUsingJqlPost(asked)
    const second = await cloud.issueSearch.searchAndReconsileIssuesUsingJql({
      ...asked,
      nextPageToken: String(first.nextPageToken),
    })
    expect([first, second].flatMap(({ issues = [] }) => issues.map(({ key }) => key))).toEqual([
      'ACC-1',
      'ACC-2',
      'ACC-3',
      'ACC-4',
      'ACC-5',
    ])
    expect(second.isLast).toBe(true)
    expect(await cloud.issueSearch.countIssues({ jql: 'project = OPS' })).toEqual({ count: 1 })
  })

  it('reads what the site is made of', async () => {
    const { cloud } = clientOf('mia')
    expect((await cloud.issueFields.getFields()).map(({ id }) => id)).toContain('customfield_10051')
    expect(await cloud.workflowStatuses.getStatuses()).toHaveLength(8)
    expect(await cloud.workflowStatuses.getStatus({ idOrName: '10001' })).toMatchObject({
      name: 'Waiting for approval',
    })
    expect(await cloud.status.getStatusesById({ id: ['10001', '10003'] })).toHaveLength(2)
    expect(await cloud.projects.getProject({ projectIdOrKey: 'ACC' })).toMatchObject({ style: 'classic', lead: {} })
    expect((await cloud.projects.searchProjects()).values).toHaveLength(2)
    expect(await cloud.projects.getAllStatuses({ projectIdOrKey: 'OPS' })).toMatchObject([{ statuses: { length: 3 } }])
    expect(await cloud.serverInfo.getServerInfo()).toMatchObject({ deploymentType: 'Cloud' })
  })

  it('finds people and what they may do', async () => {
    const { cloud } = clientOf('mia')
    expect(await cloud.myself.getCurrentUser({ expand: 'groups' })).toMatchObject({
      accountId: 'acc-mia',
      groups: { size: 2 },
    })
    expect(await cloud.users.getUser({ accountId: 'acc-bob' })).toMatchObject({ displayName: 'Bob Berg' })
    const found = await cloud.userSearch.findUsers({ query: 'car' })
    expect(found.map(({ accountId }) => accountId)).toEqual(['acc-carol'])
    const assignable = await cloud.userSearch.findAssignableUsers({ project: 'ACC', query: '' })
    expect(assignable.map(({ accountId }) => accountId)).toEqual(['acc-carol', 'acc-mia', 'acc-eve'])
    expect((await cloud.groupAndUserPicker.findUsersAndGroups({ query: 'service' })).groups?.total).toBe(1)
    const { permissions } = await cloud.permissions.getMyPermissions({
      projectKey: 'ACC',
      permissions: 'ADMINISTER,EDIT_ISSUES',
    })
    expect(permissions).toMatchObject({ ADMINISTER: { havePermission: true }, EDIT_ISSUES: { havePermission: true } })
    const grants = await cloud.permissions.getBulkPermissions({
      accountId: 'acc-bob',
      globalPermissions: ['ADMINISTER'],
      projectPermissions: [{ permissions: ['BROWSE_PROJECTS', 'EDIT_ISSUES'], projects: [10_000], issues: [] }],
    })
    expect(grants).toMatchObject({
      globalPermissions: [],
      projectPermissions: [
        { permission: 'BROWSE_PROJECTS', projects: [10_000] },
        { permission: 'EDIT_ISSUES', projects: [] },
      ],
    })
  })

  it('reads many issues at once', async () => {
    const { cloud } = clientOf('mia')
    const { issues = [] } = await cloud.issues.bulkFetchIssues({
      issueIdsOrKeys: ['ACC-1', 'OPS-1', 'ACC-999'],
      fields: ['summary'],
      expand: ['changelog'],
    })
    expect(issues.map(({ key }) => key)).toEqual(['ACC-1', 'OPS-1'])
  })

  it('reads and answers approvals', async () => {
    const { desk } = clientOf('bob')
    expect(await desk.request.getCustomerRequestByIdOrKey({ issueIdOrKey: 'ACC-1' })).toMatchObject({
      issueKey: 'ACC-1',
    })
    const { values = [] } = await desk.request.getApprovals({ issueIdOrKey: 'ACC-1' })
    const approvalId = Number(values[0]?.id)
    expect(await desk.request.getApprovalById({ issueIdOrKey: 'ACC-1', approvalId })).toMatchObject({
      canAnswerApproval: true,
    })
    const answered = await desk.request.answerApproval({ issueIdOrKey: 'ACC-1', approvalId, decision: 'approve' })
    expect(answered).toMatchObject({ finalDecision: 'approved' })
  })
})
