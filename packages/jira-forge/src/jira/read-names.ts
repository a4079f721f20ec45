import * as v from 'valibot'
import { bodyOf } from './body-of.ts'
import type { JiraClient } from './jira-client.ts'
import { readAs } from './read-as.ts'

const Users = v.object({ values: v.array(v.object({ accountId: v.string(), displayName: v.nullish(v.string()) })) })

/** Nobody reads more names at once. */
const mostNames = 20

/**
 * Reads what some accounts are called, with one request; those that are gone have no name.
 *
 * @see https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-users/#api-rest-api-3-user-bulk-get
 */
export async function readNames(client: JiraClient, accounts: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const what = 'the names of some users'
  const query = { accountId: accounts.slice(0, mostNames), maxResults: String(mostNames) }
  const path = ['rest', 'api', '3', 'user', 'bulk']
  const { values } = readAs(Users, bodyOf(await client.send({ method: 'GET', path, query, what }), what), what)
  return new Map(
    values.flatMap(({ accountId, displayName }) => (displayName ? [[accountId, displayName] as const] : [])),
  )
}
