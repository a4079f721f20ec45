import type { AppHost } from '../app-host.ts'
import { bodyOf } from '../jira/body-of.ts'
import type { ReadIssue } from '../jira/read-issue.ts'

/** What it takes to say something on an issue. */
export type SayHost = Pick<AppHost, 'asApp' | 'reference' | 'report'>

/**
 * Comments on an issue as the app, each paragraph as plain text. In a service project only those who work on it see the
 * comment: it names people. One that cannot be made undoes nothing; the panel says the same.
 *
 * @see https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issue-comments/#api-rest-api-3-issue-issueidorkey-comment-post
 */
export async function sayOnIssue(
  { issueId, issue }: ReadIssue,
  paragraphs: readonly string[],
  { asApp, reference, report }: SayHost,
): Promise<'said' | 'failed'> {
  const isService = issue.fields.project.projectTypeKey === 'service_desk'
  const body = { body: toDocument(paragraphs), ...(isService && { properties: [internal] }) }
  const path = ['rest', 'api', '3', 'issue', issueId, 'comment']
  try {
    const what = `a comment on issue ${issueId}`
    bodyOf(await asApp.send({ method: 'POST', path, body, what }), what)
    return 'said'
  } catch (error) {
    report({ reference: reference(), error })
    return 'failed'
  }
}

/** Jira Service Management: a comment without it is shown to whoever made the request, and mailed to them. */
const internal = { key: 'sd.public.comment', value: { internal: true } } as const

/** @see https://developer.atlassian.com/cloud/jira/platform/apis/document/structure/ */
function toDocument(paragraphs: readonly string[]) {
  const content = paragraphs.map((text) => ({ type: 'paragraph', content: [{ type: 'text', text }] }))
  return { type: 'doc', version: 1, content }
}
