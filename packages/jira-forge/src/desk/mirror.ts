import { formatInstant } from '@ticketbound/core'
import { type IssueProperty, issuePropertyKey, toIssueProperty } from '@ticketbound/jira'
import type { AppHost } from '../app-host.ts'
import type { JudgedIssue } from '../gate/judge-issue.ts'
import type { Dossier } from '../storage/dossiers.ts'
import { tell } from './at-desk.ts'

/** What is shown of an issue: how it was judged, what is kept of it, and the zone in which bare dates end. */
export interface Shown {
  readonly judged: JudgedIssue
  readonly dossier: Dossier
  readonly zone: string
}

/** What the mirror needs of where it runs. */
export type MirrorHost = Pick<AppHost, 'asApp' | 'now' | 'reference' | 'report'>

/**
 * The most characters that Jira keeps of one property.
 *
 * @see https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issue-properties/#api-rest-api-3-issue-issueidorkey-properties-propertykey-put
 */
export const longestProperty = 32_768

/**
 * Writes where an issue stands to its property `ticketbound`, as the app. It is display only: nothing is ever decided by
 * it, so one that could not be written undoes nothing, and is reported. The sweep writes it again.
 */
export async function mirror({ judged, dossier, zone }: Shown, host: MirrorHost): Promise<'written' | 'failed'> {
  try {
    const passage = dossier.passages.at(-1)
    const gate = passage && { passedAt: formatInstant(passage.passedAt), verdict: passage.verdict }
    const shown = { ...judged, seals: dossier.seals, ...(gate && { gate }) }
    const body = fitting(toIssueProperty(shown, { now: host.now(), zone }))
    const path = ['rest', 'api', '3', 'issue', dossier.issueId, 'properties', issuePropertyKey]
    const { status } = await host.asApp.send({ method: 'PUT', path, body, what: 'the property of an issue' })
    if (status === 200 || status === 201) return 'written'
    throw new Error(`Jira answered ${status} to writing the property of issue ${dossier.issueId}`)
  } catch (error) {
    tell(error, host)
    return 'failed'
  }
}

/**
 * Leaves the oldest seals out until the property fits. So the copy can only prove less than the truth: a no always
 * outweighs what came before it, and the oldest seal that is left names one before it that is not there, which whoever
 * verifies the chain sees, and takes for a broken history.
 */
function fitting(property: IssueProperty): IssueProperty {
  let { seals } = property
  while (seals.length > 0 && JSON.stringify({ ...property, seals }).length > longestProperty) seals = seals.slice(1)
  return { ...property, seals }
}
