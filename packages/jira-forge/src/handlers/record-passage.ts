import type { InvocationError } from '@forge/events'
import { createForgeHost, newReference, reportToConsole } from '../forge-host.ts'
import { keepPassage } from '../watch/keep-passage.ts'
import { orLater } from '../watch/or-later.ts'

/**
 * The function of the module `jira:workflowPostFunction`: keeps that a request passed the gate.
 *
 * @see https://developer.atlassian.com/platform/forge/manifest-reference/modules/jira-workflow-post-function/
 */
export function recordPassage(payload: unknown, context: unknown): Promise<InvocationError | undefined> {
  const host = { reference: newReference, report: reportToConsole }
  return orLater(async () => keepPassage(payload, createForgeHost(context)), host)
}
