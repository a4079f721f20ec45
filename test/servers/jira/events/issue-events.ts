import { showIssue } from '../engine/show-issue.ts'
import { showStatus } from '../engine/show-status.ts'
import { showUser } from '../engine/show-user.ts'
import type { QuietSite } from '../engine/site.ts'
import type { Change, Comment, Issue } from '../world/issue.ts'

/** Jira: an event shows just these fields of an issue; whoever needs more reads it. */
const shownFields = [
  'summary',
  'issuetype',
  'creator',
  'created',
  'project',
  'reporter',
  'assignee',
  'updated',
  'status',
]

/** Says that an issue was made. */
export function issueCreated(site: QuietSite, issue: Issue, by: string): void {
  site.events.add({ type: 'avi:jira:created:issue', by, payload: basics(site, issue, by) })
}

/**
 * Says that an issue was changed, and that it was assigned where it was.
 * @see https://developer.atlassian.com/platform/forge/events-reference/jira/#issues
 */
export function issueUpdated(site: QuietSite, issue: Issue, change: Change, statuses: readonly string[] = []): void {
  const payload = {
    ...basics(site, issue, change.by),
    changelog: { id: change.id, items: change.items },
    associatedUsers: [showUser(site, change.by)],
    ...(statuses.length > 0 && { associatedStatuses: statuses.flatMap((id) => statusOf(site, id)) }),
  }
  site.events.add({ type: 'avi:jira:updated:issue', by: change.by, payload })
  if (change.items.some(({ fieldId }) => fieldId === 'assignee')) {
    site.events.add({ type: 'avi:jira:assigned:issue', by: change.by, payload })
  }
}

/** Says that an issue was deleted. */
export function issueDeleted(site: QuietSite, issue: Issue, by: string): void {
  site.events.add({ type: 'avi:jira:deleted:issue', by, payload: basics(site, issue, by) })
}

/** Says that somebody commented. */
export function issueCommented(site: QuietSite, issue: Issue, comment: Comment): void {
  const shown = { id: comment.id, author: showUser(site, comment.by), body: comment.body, jsdPublic: comment.isPublic }
  const payload = { ...basics(site, issue, comment.by), comment: shown }
  site.events.add({ type: 'avi:jira:commented:issue', by: comment.by, payload })
}

function basics(site: QuietSite, issue: Issue, by: string): Readonly<Record<string, unknown>> {
  const { id, key, fields } = showIssue(site, issue, { fields: shownFields })
  return { issue: { id, key, fields }, atlassianId: by, timestamp: site.world.now() }
}

function statusOf(site: QuietSite, id: string): readonly object[] {
  const status = site.world.statuses.get(id)
  return status === undefined ? [] : [showStatus(site, status)]
}
