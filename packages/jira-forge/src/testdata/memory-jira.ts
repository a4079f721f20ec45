import type { JiraAnswer, JiraClient, JiraRequest } from '../jira/jira-client.ts'

/** An issue as Jira's REST interface gives it, with what stands beside it. */
export interface MemoryIssue {
  readonly id: string
  readonly key: string
  readonly fields: Readonly<Record<string, unknown>>
  readonly changelog?: readonly unknown[]
  readonly approvals?: readonly unknown[]
}

/** A Jira in memory, as far as the app asks it: enough for unit tests, and no emulator. */
export interface MemoryJira extends JiraClient {
  readonly issues: Map<string, MemoryIssue>
  /** Issue properties by `KEY/property`. */
  readonly properties: Map<string, unknown>
  /** Comments that were made, by issue key. */
  readonly comments: { readonly key: string; readonly body: unknown }[]
  /** Every request, in order, as `GET /rest/api/3/issue/ACC-1`. */
  readonly asked: string[]
  readonly requests: JiraRequest[]
  /** Answers requests whose line holds this text with something else, until it is given up again. */
  answer(text: string, how: JiraAnswer | (() => Promise<JiraAnswer>)): void
}

/** The usual page of a changelog, an approval list or a search. */
const pageSize = 100

const nothing: JiraAnswer = { status: 204, body: undefined }

/** Starts a Jira in memory with some issues. */
export function createMemoryJira(...given: readonly MemoryIssue[]): MemoryJira {
  const issues = new Map(given.map((issue) => [issue.key, issue] as const))
  const properties = new Map<string, unknown>()
  const comments: MemoryJira['comments'][number][] = []
  const asked: string[] = []
  const requests: JiraRequest[] = []
  const answers: { readonly text: string; readonly how: JiraAnswer | (() => Promise<JiraAnswer>) }[] = []

  async function send(request: JiraRequest): Promise<JiraAnswer> {
    const line = `${request.method} /${request.path.join('/')}`
    asked.push(line)
    requests.push(request)
    const scripted = answers.find(({ text }) => line.includes(text))
    if (scripted !== undefined) return typeof scripted.how === 'function' ? scripted.how() : scripted.how
    if (request.path.join('/') === 'rest/api/3/search/jql') return search(request)
    if (request.path.join('/') === 'rest/api/3/changelog/bulkfetch') return statusChanges(request)
    if (request.path[1] === 'servicedeskapi') return approvalsOf(request.path[3] ?? '')
    return ofIssue(request)
  }

  function found(name: string): MemoryIssue | undefined {
    return issues.get(name) ?? [...issues.values()].find(({ id }) => id === name)
  }

  function ofIssue(request: JiraRequest): JiraAnswer {
    const [, , , , name = '', part, property = ''] = request.path
    const issue = found(name)
    if (issue === undefined) return notFound
    if (part === 'changelog') return page(issue.changelog ?? [], 'values')
    if (part === 'comment') return comment(issue.key, request.body)
    if (part === 'properties') return propertyOf(request, `${issue.key}/${property}`)
    return { status: 200, body: { id: issue.id, key: issue.key, fields: issue.fields } }
  }

  function comment(key: string, body: unknown): JiraAnswer {
    comments.push({ key, body })
    return { status: 201, body: { id: String(comments.length) } }
  }

  function propertyOf({ method, body, path }: JiraRequest, name: string): JiraAnswer {
    if (method === 'PUT') {
      const status = properties.has(name) ? 200 : 201
      properties.set(name, body)
      return { status, body: undefined }
    }
    if (!properties.has(name)) return notFound
    if (method === 'DELETE') {
      properties.delete(name)
      return nothing
    }
    return { status: 200, body: { key: path.at(-1), value: properties.get(name) } }
  }

  function approvalsOf(name: string): JiraAnswer {
    const issue = found(name)
    if (issue === undefined) return notFound
    const values = issue.approvals ?? []
    return { status: 200, body: { values, start: 0, limit: 50, size: values.length, isLastPage: values.length <= 50 } }
  }

  /** Every issue is found, in pages: what a search means is for an emulator. */
  function search({ body }: JiraRequest): JiraAnswer {
    const { nextPageToken = '0', maxResults } = body as { readonly nextPageToken?: string; readonly maxResults: number }
    const end = Number(nextPageToken) + maxResults
    const page = [...issues.values()].slice(Number(nextPageToken), end).map(({ id, key, fields }) => {
      const property = properties.get(`${key}/ticketbound`)
      return { id, key, fields, ...(property !== undefined && { properties: { ticketbound: property } }) }
    })
    const isLast = end >= issues.size
    return { status: 200, body: { issues: page, isLast, ...(!isLast && { nextPageToken: String(end) }) } }
  }

  function statusChanges({ body }: JiraRequest): JiraAnswer {
    const { issueIdsOrKeys } = body as { readonly issueIdsOrKeys: readonly string[] }
    const found = [...issues.values()].filter(({ id }) => issueIdsOrKeys.includes(id))
    const issueChangeLogs = found.map(({ id, changelog = [] }) => ({ issueId: id, changeHistories: changelog }))
    return { status: 200, body: { issueChangeLogs } }
  }

  return {
    issues,
    properties,
    comments,
    asked,
    requests,
    answer: (text, how) => void answers.push({ text, how }),
    send,
  }
}

const notFound: JiraAnswer = {
  status: 404,
  body: { errorMessages: ['Issue does not exist or you do not have permission to see it.'], errors: {} },
}

function page(all: readonly unknown[], key: string): JiraAnswer {
  const values = all.slice(0, pageSize)
  const isLast = all.length <= pageSize
  return { status: 200, body: { [key]: values, startAt: 0, maxResults: pageSize, total: all.length, isLast } }
}
