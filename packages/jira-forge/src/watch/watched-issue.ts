import type { FieldMap } from '@ticketbound/jira'
import { fieldMapOf } from '../house/field-map-of.ts'
import type { JiraClient } from '../jira/jira-client.ts'
import { type ReadIssue, readIssue } from '../jira/read-issue.ts'
import type { RuleBook } from '../storage/settings-store.ts'

/** An issue as it stands, with the map by which it is read and the rules that it is judged by. */
export interface WatchedIssue {
  readonly read: ReadIssue
  readonly map: FieldMap
  readonly book: RuleBook
}

/** What kept an issue from being watched: it is gone, or its project has no map. */
export type Unwatched = 'gone' | 'not-governed'

/** Reads the whole truth about an issue, whatever an event said of it. */
export async function readWatched(
  client: JiraClient,
  issueId: string,
  book: RuleBook,
): Promise<WatchedIssue | Unwatched> {
  const read = await readUnlessGone(client, issueId, book)
  if (read === undefined) return 'gone'
  const map = fieldMapOf(book.settings, read.projectId)
  return map === undefined ? 'not-governed' : { read, map, book }
}

async function readUnlessGone(client: JiraClient, issueId: string, book: RuleBook): Promise<ReadIssue | undefined> {
  try {
    return await readIssue(client, issueId, book.settings, { history: true, approvals: true })
  } catch (error) {
    // Deleted, or moved to where the app may not look: there is nobody to tell anything.
    if (error instanceof Error && 'code' in error && error.code === 'jira-not-found') return undefined
    throw error
  }
}
