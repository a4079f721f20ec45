import { quote } from '@ticketbound/core'
import { ChangelogEntry, ServiceApproval } from '@ticketbound/jira'
import * as v from 'valibot'
import { configError, upstreamError } from '../../errors.ts'
import type { HttpClient, HttpRequest } from '../../http/http-client.ts'
import type { FoundIssue, IssuePage, JiraClient, PageRequest, PropertyAnswer, PropertyWritten } from './jira-client.ts'
import { readAnswer, refused, untilWhole } from './read-answer.ts'

const Myself = v.object({ accountId: v.pipe(v.string(), v.nonEmpty()) })

const SearchPage = v.object({
  issues: v.array(
    v.looseObject({ id: v.string(), key: v.string(), properties: v.nullish(v.record(v.string(), v.unknown())) }),
  ),
  nextPageToken: v.nullish(v.string()),
  isLast: v.nullish(v.boolean()),
})

const Counted = v.object({ count: v.pipe(v.number(), v.integer(), v.minValue(0)) })

const Changelogs = v.object({
  issueChangeLogs: v.array(v.object({ issueId: v.string(), changeHistories: v.array(ChangelogEntry) })),
  nextPageToken: v.nullish(v.string()),
})

const ApprovalPage = v.object({ values: v.array(ServiceApproval), isLastPage: v.boolean() })

const Property = v.object({ key: v.string(), value: v.unknown() })

/** The most changes that are asked for at a time. */
const changesAtOnce = 10_000

/** Steps of approval that are asked for at a time. */
const stepsAtOnce = 100

/** A request has a few steps of approval; a list that goes on and on is none. */
const mostStepPages = 50

type Question = Pick<HttpRequest, 'path' | 'what'> & { readonly body: unknown }

/**
 * Asks a Jira site through its REST API, version 3. The HTTP client judges its answers by `judge-answer.ts`.
 *
 * @see https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issue-search/
 */
export function createJiraClient(http: HttpClient): JiraClient {
  const get = (path: string, what: string, signal?: AbortSignal, query: Readonly<Record<string, string>> = {}) =>
    http.send({ method: 'GET', path, query, what }, signal)

  /** Asks with a body; nothing is changed by it. */
  async function askWhole<const Shape extends v.GenericSchema>(
    { path, body, what }: Question,
    shape: Shape,
    signal?: AbortSignal,
  ): Promise<v.InferOutput<Shape>> {
    const request = { method: 'POST', path, body: JSON.stringify(body), what, repeatable: true } as const
    return readAnswer(await untilWhole(() => http.send(request, signal), shape), shape, what)
  }

  async function myself(signal?: AbortSignal): Promise<string> {
    const response = await untilWhole(() => get('/rest/api/3/myself', 'who asks', signal), Myself)
    if (response.status === 403 || response.status === 404) throw nobody()
    return readAnswer(response, Myself, 'who asks').accountId
  }

  async function page({ token, limit, ...wanted }: PageRequest, signal?: AbortSignal): Promise<IssuePage> {
    const body = { ...wanted, maxResults: limit, ...(token !== undefined && { nextPageToken: token }) }
    const what = 'the search for issues'
    const question = { path: '/rest/api/3/search/jql', body, what }
    const answer = await askWhole(question, SearchPage, signal)
    const { issues, nextPageToken, isLast } = answer
    if ((isLast === false && !nextPageToken) || (nextPageToken && nextPageToken === token)) throw endless()
    return { issues: issues.map(toFound), ...(nextPageToken && isLast !== true && { next: nextPageToken }) }
  }

  async function count(jql: string, signal?: AbortSignal): Promise<number> {
    const what = 'the count of issues'
    const question = { path: '/rest/api/3/search/approximate-count', body: { jql }, what }
    return (await askWhole(question, Counted, signal)).count
  }

  async function changelogs(issueIds: readonly string[], fieldIds: readonly string[], signal?: AbortSignal) {
    const byIssue = new Map<string, ChangelogEntry[]>()
    const what = 'the history of issues'
    let token: string | undefined
    do {
      const body = {
        issueIdsOrKeys: issueIds,
        fieldIds,
        maxResults: changesAtOnce,
        ...(token !== undefined && { nextPageToken: token }),
      }
      const question = { path: '/rest/api/3/changelog/bulkfetch', body, what }
      const answer = await askWhole(question, Changelogs, signal)
      const { issueChangeLogs, nextPageToken } = answer
      for (const { issueId, changeHistories } of issueChangeLogs) {
        byIssue.set(issueId, [...(byIssue.get(issueId) ?? []), ...changeHistories])
      }
      if (nextPageToken && nextPageToken === token) throw endless()
      token = nextPageToken ?? undefined
    } while (token !== undefined && token !== '')
    return byIssue
  }

  async function approvals(key: string, signal?: AbortSignal): Promise<readonly ServiceApproval[] | 'hidden'> {
    const what = `the approvals of ${quote(key)}`
    const path = `/rest/servicedeskapi/request/${encodeURIComponent(key)}/approval`
    const steps: ServiceApproval[] = []
    for (let pages = 0; pages < mostStepPages; pages += 1) {
      const query = { start: String(steps.length), limit: String(stepsAtOnce) }
      const response = await untilWhole(() => get(path, what, signal, query), ApprovalPage)
      // An issue of a service project that nobody raised as a request has no approvals, and is none of its requests.
      if (response.status === 404) return []
      if (response.status === 403) return 'hidden'
      const { values, isLastPage } = readAnswer(response, ApprovalPage, what)
      steps.push(...values)
      if (isLastPage) return steps
      if (values.length === 0) break
    }
    throw endless()
  }

  async function property(issueKey: string, key: string, signal?: AbortSignal): Promise<PropertyAnswer> {
    const what = `a property of ${quote(issueKey)}`
    const response = await untilWhole(() => get(propertyPath(issueKey, key), what, signal), Property)
    if (response.status === 404) return (await isShown(issueKey, signal)) ? 'no-property' : 'no-issue'
    return { value: readAnswer(response, Property, what).value }
  }

  async function isShown(issueKey: string, signal?: AbortSignal): Promise<boolean> {
    const what = `issue ${quote(issueKey)}`
    const response = await get(`/rest/api/3/issue/${encodeURIComponent(issueKey)}`, what, signal, { fields: 'key' })
    if (response.status === 200 || response.status === 404) return response.status === 200
    throw refused(response, what)
  }

  async function setProperty(issueKey: string, key: string, value: unknown, signal?: AbortSignal) {
    const body = JSON.stringify(value)
    return write({ method: 'PUT', path: propertyPath(issueKey, key), body }, issueKey, signal)
  }

  function removeProperty(issueKey: string, key: string, signal?: AbortSignal): Promise<PropertyWritten> {
    return write({ method: 'DELETE', path: propertyPath(issueKey, key) }, issueKey, signal)
  }

  /** Written twice, a property says the same. */
  async function write(
    request: Pick<HttpRequest, 'method' | 'path' | 'body'>,
    issueKey: string,
    signal?: AbortSignal,
  ): Promise<PropertyWritten> {
    const what = `a property of ${quote(issueKey)}`
    const { status } = await http.send({ ...request, what, repeatable: true }, signal)
    if (status >= 200 && status < 300) return 'written'
    return status === 404 ? 'no-issue' : 'refused'
  }

  return {
    myself,
    page,
    count,
    changelogs,
    approvals,
    property,
    setProperty,
    removeProperty,
    usage: () => http.usage(),
    close: () => http.close(),
  }
}

function toFound({ properties, ...issue }: v.InferOutput<typeof SearchPage>['issues'][number]): FoundIssue {
  return { id: issue.id, key: issue.key, issue, properties: properties ?? {} }
}

function propertyPath(issueKey: string, key: string): string {
  return `/rest/api/3/issue/${encodeURIComponent(issueKey)}/properties/${encodeURIComponent(key)}`
}

function nobody() {
  return configError({
    code: 'jira-account-missing',
    message: 'Jira takes who asks for nobody',
    help: 'check `jira.auth`: the address of the user, and that the API token has not ended',
  })
}

function endless() {
  return upstreamError({
    code: 'jira-paging-broken',
    message: 'Jira gave a page that leads nowhere',
    help: 'run again; nothing that was read was taken for the whole',
  })
}
