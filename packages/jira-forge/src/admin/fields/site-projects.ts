import * as v from 'valibot'
import { bodyOf } from '../../jira/body-of.ts'
import type { JiraClient } from '../../jira/jira-client.ts'
import { readAs } from '../../jira/read-as.ts'

const ProjectsPage = v.object({ values: v.array(v.object({ id: v.string(), key: v.string(), name: v.string() })) })

/** A project of the site. */
export type SiteProject = v.InferOutput<typeof ProjectsPage>['values'][number]

/**
 * Reads the projects that whoever asks may see: the first hundred, by key.
 *
 * @see https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-projects/#api-rest-api-3-project-search-get
 */
export async function readSiteProjects(client: JiraClient): Promise<readonly SiteProject[]> {
  const what = 'the projects of the site'
  const query = { maxResults: '100', orderBy: 'key' }
  const answer = await client.send({ method: 'GET', path: ['rest', 'api', '3', 'project', 'search'], query, what })
  return readAs(ProjectsPage, bodyOf(answer, what), what).values
}
