import { defaultPolicy, type Instant, lastDayBefore } from '@ticketbound/core'
import * as v from 'valibot'
import type { AppHost } from '../app-host.ts'
import { atDesk } from '../desk/at-desk.ts'
import type { DeskRefusal } from '../desk/refusal.ts'
import { refuse } from '../desk/refusal.ts'
import { bodyOf } from '../jira/body-of.ts'
import type { JiraClient } from '../jira/jira-client.ts'
import { readAs } from '../jira/read-as.ts'
import type { Dossier } from '../storage/dossiers.ts'
import { readDays } from './agent-inputs.ts'
import { caution } from './caution.ts'
import { readOnly } from './read-only.ts'

/** Access that ends soon, as an agent is told. */
export interface ExpiringFound {
  readonly ok: true
  /** The first and the last day that were looked at, `YYYY-MM-DD`. */
  readonly from: string
  readonly until: string
  /** The soonest first. */
  readonly found: readonly { readonly issue: string; readonly lastDay: string; readonly bypassedTheGate: boolean }[]
  /** Whether there may be more than were looked at. */
  readonly more: boolean
  readonly caution: string
}

/** So many are asked of Jira at once. */
const mostLooked = 100
const mostTold = 50
const dayMs = 86_400_000

/**
 * Finds for an agent the issues under which access was given that ends within some days. The ends are those of the app's
 * storage; of the issues only those are told that Jira shows to whoever asks. Writes nothing.
 */
export function findExpiring(payload: unknown, host: AppHost): Promise<ExpiringFound | DeskRefusal> {
  return atDesk(host, async () => {
    const asked = readDays(payload)
    if (!asked.ok) return asked
    const reading = readOnly(host)
    const { asUser } = reading
    if (asUser === undefined) return nobodyAsks
    const days = await daysFrom(asked.days, reading)
    const { dossiers, more } = await endingBetween(days, reading)
    const seen = await seenBy(
      asUser,
      dossiers.map(({ issueId }) => issueId),
    )
    const found = dossiers.flatMap(({ issueId, expires = '', state }) => {
      const issue = seen.get(issueId)
      return issue === undefined ? [] : [{ issue, lastDay: expires, bypassedTheGate: state === 'bypassed' }]
    })
    return { ok: true, ...days, found: found.slice(0, mostTold), more: more || found.length > mostTold, caution }
  })
}

const nobodyAsks = refuse('issue-not-seen', 'Nobody is known who asks.', 'Ask as a user of Jira.')

interface Days {
  readonly from: string
  readonly until: string
}

/** Days are those of the policy's zone. */
async function daysFrom(count: number, { ruleBooks, now }: AppHost): Promise<Days> {
  const at = now()
  const { zone } = (await ruleBooks.read(at)).policy ?? defaultPolicy
  const dayOf = (instant: Instant) => lastDayBefore(instant + 1, zone)
  return { from: dayOf(at), until: dayOf(at + count * dayMs) }
}

/** Only what passed the gate, or went round it, gave access. */
async function endingBetween(
  { from, until }: Days,
  { dossiers }: AppHost,
): Promise<{ readonly dossiers: readonly Dossier[]; readonly more: boolean }> {
  const pages = await Promise.all(
    (['passed', 'bypassed'] as const).map((state) => dossiers.list({ state, expiresFrom: from, expiresBy: until })),
  )
  const all = pages.flatMap((page) => page.dossiers).sort((a, b) => ((a.expires ?? '') < (b.expires ?? '') ? -1 : 1))
  const more = all.length > mostLooked || pages.some(({ cursor }) => cursor !== undefined)
  return { dossiers: all.slice(0, mostLooked), more }
}

const Fetched = v.object({ issues: v.array(v.object({ id: v.string(), key: v.string() })) })

/**
 * Gives the keys of those issues that Jira shows to somebody, by id; Jira leaves the others out.
 *
 * @see https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issues/#api-rest-api-3-issue-bulkfetch-post
 */
async function seenBy(asUser: JiraClient, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map()
  const path = ['rest', 'api', '3', 'issue', 'bulkfetch']
  const what = 'issues under which access ends soon'
  const body = { issueIdsOrKeys: ids, fields: ['project'] }
  const answer = await asUser.send({ method: 'POST', path, body, what })
  const { issues } = readAs(Fetched, bodyOf(answer, what), what)
  return new Map(issues.map(({ id, key }) => [id, key] as const))
}
