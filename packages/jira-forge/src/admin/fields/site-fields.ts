import { JiraField } from '@ticketbound/jira'
import * as v from 'valibot'
import { bodyOf } from '../../jira/body-of.ts'
import type { JiraClient } from '../../jira/jira-client.ts'
import { readAs } from '../../jira/read-as.ts'

/**
 * Reads the fields of a site.
 *
 * @see https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issue-fields/#api-rest-api-3-field-get
 */
export async function readSiteFields(client: JiraClient): Promise<readonly JiraField[]> {
  const what = 'the fields of the site'
  const answer = await client.send({ method: 'GET', path: ['rest', 'api', '3', 'field'], what })
  return readAs(v.array(JiraField), bodyOf(answer, what), what)
}

/** A status of a site. One of a team-managed project belongs to that project alone. */
export type SiteStatus = v.InferOutput<typeof SiteStatus>

const SiteStatus = v.object({
  id: v.string(),
  name: v.string(),
  scope: v.nullish(v.object({ project: v.nullish(v.object({ id: v.string() })) })),
})

/**
 * Reads the statuses of a site.
 *
 * @see https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-workflow-statuses/#api-rest-api-3-status-get
 */
export async function readSiteStatuses(client: JiraClient): Promise<readonly SiteStatus[]> {
  const what = 'the statuses of the site'
  const answer = await client.send({ method: 'GET', path: ['rest', 'api', '3', 'status'], what })
  return readAs(v.array(SiteStatus), bodyOf(answer, what), what)
}
