import { maySee } from '../access/visible-issue.ts'
import { showIssue } from '../engine/show-issue.ts'
import type { Site } from '../engine/site.ts'
import { type Answer, json, refuse } from '../wire/answer.ts'
import { bodyOf, type UserCall } from '../wire/user-call.ts'
import type { Issue } from '../world/issue.ts'
import type { Route } from './route.ts'

/** Many issues at once. */
export const bulkRoutes: readonly Route[] = [{ method: 'POST', path: '/rest/api/3/issue/bulkfetch', serve: fetchMany }]

/** Jira: at most so many issues in one request. */
const mostIssues = 100

/**
 * Those of many issues that somebody may see, in the order of their ids; of the others nobody learns whether they are there.
 * @see https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issues/#api-rest-api-3-issue-bulkfetch-post
 */
function fetchMany(site: Site, call: UserCall): Answer {
  const { issueIdsOrKeys, fields } = bodyOf(call) as { readonly issueIdsOrKeys?: unknown; readonly fields?: string[] }
  if (!Array.isArray(issueIdsOrKeys) || issueIdsOrKeys.length === 0) {
    refuse(400, 'The field issueIdsOrKeys is required.')
  }
  if (issueIdsOrKeys.length > mostIssues) refuse(400, `At most ${mostIssues} issues can be requested.`)
  const asked = [...new Set(issueIdsOrKeys.map(String))].map((name) => ({
    name,
    issue: seen(site, call.account, name),
  }))
  const issues = [...new Set(asked.flatMap(({ issue }) => issue ?? []))].sort((a, b) => Number(a.id) - Number(b.id))
  const missing = asked.filter(({ issue }) => issue === undefined).map(({ name }) => name)
  return json(200, {
    issues: issues.map((issue) => showIssue(site, issue, { expand: [], ...(fields !== undefined && { fields }) })),
    issueErrors:
      missing.length === 0 ? [] : [{ id: missing.join(','), errorMessage: 'Issue not found or not visible' }],
  })
}

function seen({ world }: Site, account: string, idOrKey: string): Issue | undefined {
  const issue = world.issue(idOrKey)
  const project = issue === undefined ? undefined : world.project(issue.project)
  return issue !== undefined && project !== undefined && maySee({ world }, account, issue, project) ? issue : undefined
}
