import * as v from 'valibot'
import type { JiraClient } from '../../jira/jira-client.ts'

/** What an administration page takes: of the site, or of one project. */
export type AdminPermission = 'ADMINISTER' | 'ADMINISTER_PROJECTS'

/**
 * Asks Jira whether whoever is at the screen has a permission, on the site or in a project. Who is not logged in, or
 * may not see the project, has none. Throws where Jira gives no answer that can be read.
 *
 * @see https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-permissions/#api-rest-api-3-mypermissions-get
 */
export async function hasPermission(
  asUser: JiraClient,
  permission: AdminPermission,
  projectId?: string,
): Promise<boolean> {
  const { status, body } = await asUser.send({
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
