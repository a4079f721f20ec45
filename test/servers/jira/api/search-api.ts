import { maySee } from '../access/visible-issue.ts'
import { showIssue } from '../engine/show-issue.ts'
import type { Site } from '../engine/site.ts'
import { type Jql, JqlError } from '../query/jql.ts'
import { matchIssue, orderIssues } from '../query/match-issue.ts'
import { parseJql } from '../query/parse-jql.ts'
import { type Answer, json, refuse } from '../wire/answer.ts'
import { bodyOf, listOf, numberOf, type UserCall } from '../wire/user-call.ts'
import type { Issue } from '../world/issue.ts'
import type { Route } from './route.ts'

/**
 * The search with cursors, which knows of a change only some time after it was made.
 * @see https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issue-search/
 */
export const searchRoutes: readonly Route[] = [
  { method: 'GET', path: '/rest/api/3/search/jql', serve: (site, call) => found(site, call, fromQuery(call)) },
  { method: 'POST', path: '/rest/api/3/search/jql', serve: (site, call) => found(site, call, bodyOf(call)) },
  { method: 'POST', path: '/rest/api/3/search/approximate-count', serve: count },
  { method: 'GET', path: '/rest/api/3/search', serve: gone },
  { method: 'POST', path: '/rest/api/3/search', serve: gone },
]

interface Asked {
  readonly jql?: unknown
  readonly fields?: unknown
  readonly expand?: unknown
  readonly properties?: unknown
  readonly maxResults?: unknown
  readonly nextPageToken?: unknown
  readonly reconcileIssues?: unknown
}

function fromQuery(call: UserCall): Asked {
  const { query } = call
  return {
    jql: query.get('jql') ?? '',
    maxResults: numberOf(call, 'maxResults', 50),
    fields: listOf(call, 'fields'),
    properties: listOf(call, 'properties'),
    expand: query.get('expand') ?? '',
    nextPageToken: query.get('nextPageToken') ?? undefined,
    reconcileIssues: listOf(call, 'reconcileIssues'),
  }
}

/** Jira: whoever asks for more than ids gets at most 100 issues at once. */
const mostWithFields = 100
const mostIds = 5000

/** Jira: of each issue's changelog just the newest so many. */
const changesShown = 40

function found(site: Site, call: UserCall, asked: Asked): Answer {
  const jql = String(asked.jql ?? '')
  const matching = run(site, call.account, jql, idsOf(asked.reconcileIssues))
  const fields = asked.fields as readonly string[] | undefined
  const isLean = fields === undefined || fields.every((id) => id === 'id' || id === 'key')
  const most = Math.min(Number(asked.maxResults ?? 50), isLean ? mostIds : mostWithFields)
  if (!(most > 0)) refuse(400, "The value for 'maxResults' is not valid.")
  const from = asked.nextPageToken === undefined ? 0 : positionOf(asked.nextPageToken, jql)
  const page = matching.slice(from, from + most)
  const isLast = from + page.length >= matching.length
  const expand = String(asked.expand ?? '').split(',')
  const wanted = {
    fields: fields ?? [],
    expand: expand.filter((each) => each !== 'names' && each !== 'schema'),
    ...(asked.properties !== undefined && { properties: asked.properties as readonly string[] }),
    changelogLimit: changesShown,
    ...site.habits.shown,
  }
  // Jira: without fields, just the ids.
  const issues = page.map((issue) => (fields === undefined ? { id: issue.id } : showIssue(site, issue, wanted)))
  return json(200, {
    issues,
    ...(expand.includes('names') && { names: namesOf(site, fields ?? []) }),
    ...(!isLast && { nextPageToken: tokenOf(from + page.length, jql) }),
    isLast,
  })
}

function count(site: Site, call: UserCall): Answer {
  return json(200, { count: run(site, call.account, String(bodyOf(call).jql ?? ''), []).length })
}

/** Jira removed the search with `startAt` in 2025. */
function gone(): Answer {
  return refuse(410, 'The requested API has been removed. Please migrate to the /rest/api/3/search/jql API.')
}

function run(site: Site, account: string, text: string, reconciled: readonly string[]): readonly Issue[] {
  try {
    const { where, order } = bounded(parseJql(text))
    const asking = { site, account }
    const matches = matchIssue(asking, where)
    const inOrder = orderIssues(asking, order)
    return site.index
      .issues(reconciled)
      .filter((issue) => isSeen(site, account, issue) && matches(issue))
      .toSorted(inOrder)
  } catch (error) {
    if (error instanceof JqlError) refuse(400, error.message)
    throw error
  }
}

function bounded(jql: Jql): Jql {
  if (jql.where !== undefined) return jql
  throw new JqlError('Unbounded JQL queries are not allowed here. Please add a search restriction to your query.')
}

function isSeen({ world }: Site, account: string, issue: Issue): boolean {
  const project = world.project(issue.project)
  return project !== undefined && maySee({ world }, account, project)
}

function namesOf({ world }: Site, ids: readonly string[]): object {
  return Object.fromEntries(ids.flatMap((id) => (world.fields.has(id) ? [[id, world.fields.get(id)?.name]] : [])))
}

function idsOf(given: unknown): readonly string[] {
  if (given === undefined) return []
  if (!Array.isArray(given) || given.length > 50) refuse(400, 'At most 50 issues can be reconciled.')
  return given.map(String)
}

/** A cursor belongs to its query. */
function tokenOf(position: number, jql: string): string {
  return Buffer.from(JSON.stringify([position, jql])).toString('base64url')
}

function positionOf(token: unknown, jql: string): number {
  try {
    const [position, of] = JSON.parse(Buffer.from(String(token), 'base64url').toString())
    if (of === jql && typeof position === 'number') return position
  } catch {
    // Said below.
  }
  return refuse(400, 'The nextPageToken is not valid or has expired.')
}
