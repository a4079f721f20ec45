import type { Instant } from '@ticketbound/core'
import { ChangelogEntry, readJiraInstant } from '@ticketbound/jira'
import * as v from 'valibot'
import { bodyOf } from '../jira/body-of.ts'
import type { JiraClient } from '../jira/jira-client.ts'
import { readAs } from '../jira/read-as.ts'
import type { ReadIssue } from '../jira/read-issue.ts'

/**
 * Tells when an issue last came to one of some statuses from another; `undefined` where its history does not say. Where
 * the history was too long to be read with the issue, only what it says of statuses is read.
 */
export async function arrivalIn(
  statuses: readonly string[],
  { changelog, issueId }: ReadIssue,
  client: JiraClient,
): Promise<Instant | undefined> {
  let last: Instant | undefined
  for (const { created, items } of changelog ?? (await readStatusChanges(client, issueId))) {
    if (!items.some((item) => isArrival(item, statuses))) continue
    const at = readJiraInstant(created)
    if (at.ok && (last === undefined || at.value > last)) last = at.value
  }
  return last
}

function isArrival(
  { field, fieldId, from, to }: ChangelogEntry['items'][number],
  statuses: readonly string[],
): boolean {
  if ((fieldId ?? field) !== 'status' || !to) return false
  return statuses.includes(to) && !(from && statuses.includes(from))
}

const BulkPage = v.object({
  issueChangeLogs: v.array(v.object({ changeHistories: v.array(ChangelogEntry) })),
  nextPageToken: v.nullish(v.string()),
})

/** More changes of its status than that no issue has; one that has them does not say when it came anywhere. */
const mostChanges = 1000

/** @see https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issues/#api-rest-api-3-changelog-bulkfetch-post */
async function readStatusChanges(client: JiraClient, issueId: string): Promise<readonly ChangelogEntry[]> {
  const what = `the statuses of issue ${issueId}`
  const body = { issueIdsOrKeys: [issueId], fieldIds: ['status'], maxResults: mostChanges }
  const path = ['rest', 'api', '3', 'changelog', 'bulkfetch']
  const page = readAs(BulkPage, bodyOf(await client.send({ method: 'POST', path, body, what }), what), what)
  return page.nextPageToken ? [] : page.issueChangeLogs.flatMap(({ changeHistories }) => changeHistories)
}
