import { quote } from '@ticketbound/core'
import { JiraUser } from '@ticketbound/jira'
import * as v from 'valibot'
import type { JiraClient } from '../jira/jira-client.ts'
import { plainWords } from './plain-words.ts'

/** More names than this are not looked up. */
const mostNames = 5

/** Looks up what Jira calls some accounts. Those that cannot be looked up are left out. */
export async function namesOf(accounts: readonly string[], client: JiraClient): Promise<ReadonlyMap<string, string>> {
  const found = await Promise.all([...new Set(accounts)].slice(0, mostNames).map((account) => nameOf(account, client)))
  return new Map(found.filter((it) => it !== undefined))
}

/** @see https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-users/#api-rest-api-3-user-get */
async function nameOf(account: string, client: JiraClient): Promise<readonly [string, string] | undefined> {
  try {
    const path = ['rest', 'api', '3', 'user']
    const answer = await client.send({ method: 'GET', path, query: { accountId: account }, what: quote(account) })
    const user = v.safeParse(JiraUser, answer.body)
    const name = user.success ? user.output.displayName : undefined
    return answer.status === 200 && name ? [account, plainWords(name, 100)] : undefined
  } catch {
    return undefined
  }
}
