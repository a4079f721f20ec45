import { defaultPolicy, type Json, quote } from '@ticketbound/core'
import type { AppHost } from '../app-host.ts'
import { mirror } from '../desk/mirror.ts'
import type { JudgedIssue } from '../gate/judge-issue.ts'
import { sayOnIssue } from './say-on-issue.ts'
import { updateDossier } from './update-dossier.ts'
import type { WatchedIssue } from './watched-issue.ts'

/** What it takes to note something on record and to say so on the issue. */
export type NoteHost = Pick<AppHost, 'asApp' | 'now' | 'dossiers' | 'audit' | 'reference' | 'report'>

/**
 * Notes that an issue is past the gate without a verdict that lets what it says pass: in the log, in its dossier, on the
 * issue, and where JQL finds it. Once: one that is known to be there is left alone until it has passed or gone back.
 */
export async function noteBypass(
  { read, book }: WatchedIssue,
  judged: JudgedIssue | undefined,
  host: NoteHost,
): Promise<'bypassed' | 'already-so'> {
  const { status } = read.issue.fields
  const at = host.now()
  let isLogged = false
  const { outcome, dossier } = await updateDossier(read, host, async (standing) => {
    if (standing.state === 'bypassed') return undefined
    // The log first: what is written twice harms nobody, what is missing does.
    if (!isLogged) await host.audit.append({ type: 'gate-bypassed', at, refs: refsOf(read, judged) })
    isLogged = true
    return { ...standing, state: 'bypassed', updatedAt: at }
  })
  if (judged) {
    const shown = { ...judged, state: 'bypassed' } as const
    await mirror({ judged: shown, dossier, zone: (book.policy ?? defaultPolicy).zone }, host)
  }
  if (outcome === 'already-so') return 'already-so'
  await sayOnIssue(read, wordsOf(status.name ?? status.id), host)
  return 'bypassed'
}

function refsOf({ issueId, projectId, issue }: WatchedIssue['read'], judged: JudgedIssue | undefined) {
  const refs: Record<string, Json> = { issue: issueId, project: projectId, status: issue.fields.status.id }
  if (judged) refs.digest = judged.digest
  return refs
}

function wordsOf(status: string): readonly string[] {
  return [
    `Ticketbound: this issue is in ${quote(status)}, past the gate, and nothing on record allows what it asks for.`,
    'Give no access for it, or take away what was given, and move it back to before the gate. The Ticketbound panel says what is missing.',
  ]
}
