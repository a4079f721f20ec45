import * as v from 'valibot'
import type { AppHost } from '../app-host.ts'
import { fieldMapOf } from '../house/field-map-of.ts'
import { type SettleHost, settleIssue } from './settle-issue.ts'
import { readWatched, type Unwatched } from './watched-issue.ts'

/** What it takes to follow an event. */
export type FollowHost = SettleHost & Pick<AppHost, 'ruleBooks'>

/** What came of an event. */
export type FollowOutcome = 'voided' | 'settled' | 'own' | 'unreadable' | Unwatched

/** An event about an issue; only what is read. It is a hint: what is true is asked of Jira. */
const IssueEvent = v.object({
  selfGenerated: v.nullish(v.boolean()),
  issue: v.object({
    id: v.pipe(v.string(), v.nonEmpty()),
    fields: v.nullish(v.object({ project: v.nullish(v.object({ id: v.nullish(v.string()) })) })),
  }),
})

/**
 * Follows a change of an issue, by whatever path it came: reads what the issue says now, and settles what is on record
 * with that. Delivered twice, late or out of order, an event changes nothing more.
 *
 * @see https://developer.atlassian.com/platform/forge/events-reference/jira/#issue-updated
 */
export async function followUpdate(event: unknown, host: FollowHost): Promise<FollowOutcome> {
  const shaped = v.safeParse(IssueEvent, event)
  if (!shaped.success) return 'unreadable'
  const { issue, selfGenerated } = shaped.output
  if (selfGenerated === true) return 'own'
  const book = await host.ruleBooks.read(host.now())
  const projectId = issue.fields?.project?.id
  // Most issues of a site are none of ours; one that was moved away from us may still carry evidence.
  if (projectId && fieldMapOf(book.settings, projectId) === undefined) return 'not-governed'
  const watched = await readWatched(host.asApp, issue.id, book)
  return typeof watched === 'string' ? watched : settleIssue(watched, host)
}
