import { quote } from '@ticketbound/core'
import { claimsOfSeal, type FieldMap } from '@ticketbound/jira'
import type { AppHost } from '../app-host.ts'
import { judgeIssue } from '../gate/judge-issue.ts'
import { fieldMapOf } from '../house/field-map-of.ts'
import { surroundingsUnder } from '../house/surroundings.ts'
import { type ReadIssue, readIssue } from '../jira/read-issue.ts'
import type { KeptDossier } from '../storage/dossiers.ts'
import type { RuleBook, Settings } from '../storage/settings-store.ts'
import type { Drawn } from './drawn.ts'
import { fixOf } from './fix-of.ts'
import { noRequest, unconfigured } from './glance-of.ts'
import type { IssueScreen, ScreenAnswer, ScreenRefusal } from './issue-screen.ts'
import { namesOf } from './names-of.ts'
import { createPeopleShown } from './people-shown.ts'
import { answering, refuse } from './refuse.ts'
import type { Seen } from './seen.ts'
import { bareScreen, toIssueScreen } from './to-issue-screen.ts'
import { lookAsUser, type UserLook } from './user-look.ts'

/** What came of reading an issue for its screen: all of it, a screen that says why there is no more, or a refusal. */
export type ReadForScreen =
  | { readonly ok: true; readonly drawn: Drawn }
  | { readonly ok: true; readonly bare: IssueScreen }
  | ScreenRefusal

/** Draws the whole screen of an issue for whoever looks. Never throws, but for the platform's demand for consent. */
export function drawIssue(seen: Seen, host: AppHost): Promise<ScreenAnswer> {
  return answering(host, async () => {
    const read = await readForScreen(seen, host)
    if (!read.ok) return read
    return { ok: true, screen: 'bare' in read ? read.bare : toIssueScreen(read.drawn) }
  })
}

/**
 * Reads and judges an issue for its screen: first as whoever looks, to make sure that they see it and to learn what they
 * may set; then as the app does at the gate, so that the screen says what the gate would. At most four
 * requests to Jira, and where an owner has to be named, one for each name to offer.
 */
export async function readForScreen({ issueKey, accountId }: Seen, host: AppHost): Promise<ReadForScreen> {
  const [look, book] = await Promise.all([lookAsUser(issueKey, host.asUser), host.ruleBooks.read(host.now())])
  if (look === undefined) return notSeen(issueKey)
  const papers = await readPapers(issueKey, book, host)
  if (papers.read.issueId !== look.issueId) return notSeen(issueKey)
  if (!isMapped(papers)) return { ok: true, bare: withoutMap(issueKey, book.settings) }
  const drawn = await layOut(papers, { look, accountId, tenant: host.tenant })
  return { ok: true, drawn: await withNames(drawn, host.asUser) }
}

/** Somebody who has to name an owner is offered names, also of those whom the issue does not name. */
async function withNames(drawn: Drawn, asUser: AppHost['asUser']): Promise<Drawn> {
  const { reading, people } = drawn
  if (!reading.ok || asUser === undefined) return drawn
  const isBroken = reading.desk.judged.decision.request.violations.some(({ field }) => field === 'owner')
  const fix = isBroken ? fixOf('owner', drawn) : undefined
  const unnamed = fix?.kind === 'user' ? fix.suggested.filter(({ value, label }) => value === label) : []
  if (unnamed.length === 0) return drawn
  const names = await namesOf(
    unnamed.map(({ value }) => value),
    asUser,
  )
  return { ...drawn, people: people.knowing(names) }
}

/** What the gate reads of an issue; without a map of its project, nothing more is read. */
export interface Papers {
  readonly book: RuleBook
  readonly read: ReadIssue
  readonly map?: FieldMap
  readonly kept: KeptDossier
  /** When it is judged. */
  readonly at: number
}

type MappedPapers = Papers & { readonly map: FieldMap }

/** Says whether a map was found for the project of an issue. */
export function isMapped(papers: Papers): papers is MappedPapers {
  return papers.map !== undefined
}

/** Reads an issue as the app does at the gate, and what is kept of it. */
export async function readPapers(issueKey: string, book: RuleBook, host: AppHost): Promise<Papers> {
  const now = host.now()
  const mapOf = (projectId: string) => fieldMapOf(book.settings, projectId)
  const read = await readIssue(host.asApp, issueKey, mapOf, { history: true, approvals: true })
  const map = mapOf(read.projectId)
  if (map === undefined) return { book, read, kept: { version: 0, dossier: undefined }, at: now }
  const kept = await host.dossiers.read(read.issueId)
  return { book, read, map, kept, at: momentAfter(kept, now) }
}

/** Whose screen it is: an account that looks at the issue itself, or somebody whom the portal shows it to. */
interface Looking {
  readonly look: Pick<UserLook, 'editable' | 'night'>
  readonly accountId: string
  readonly tenant: string
}

/** Judges what was read, and lays out everything that a screen is drawn from. */
export async function layOut(
  { book, read, map, kept, at }: MappedPapers,
  { look, accountId, tenant }: Looking,
): Promise<Drawn> {
  const surroundings = surroundingsUnder(book)
  const { entitlements, people, policy } = surroundings
  const { issueId, projectId, issue } = read
  const { dossier } = kept
  const judgeWith = (seals: readonly string[], now: number) =>
    judgeIssue({ ...read, seals }, book, map, { now, tenant, dossier })
  const judgement = await judgeWith(dossier?.seals ?? [], at)
  const onDesk = { issueId, issueKey: issue.key, projectId, tenant, at, kept, people, entitlements, policy }
  return {
    issueKey: issue.key,
    issue,
    map,
    editable: look.editable,
    surroundings,
    people: createPeopleShown({ issue, people, entitlements, source: book.settings.source ?? 'jira' }),
    account: accountId,
    now: at,
    delegations: book.delegations.filter(({ by }) => by === (people.resolve(accountId) ?? accountId)),
    reading: judgement.ok
      ? { ok: true, desk: { ...onDesk, judged: judgement.judged, keys: book.keys, judgeWith } }
      : judgement,
    ...(look.night && { night: look.night }),
  }
}

/** After the last decision on record: core tells by the instants which of two came later, and clocks differ a little. */
function momentAfter({ dossier }: KeptDossier, now: number): number {
  const last = claimsOfSeal(dossier?.seals.at(-1) ?? '')?.decidedAt
  return last === undefined ? now : Math.max(now, last + 1)
}

function notSeen(issueKey: string): ScreenRefusal {
  return refuse(
    'issue-not-seen',
    `There is no issue ${quote(issueKey)} that you may see.`,
    'Ask whoever manages the project to let you see it.',
  )
}

/** Where some projects ask for access and this one does not, there is nothing to set up. */
function withoutMap(issueKey: string, { projects, fields }: Settings): IssueScreen {
  if (fields !== undefined || Object.keys(projects).length > 0) return bareScreen(issueKey, noRequest)
  return bareScreen(issueKey, unconfigured, [
    {
      message: 'Nothing says which fields of this project make an access request.',
      help: 'Ask a project administrator to set the fields up under Project settings, Ticketbound.',
    },
  ])
}
