import * as v from 'valibot'
import { closed, countTo, SecretText, Text } from './leaf-shapes.ts'

const apiToken = { type: v.literal('api-token'), user: Text, token: SecretText }

type Written<Entries extends v.ObjectEntries> = v.InferOutput<v.ObjectSchema<Entries, undefined>>

/** How Ticketbound says to Jira who it is. */
export type JiraAuth = Written<typeof apiToken>

/** Only https keeps a secret; http is for a server on this machine. Tokens with scopes ask through Atlassian's gateway. */
const address =
  /^(?:https:\/\/[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|http:\/\/(?:localhost|127\.0\.0\.1|\[::1\]))(?::\d{1,5})?(?:\/ex\/jira\/[0-9A-Za-z-]{1,64})?\/?$/

const jira = {
  site: v.pipe(Text, v.regex(address, 'an address such as https://example.atlassian.net')),
  auth: closed(apiToken),
  map: Text,
  jql: v.pipe(
    Text,
    v.check((jql) => !/\border\s+by\b/i.test(jql), 'a query without ORDER BY'),
  ),
  pageSize: v.exactOptional(countTo(5000)),
  concurrency: v.exactOptional(countTo(8)),
  requestsPerHour: v.exactOptional(countTo(1_000_000)),
}

/** The section `jira`: one site, and what is read of it. */
export const JiraShape = closed(jira)

/** The section `jira`, as it is written. */
export interface JiraEntry extends Omit<Written<typeof jira>, 'auth'> {
  readonly auth: JiraAuth
}

/** The keys of the section `jira`. */
export const jiraKeys: readonly string[] = Object.keys(jira)

/** The keys by which Jira is told who asks. */
export const jiraAuthKeys: readonly string[] = Object.keys(apiToken)
