import { quote } from '@ticketbound/core'
import type { AppHost } from '../app-host.ts'
import type { JiraClient } from '../jira/jira-client.ts'
import type { DelegationAsked } from './delegation-asked.ts'
import type { IssueOnDesk } from './issue-on-desk.ts'
import { type DeskRefusal, refuse } from './refusal.ts'

/**
 * Tells why somebody cannot be the delegate: nobody stands in for themselves, and nobody who would gain from the request,
 * who is no active human to the people document or who cannot be at the screen to decide. `undefined` where they can.
 */
export async function delegateFault(
  { accountId, to }: Pick<DelegationAsked, 'accountId' | 'to'>,
  issue: IssueOnDesk,
  { asUser }: Pick<AppHost, 'asUser'>,
): Promise<DeskRefusal | undefined> {
  const { people, at } = issue
  const name = people.resolve(to)
  if (name === undefined) return notFit(`The people document does not know ${quote(to)} as exactly one person.`)
  if (name === people.resolve(accountId)) return notFit('You cannot delegate to yourself.')
  if (partiesOf(issue).includes(name))
    return notFit(`${quote(to)} asked for this access, would receive or answer for it.`)
  if (!people.isActiveHuman(name, at)) return notFit(`${quote(to)} is no active human of the people document.`)
  if (asUser !== undefined && (await canDecide(to, asUser))) return undefined
  return notFit(`Jira does not show you ${quote(to)} as a user who can log in.`)
}

/** The principals with an interest: who asks, who would receive, who answers for whoever would receive. */
function partiesOf({ judged, people }: IssueOnDesk): readonly string[] {
  const { requester, principal } = judged.line
  const receiver = people.resolve(principal)
  const sponsor = receiver === undefined ? undefined : people.person(receiver)?.sponsor
  return [requester, principal, sponsor].flatMap((name) => (name === undefined ? [] : [people.resolve(name) ?? name]))
}

/**
 * Asks Jira as whoever delegates, so that nobody finds out about users whom they may not see. Customers of a portal and
 * other apps cannot be at the screen.
 *
 * @see https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-users/#api-rest-api-3-user-get
 */
async function canDecide(accountId: string, asUser: JiraClient): Promise<boolean> {
  const path = ['rest', 'api', '3', 'user']
  const what = `user ${quote(accountId)}`
  const { status, body } = await asUser.send({ method: 'GET', path, query: { accountId }, what })
  if (status === 400 || status === 403 || status === 404) return false
  if (status !== 200) throw new Error(`Jira answered ${status} when asked for a user`)
  if (typeof body !== 'object' || body === null) return false
  return 'active' in body && body.active === true && 'accountType' in body && body.accountType === 'atlassian'
}

function notFit(message: string): DeskRefusal {
  return refuse('delegate-not-fit', message, 'Choose somebody else: an active user of Jira without an interest in it.')
}
