import { quote } from '@ticketbound/core'
import {
  ChangelogEntry,
  type FieldMap,
  type GivenIssue,
  Issue,
  issueFieldIds,
  ServiceApproval,
} from '@ticketbound/jira'
import * as v from 'valibot'
import { AppError } from '../app-error.ts'
import { fieldMapOf } from '../house/field-map-of.ts'
import type { Settings } from '../storage/settings-store.ts'
import { bodyOf } from './body-of.ts'
import type { JiraClient } from './jira-client.ts'
import { readAs } from './read-as.ts'

/** What is read of an issue beside its fields and comments. Only native evidence takes either. */
export interface ReadNeeds {
  readonly history: boolean
  /** Read of issues in service projects; others have none. */
  readonly approvals: boolean
}

/** What was read of an issue. */
export interface ReadIssue extends GivenIssue {
  readonly issueId: string
  readonly projectId: string
}

/**
 * Which field says what, or how to find that out once it is known which project an issue is in. With the settings only
 * the fields that some map speaks of are asked for; a function may give any map, so that all are.
 */
export type MapOfProject = FieldMap | Settings | ((projectId: string) => FieldMap | undefined)

/** All fields but those that no map can speak of and that can be large. */
const allFields = '*all,-attachment,-worklog,-issuelinks,-subtasks,-votes,-watches,-timetracking'

/** What every issue has; where no map was set up at all it is enough to say so. */
const leastFields = ['project', 'status', 'created']

/** A path of more than some thousand characters is refused on the way. */
const longestList = 4000

/** Jira gives no more at once. */
const changelogPage = 100

const mostApprovals = 100

/**
 * Reads an issue with at most three requests: its fields and comments, its history, its service approvals. Complete or
 * throws, but for the history: one that does not fit into a page is left out, so that nothing counts that needs it. It is
 * read after the fields, so that it has every change that they show.
 */
export async function readIssue(
  client: JiraClient,
  key: string,
  map: MapOfProject,
  needs: ReadNeeds,
): Promise<ReadIssue> {
  const issue = await readFields(client, key, map)
  const { project } = issue.fields
  const read = { issue, issueId: issue.id, projectId: project.id }
  if (mapFor(map, project.id) === undefined) return read
  const [changelog, serviceApprovals] = await Promise.all([
    needs.history ? readChangelog(client, issue) : undefined,
    needs.approvals && project.projectTypeKey === 'service_desk' ? readApprovals(client, issue) : undefined,
  ])
  return { ...read, ...(changelog && { changelog }), ...(serviceApprovals && { serviceApprovals }) }
}

async function readFields(client: JiraClient, key: string, map: MapOfProject): Promise<Issue> {
  const what = `issue ${quote(key)}`
  const path = ['rest', 'api', '3', 'issue', key]
  const query = { fields: fieldsFor(map), updateHistory: 'false' }
  return readAs(Issue, bodyOf(await client.send({ method: 'GET', path, query, what }), what), what)
}

function mapFor(map: MapOfProject, projectId: string): FieldMap | undefined {
  if (typeof map === 'function') return map(projectId)
  return 'projects' in map ? fieldMapOf(map, projectId) : map
}

function fieldsFor(map: MapOfProject): string {
  if (typeof map === 'function') return allFields
  const maps = 'projects' in map ? [...Object.values(map.projects), ...(map.fields ? [map.fields] : [])] : [map]
  const fields = [...new Set([...leastFields, ...maps.flatMap(issueFieldIds)])].join(',')
  return fields.length > longestList ? allFields : fields
}

const ChangelogPage = v.object({
  values: v.array(ChangelogEntry),
  total: v.number(),
  startAt: v.literal(0),
})

/** @see https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issues/#api-rest-api-3-issue-issueidorkey-changelog-get */
async function readChangelog(client: JiraClient, { id, key }: Issue): Promise<readonly ChangelogEntry[] | undefined> {
  const what = `the history of issue ${quote(key)}`
  const path = ['rest', 'api', '3', 'issue', id, 'changelog']
  const query = { startAt: '0', maxResults: String(changelogPage) }
  const { values, total } = readAs(
    ChangelogPage,
    bodyOf(await client.send({ method: 'GET', path, query, what }), what),
    what,
  )
  return values.length === total ? values : undefined
}

const ApprovalPage = v.object({ values: v.array(ServiceApproval), isLastPage: v.boolean() })

/** @see https://developer.atlassian.com/cloud/jira/service-desk/rest/api-group-request/#api-rest-servicedeskapi-request-issueidorkey-approval-get */
async function readApprovals(client: JiraClient, { id, key }: Issue): Promise<readonly ServiceApproval[]> {
  const what = `the approvals of issue ${quote(key)}`
  const path = ['rest', 'servicedeskapi', 'request', id, 'approval']
  const query = { start: '0', limit: String(mostApprovals) }
  const answer = await client.send({ method: 'GET', path, query, what })
  // Jira Service Management: an issue that no request type was given to is no request, and has no approvals.
  if (answer.status === 404) return []
  const { values, isLastPage } = readAs(ApprovalPage, bodyOf(answer, what), what)
  if (isLastPage) return values
  throw new AppError('input', {
    code: 'approvals-too-many',
    message: `issue ${quote(key)} has more than ${mostApprovals} approval steps`,
    help: 'open a new request; a rejection may be among those that were not read',
  })
}
