import { getAppContext } from '@forge/api'
import { kvs } from '@forge/kvs'
import { createForgeHost, newReference, reportToConsole } from '../forge-host.ts'
import { createKvsSweepCursors } from '../watch/create-kvs-sweep-cursors.ts'
import { sweepSite } from '../watch/sweep-site.ts'

/** What is left of the time for the page that was begun last. */
const shareOfTime = 0.6

const mostIssues = 2000

/**
 * The function of the scheduled trigger: finds what went round the gate. A run that fails is made up for by the next one.
 *
 * @see https://developer.atlassian.com/platform/forge/events-reference/scheduled-trigger/
 */
export async function sweep(_payload: unknown, context: unknown): Promise<{ readonly statusCode: number }> {
  try {
    const host = createForgeHost(context)
    const until = host.now() + getAppContext().invocationRemainingTimeInMillis() * shareOfTime
    await sweepSite(host, createKvsSweepCursors(kvs), { issues: mostIssues, until })
    return { statusCode: 204 }
  } catch (error) {
    reportToConsole({ reference: newReference(), error })
    return { statusCode: 500 }
  }
}
