import type { InvocationError } from '@forge/events'
import { createForgeHost, newReference, reportToConsole } from '../forge-host.ts'
import { followUpdate } from '../watch/follow-update.ts'
import { orLater } from '../watch/or-later.ts'

/**
 * The function of the trigger on `avi:jira:updated:issue`: settles what is on record with what an issue says now.
 *
 * @see https://developer.atlassian.com/platform/forge/events-reference/jira/#issue-updated
 */
export function issueUpdated(event: unknown, context: unknown): Promise<InvocationError | undefined> {
  const host = { reference: newReference, report: reportToConsole }
  return orLater(async () => followUpdate(event, createForgeHost(context)), host)
}
