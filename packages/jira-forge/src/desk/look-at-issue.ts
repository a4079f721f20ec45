import { type Fault, type Instant, quote } from '@ticketbound/core'
import { claimsOfSeal, type FieldMap } from '@ticketbound/jira'
import type { AppHost } from '../app-host.ts'
import { judgeIssue } from '../gate/judge-issue.ts'
import { fieldMapOf } from '../house/field-map-of.ts'
import { surroundingsUnder } from '../house/surroundings.ts'
import type { JiraClient } from '../jira/jira-client.ts'
import { type ReadIssue, readIssue } from '../jira/read-issue.ts'
import type { KeptDossier } from '../storage/dossiers.ts'
import type { RuleBook } from '../storage/settings-store.ts'
import type { IssueOnDesk } from './issue-on-desk.ts'
import { type DeskRefusal, refuse } from './refusal.ts'

/** What came of looking at an issue. */
export type Looked = { readonly ok: true; readonly issue: IssueOnDesk } | DeskRefusal

/** Lays an issue on the desk. */
export type LookAtIssue = (issueKey: string, host: AppHost) => Promise<Looked>

/** Clocks of the machines that the app runs on agree better than that. */
const mostSkewMs = 60_000

/**
 * Lays an issue on the desk for whoever is at the screen: first makes sure that they see it themselves, then reads it as
 * the app does at the gate, whole, and judges it under the rules of the site. Throws where Jira or the storage fails.
 */
export const lookAtIssue: LookAtIssue = async (issueKey, host) => {
  const seen = await seenByUser(issueKey, host.asUser)
  if (seen === undefined) return notSeen(issueKey)
  const now = host.now()
  const book = await host.ruleBooks.read(now)
  const mapOf = (projectId: string) => fieldMapOf(book.settings, projectId)
  const read = await readIssue(host.asApp, issueKey, mapOf, { history: true, approvals: true })
  if (read.issueId !== seen) return notSeen(issueKey)
  const map = mapOf(read.projectId)
  if (map === undefined) return notMapped(read)
  const kept = await host.dossiers.read(read.issueId)
  return layOut({ read, map, book, kept }, { tenant: host.tenant, at: momentAfter(kept, now) })
}

interface Papers {
  readonly read: ReadIssue
  readonly map: FieldMap
  readonly book: RuleBook
  readonly kept: KeptDossier
}

async function layOut(
  { read, map, book, kept }: Papers,
  { tenant, at }: { readonly tenant: string; readonly at: Instant },
): Promise<Looked> {
  const judgeWith: IssueOnDesk['judgeWith'] = (seals, now) =>
    judgeIssue({ ...read, seals }, book, map, { now, tenant, dossier: kept.dossier })
  const judgement = await judgeWith(kept.dossier?.seals ?? [], at)
  if (!judgement.ok) return notJudged(judgement.faults)
  const { entitlements, people, policy } = surroundingsUnder(book)
  const { issueId, projectId, issue } = read
  const { judged } = judgement
  const ids = { issueId, issueKey: issue.key, projectId, tenant }
  return { ok: true, issue: { ...ids, at, judged, kept, people, entitlements, policy, keys: book.keys, judgeWith } }
}

/** The id of the issue where whoever is at the screen may see it. Whether it is hidden or not there, nobody tells. */
async function seenByUser(issueKey: string, asUser: JiraClient | undefined): Promise<string | undefined> {
  if (asUser === undefined) return undefined
  const path = ['rest', 'api', '3', 'issue', issueKey]
  const what = `issue ${quote(issueKey)}`
  const { status, body } = await asUser.send({ method: 'GET', path, query: { fields: 'project' }, what })
  if (status === 401 || status === 403 || status === 404) return undefined
  if (status !== 200) throw new Error(`Jira answered ${status} when asked whether the user sees the issue`)
  return typeof body === 'object' && body !== null && 'id' in body && typeof body.id === 'string' ? body.id : undefined
}

/**
 * The moment at which a decision would be made: now, and after the last one on record, because core tells by the instants
 * which of two decisions came later, and the clocks of two machines may differ by a little.
 */
function momentAfter({ dossier }: KeptDossier, now: Instant): Instant {
  const last = claimsOfSeal(dossier?.seals.at(-1) ?? '')?.decidedAt ?? now - 1
  if (last - now > mostSkewMs) throw new Error('the last decision on record lies in the future')
  return Math.max(now, last + 1)
}

function notSeen(issueKey: string): DeskRefusal {
  return refuse(
    'issue-not-seen',
    `There is no issue ${quote(issueKey)} that you may see.`,
    'Ask whoever manages the project to let you see it.',
  )
}

function notMapped({ issue }: ReadIssue): DeskRefusal {
  return refuse(
    'issue-not-judged',
    `Nothing says which fields of ${quote(issue.key)} make a request.`,
    'A project administrator can set the fields up under Project settings, Ticketbound.',
  )
}

function notJudged(faults: readonly Fault[]): DeskRefusal {
  const says = faults.map(({ message }) => message).join('; ')
  const helps = [...new Set(faults.map(({ help }) => help))].join('; ')
  return refuse('issue-not-judged', `The issue cannot be read as a request: ${says}.`, helps)
}
