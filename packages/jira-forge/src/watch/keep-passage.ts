import { defaultPolicy, type Instant, type Json, lastDayBefore } from '@ticketbound/core'
import * as v from 'valibot'
import { AppError } from '../app-error.ts'
import type { AppHost } from '../app-host.ts'
import { mirror } from '../desk/mirror.ts'
import { isWithoutHistory } from '../gate/is-without-history.ts'
import { type JudgedIssue, judgeIssue } from '../gate/judge-issue.ts'
import { defaultTransitionConfig, readTransitionConfig, type TransitionConfig } from '../gate/transition-config.ts'
import { verdictDigest } from '../gate/verdict-digest.ts'
import type { Dossier, Passage } from '../storage/dossiers.ts'
import { arrivalIn } from './arrival-in.ts'
import { beforeTransition, type MadeTransition } from './before-transition.ts'
import { noteBypass } from './note-bypass.ts'
import type { SettleHost } from './settle-issue.ts'
import { updateDossier } from './update-dossier.ts'
import { readWatched, type Unwatched, type WatchedIssue } from './watched-issue.ts'

/** What it takes to keep a passage. */
export type PassageHost = SettleHost & Pick<AppHost, 'ruleBooks'>

/** What came of a transition: its passage is kept, or nothing allowed it; what asks for no access needs none. */
export type PassageOutcome = 'kept' | 'already-so' | 'bypassed' | 'not-needed' | Unwatched

const Status = v.object({ id: v.pipe(v.string(), v.nonEmpty()) })

/** What a post function is told; only what is read. */
const TransitionRan = v.object({
  issue: v.object({ id: v.pipe(v.string(), v.nonEmpty()) }),
  transition: v.object({ from: Status, to: Status }),
  configuration: v.unknown(),
})

/**
 * Keeps on record that a request passed the gate, and by which verdict. Judges it again as of the transition, because
 * between the gate's answer and the transition anything may have changed; what nothing allows went round the gate, and is
 * noted as that. Being told twice changes nothing. Throws where it cannot tell: the sweep finds what was not recorded.
 *
 * @see https://developer.atlassian.com/platform/forge/events-reference/jira/#run-post-function-event
 */
export async function keepPassage(payload: unknown, host: PassageHost): Promise<PassageOutcome> {
  const { issue, made, config } = readRan(payload)
  const book = await host.ruleBooks.read(host.now())
  const watched = await readWatched(host.asApp, issue, book)
  if (typeof watched === 'string') return watched
  const at = (await arrivalIn([made.to], watched.read, host.asApp)) ?? host.now()
  let judged: JudgedIssue | undefined
  let isLogged = false
  const { outcome, dossier } = await updateDossier(watched.read, host, async (standing) => {
    judged = await judgedAsOf(watched, { made, config, at, standing }, host)
    const passage = judged && passageOf(judged, made, at)
    if (judged === undefined || passage === undefined || judged.line.kind === 'none') return undefined
    if (isSame(standing.passages.at(-1), passage)) return undefined
    // The log first: what is written twice harms nobody, what is missing does.
    if (!isLogged) await host.audit.append({ type: 'gate-passed', at, refs: refsOf(watched, passage, judged) })
    isLogged = true
    return withPassage(standing, passage, judged, watched)
  })
  if (judged?.line.kind === 'none') return 'not-needed'
  if (!judged?.decision.allowed) return (await noteBypass(watched, judged, host)) && 'bypassed'
  await mirror({ judged: { ...judged, state: 'passed' }, dossier, zone: zoneOf(watched) }, host)
  return outcome === 'written' ? 'kept' : 'already-so'
}

interface Ran {
  readonly issue: string
  readonly made: MadeTransition
  readonly config: TransitionConfig
}

function readRan(payload: unknown): Ran {
  const shaped = v.safeParse(TransitionRan, payload)
  if (!shaped.success) {
    throw new AppError('upstream', {
      code: 'transition-unreadable',
      message: 'Jira told of a transition in words that are not those of its documentation',
      help: 'report it: Ticketbound may need an update',
      context: { path: v.getDotPath(shaped.issues[0]) ?? '' },
    })
  }
  const { issue, transition, configuration } = shaped.output
  const made = { from: transition.from.id, to: transition.to.id }
  return { issue: issue.id, made, config: configOf(configuration) }
}

/** A post function that nobody configured is held to what the gate asks unless it is told otherwise. */
function configOf(configuration: unknown): TransitionConfig {
  const isEmpty = configuration === undefined || configuration === null || configuration === ''
  if (isEmpty || JSON.stringify(configuration) === '{}') return defaultTransitionConfig
  const config = readTransitionConfig(configuration)
  if (config.ok) return config.value
  throw new AppError('config', {
    code: 'transition-misconfigured',
    message: 'what was set for the post function of a transition cannot be read',
    help: 'open the Ticketbound post function in the workflow editor and save it',
  })
}

interface AsOf {
  readonly made: MadeTransition
  readonly config: TransitionConfig
  readonly at: Instant
  readonly standing: Dossier
}

async function judgedAsOf(
  { read, book, map }: WatchedIssue,
  { made, config, at, standing }: AsOf,
  { tenant }: PassageHost,
): Promise<JudgedIssue | undefined> {
  const given = beforeTransition(read, made)
  const judgement = await judgeIssue(given, book, map, { now: at, tenant, dossier: standing }, config)
  if (!judgement.ok) return undefined
  // What the gate would not have let pass did not pass it.
  return isWithoutHistory(judgement.judged, read) ? undefined : judgement.judged
}

function passageOf({ digest, decision }: JudgedIssue, { to }: MadeTransition, passedAt: Instant): Passage | undefined {
  return decision.allowed ? { passedAt, to, digest, verdict: verdictDigest(digest, decision) } : undefined
}

function isSame(one: Passage | undefined, other: Passage): boolean {
  return one?.digest === other.digest && one.verdict === other.verdict && one.to === other.to
}

function withPassage(standing: Dossier, passage: Passage, { line }: JudgedIssue, watched: WatchedIssue): Dossier {
  const { expires: _before, ...rest } = standing
  return {
    ...rest,
    passages: [...standing.passages, passage],
    state: 'passed',
    ...(line.expiresAt !== undefined && { expires: lastDayBefore(line.expiresAt, zoneOf(watched)) }),
    updatedAt: passage.passedAt,
  }
}

function refsOf({ read }: WatchedIssue, { to, digest, verdict }: Passage, { decision }: JudgedIssue) {
  const refs: Record<string, Json> = { issue: read.issueId, project: read.projectId, to, digest, verdict }
  const exceptions = decision.request.excused.map(({ exception }) => exception)
  if (exceptions.length > 0) refs.exceptions = exceptions
  return refs
}

function zoneOf({ book }: WatchedIssue): string {
  return (book.policy ?? defaultPolicy).zone
}
