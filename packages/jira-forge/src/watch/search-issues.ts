import { Issue, issuePropertyKey } from '@ticketbound/jira'
import * as v from 'valibot'
import { bodyOf } from '../jira/body-of.ts'
import type { JiraClient } from '../jira/jira-client.ts'
import { readAs } from '../jira/read-as.ts'

/** What is looked for. */
export interface IssueSearch {
  readonly jql: string
  readonly fields: readonly string[]
  readonly page?: string
  readonly size: number
}

/** An issue that was found, with what its property says; `undefined` where it has none. */
export interface FoundIssue {
  readonly issue: Issue
  readonly property: unknown
}

/** A page of issues, and the name of the next one. */
export interface FoundPage {
  readonly found: readonly FoundIssue[]
  readonly next?: string
}

const Page = v.object({
  issues: v.array(v.object({ ...Issue.entries, properties: v.nullish(v.record(v.string(), v.unknown())) })),
  nextPageToken: v.nullish(v.string()),
  isLast: v.nullish(v.boolean()),
})

/**
 * Searches with JQL, page by page.
 *
 * @see https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issue-search/#api-rest-api-3-search-jql-post
 */
export async function searchIssues(client: JiraClient, { jql, fields, page, size }: IssueSearch): Promise<FoundPage> {
  const what = 'the issues that changed'
  const body = {
    jql,
    fields,
    properties: [issuePropertyKey],
    maxResults: size,
    ...(page !== undefined && { nextPageToken: page }),
  }
  const path = ['rest', 'api', '3', 'search', 'jql']
  const answer = readAs(Page, bodyOf(await client.send({ method: 'POST', path, body, what }), what), what)
  const found = answer.issues.map(({ properties, ...issue }) => ({ issue, property: properties?.[issuePropertyKey] }))
  return { found, ...(answer.nextPageToken && answer.isLast !== true && { next: answer.nextPageToken }) }
}
