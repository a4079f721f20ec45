import type { AppHost } from '../app-host.ts'
import { whomToAsk } from '../desk/whom-to-ask.ts'
import type { JiraClient } from '../jira/jira-client.ts'
import { isMapped, layOut, readPapers } from './draw-issue.ts'
import type { Drawn } from './drawn.ts'
import type { PortalAnswer } from './issue-screen.ts'
import { namesOf } from './names-of.ts'
import { answering } from './refuse.ts'
import { noPortalRequest, toPortalScreen } from './to-portal-screen.ts'

/**
 * Draws what the portal shows of a request. Read as the app: Forge cannot ask Jira as a customer, and the portal shows
 * the panel only to those whom it shows the request to. Never throws.
 *
 * @see https://jira.atlassian.com/browse/ECO-838
 */
export function drawPortal(issueKey: string, host: AppHost): Promise<PortalAnswer> {
  return answering(host, async () => {
    const papers = await readPapers(issueKey, await host.ruleBooks.read(host.now()), host)
    if (!isMapped(papers)) return { ok: true, screen: noPortalRequest }
    const drawn = await layOut(papers, { look: { editable: new Map() }, accountId: '', tenant: host.tenant })
    const names = await namesFor(drawn, host.asApp)
    return { ok: true, screen: toPortalScreen(drawn, (account) => names.get(account)) }
  })
}

/** The names of those on whom it waits and whom the issue does not name, by account. */
async function namesFor({ reading, people }: Drawn, asApp: JiraClient): Promise<ReadonlyMap<string, string>> {
  const asked = reading.ok ? whomToAsk(reading.desk).flatMap((part) => part.people) : []
  const unnamed = asked.map(({ principal }) => people.person(principal)).filter((it) => it.name === it.accountId)
  return namesOf(
    unnamed.map(({ name }) => name),
    asApp,
  )
}
