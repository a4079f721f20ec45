import { defaultPolicy, lastDayBefore, quote } from '@ticketbound/core'
import type { AppHost } from '../app-host.ts'
import { mirror } from '../desk/mirror.ts'
import { type JudgedIssue, judgeIssue } from '../gate/judge-issue.ts'
import { namesFor } from '../jira/names-for.ts'
import type { Dossier, Voiding } from '../storage/dossiers.ts'
import { findVoided } from './find-voided.ts'
import type { NoteHost } from './note-bypass.ts'
import { sayOnIssue } from './say-on-issue.ts'
import { updateDossier } from './update-dossier.ts'
import type { WatchedIssue } from './watched-issue.ts'

/** What it takes to settle what an issue says with what is on record. */
export type SettleHost = NoteHost & Pick<AppHost, 'tenant'>

/**
 * Brings what is kept and shown of an issue up to date with what it says: notes approvals that a change made void, in the
 * log, in the dossier and once on the issue, and mirrors where it stands. Doing it again changes nothing.
 */
export async function settleIssue(watched: WatchedIssue, host: SettleHost): Promise<'voided' | 'settled'> {
  const { read, book } = watched
  const now = host.now()
  let judged: JudgedIssue | undefined
  let voiding: Voiding | undefined
  let isLogged = false
  const { outcome, dossier } = await updateDossier(read, host, async (standing) => {
    judged = await judgedNow(watched, standing, host)
    if (isNoneOfOurs(judged, standing)) return undefined
    voiding = findVoided(watched, judged, standing, now)
    const next = nextDossier(watched, judged, standing, voiding)
    if (isSame(standing, next)) return undefined
    if (voiding !== undefined && !isLogged) await log(watched, voiding, host)
    isLogged ||= voiding !== undefined
    return { ...next, updatedAt: now }
  })
  if (isNoneOfOurs(judged, dossier)) return 'settled'
  if (judged) await mirror({ judged, dossier, zone: (book.policy ?? defaultPolicy).zone }, host)
  if (voiding === undefined || outcome === 'already-so') return 'settled'
  const names = await namesFor(voiding.approvers, read, host.asApp)
  await sayOnIssue(read, wordsOf(voiding, names), host)
  return 'voided'
}

/** What asks for no access, and never did as far as is known: nothing is kept of it, and nothing shown on it. */
export function isNoneOfOurs(judged: JudgedIssue | undefined, { updatedAt }: Dossier): boolean {
  return judged?.line.kind === 'none' && updatedAt === 0
}

async function judgedNow(
  { read, book, map }: WatchedIssue,
  dossier: Dossier,
  { now, tenant }: SettleHost,
): Promise<JudgedIssue | undefined> {
  const judgement = await judgeIssue(read, book, map, { now: now(), tenant, dossier })
  return judgement.ok ? judgement.judged : undefined
}

function nextDossier(
  { book }: WatchedIssue,
  judged: JudgedIssue | undefined,
  standing: Dossier,
  voiding: Voiding | undefined,
): Dossier {
  const { expires: _before, ...rest } = standing
  const expiresAt = judged?.line.expiresAt
  const zone = (book.policy ?? defaultPolicy).zone
  return {
    ...rest,
    voids: voiding === undefined ? standing.voids : [...standing.voids, voiding],
    // What cannot be read as a request cannot pass; that it went round the gate stays on record.
    state: judged?.state ?? (standing.state === 'bypassed' ? 'bypassed' : voiding ? 'voided' : 'blocked'),
    ...(expiresAt !== undefined && { expires: lastDayBefore(expiresAt, zone) }),
  }
}

function isSame(one: Dossier, other: Dossier): boolean {
  return one.updatedAt > 0 && one.state === other.state && one.expires === other.expires && one.voids === other.voids
}

async function log({ read }: WatchedIssue, { at, fields }: Voiding, { audit }: SettleHost): Promise<void> {
  const refs = { issue: read.issueId, project: read.projectId, fields: [...fields] }
  await audit.append({ type: 'decisions-voided', at, refs })
}

function wordsOf({ fields, approvers }: Voiding, names: ReadonlyMap<string, string>): readonly string[] {
  const what = fields.length === 0 ? 'what it asks for' : fields.map(quote).join(', ')
  const whose = approvers.map((approver) => quote(names.get(approver) ?? approver)).join(', ')
  return [
    `Ticketbound: this issue changed (${what}) after it was approved, so the approval of ${whose} is void.`,
    'It must be approved again as it is now, in the Ticketbound panel.',
  ]
}
