import * as v from 'valibot'
import type { JiraClient } from '../../jira/jira-client.ts'

/** What is asked for: of the site, or of a project. */
export type JiraPermission = 'ADMINISTER' | 'ADMINISTER_PROJECTS' | 'BROWSE_PROJECTS' | 'ADD_COMMENTS' | 'EDIT_ISSUES'

/**
 * Asks Jira whether whoever asks, at the screen or the app itself, has a permission, on the site or in a project. Who is not logged in, or
 * may not see the project, has none. Throws where Jira gives no answer that can be read.
 *
 * @see https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-permissions/#api-rest-api-3-mypermissions-get
 */
export async function hasPermission(
  client: JiraClient,
  permission: JiraPermission,
  projectId?: string,
): Promise<boolean> {
  const { status, body } = await client.send({
    method: 'GET',
    path: ['rest', 'api', '3', 'mypermissions'],
    query: { permissions: permission, ...(projectId !== undefined && { projectId }) },
    what: 'your permissions',
  })
  if (status === 401 || status === 403 || status === 404) return false
  if (status !== 200) throw new Error(`Jira answered ${status} when it was asked for permissions`)
  return v.parse(MyPermissions, body).permissions[permission]?.havePermission === true
}

/** Only the field that is read. */
const MyPermissions = v.object({
  permissions: v.record(v.string(), v.object({ havePermission: v.boolean() })),
})
