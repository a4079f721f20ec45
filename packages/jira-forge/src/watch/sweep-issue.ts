import { defaultPolicy, type Instant } from '@ticketbound/core'
import { readIssueProperty, readJiraInstant, toIssueProperty } from '@ticketbound/jira'
import { isPastGate } from '../gate/gate-state.ts'
import { type JudgedIssue, judgeIssue } from '../gate/judge-issue.ts'
import { fieldMapOf } from '../house/field-map-of.ts'
import type { Dossier } from '../storage/dossiers.ts'
import type { RuleBook } from '../storage/settings-store.ts'
import { arrivalIn } from './arrival-in.ts'
import { findVoided } from './find-voided.ts'
import { noteBypass } from './note-bypass.ts'
import type { FoundIssue } from './search-issues.ts'
import { isNoneOfOurs, type SettleHost, settleIssue } from './settle-issue.ts'
import { standingOf } from './update-dossier.ts'
import { readWatched, type Unwatched, type WatchedIssue } from './watched-issue.ts'

/** What came of looking at one issue. */
export type SweepOutcome = 'well' | 'voided' | 'settled' | 'bypassed' | 'already-so' | 'too-early' | Unwatched

/** What every issue of a run is looked at by. */
export interface SweepRules {
  readonly book: RuleBook
  /** What went past the gate before then did so before there was a gate. */
  readonly since: Instant
}

/** A post function is tried again for so long before its silence means something. */
const graceMs = 15 * 60_000

/**
 * Looks at one issue that a search found: first at what the search gave, and only where something is amiss at the whole
 * issue and its history.
 */
export async function sweepIssue(
  { issue, property }: FoundIssue,
  { book, since }: SweepRules,
  host: SettleHost,
): Promise<SweepOutcome> {
  const { project, status } = issue.fields
  const map = fieldMapOf(book.settings, project.id)
  if (map === undefined) return 'not-governed'
  const read = { issue, issueId: issue.id, projectId: project.id }
  const { dossier: kept } = await host.dossiers.read(issue.id)
  const dossier = standingOf(read, kept)
  const judgement = await judgeIssue(read, book, map, { now: host.now(), tenant: host.tenant, dossier })
  const judged = judgement.ok ? judgement.judged : undefined
  const isPast = isPastGate(status.id, map) === true
  if (isPast && mustHavePassed(judged, dossier)) return lookPastGate(issue.id, { book, since }, host)
  const isVoided = findVoided({ read, map }, judged, dossier, host.now()) !== undefined
  if (!isVoided && (judged === undefined || isNoneOfOurs(judged, dossier))) return 'well'
  if (!isVoided && judged && isMirrored(property, judged, dossier, book)) return 'well'
  // Approvals of Jira Service Management and the history are not in what a search gives.
  return lookAgain(issue.id, book, host)
}

/** What cannot be read as a request was not let pass as it is; but it may have passed when it could be read. */
function mustHavePassed(judged: JudgedIssue | undefined, { passages, state }: Dossier): boolean {
  if (state === 'bypassed') return false
  if (judged === undefined) return passages.length === 0
  return judged.line.kind !== 'none' && passages.at(-1)?.digest !== judged.digest
}

async function lookPastGate(issueId: string, { book, since }: SweepRules, host: SettleHost): Promise<SweepOutcome> {
  const watched = await readWatched(host.asApp, issueId, book)
  if (typeof watched === 'string') return watched
  const settled = await settleIssue(watched, host)
  const { dossier } = await host.dossiers.read(issueId)
  const moment = { now: host.now(), tenant: host.tenant, dossier }
  const judgement = await judgeIssue(watched.read, book, watched.map, moment)
  const judged = judgement.ok ? judgement.judged : undefined
  if (!stillPast(watched, judged, dossier)) return settled
  const arrived = await arrivalOf(watched, host)
  if (arrived < since) return settled
  return arrived > host.now() - graceMs ? 'too-early' : noteBypass(watched, judged, host)
}

function stillPast(
  { read, map }: WatchedIssue,
  judged: JudgedIssue | undefined,
  dossier: Dossier | undefined,
): boolean {
  const isPast = isPastGate(read.issue.fields.status.id, map) === true
  return isPast && mustHavePassed(judged, standingOf(read, dossier))
}

/** One that never came from another status was made where it is. */
async function arrivalOf({ read, map }: WatchedIssue, { asApp }: SettleHost): Promise<Instant> {
  const arrived = await arrivalIn(map.statuses?.pastGate ?? [], read, asApp)
  const created = readJiraInstant(read.issue.fields.created)
  return arrived ?? (created.ok ? created.value : 0)
}

async function lookAgain(issueId: string, book: RuleBook, host: SettleHost): Promise<SweepOutcome> {
  const watched = await readWatched(host.asApp, issueId, book)
  return typeof watched === 'string' ? watched : settleIssue(watched, host)
}

/** Whether the property says what it should, whenever it was written. */
function isMirrored(property: unknown, judged: JudgedIssue, dossier: Dossier, { policy }: RuleBook): boolean {
  const shown = readIssueProperty(property)
  if (!shown.ok) return false
  const passage = dossier.passages.at(-1)
  const moment = { now: 0, zone: (policy ?? defaultPolicy).zone }
  const due = toIssueProperty({ ...judged, seals: dossier.seals }, moment)
  const { state, expires, entitlement, principal, owner } = shown.value
  return (
    due.state === state &&
    due.expires === expires &&
    due.entitlement === entitlement &&
    due.principal === principal &&
    due.owner === owner &&
    due.seals.join() === shown.value.seals.join() &&
    due.frozen?.join() === shown.value.frozen?.join() &&
    shown.value.gate?.verdict === passage?.verdict
  )
}
