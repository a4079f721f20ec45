import { formatInstant } from '@ticketbound/core'
import type { AppHost } from '../app-host.ts'
import { atDesk } from '../desk/at-desk.ts'
import type { IssueOnDesk } from '../desk/issue-on-desk.ts'
import { type LookAtIssue, lookAtIssue } from '../desk/look-at-issue.ts'
import type { DeskRefusal } from '../desk/refusal.ts'
import { type TimelineEntry, timelineOf } from '../desk/timeline.ts'
import { readIssueKey } from './agent-inputs.ts'
import { caution } from './caution.ts'
import { readOnly } from './read-only.ts'

/** The evidence of a request, as an agent is told. */
export interface EvidenceListed {
  readonly ok: true
  readonly issue: string
  readonly state: string
  readonly needed: number
  readonly counted: number
  /** The newest, the oldest of them first. */
  readonly entries: readonly object[]
  /** How many older ones are not listed. */
  readonly older: number
  readonly caution: string
}

const mostEntries = 50

/**
 * Lists to an agent what was decided about an issue and what happened to it: who, what, when, whether it counts and why
 * not. Reasons that people wrote are left out: they are words of anybody who sees the issue. Tells only what whoever asks
 * sees themselves, and writes nothing.
 */
export function listEvidence(
  payload: unknown,
  host: AppHost,
  look: LookAtIssue = lookAtIssue,
): Promise<EvidenceListed | DeskRefusal> {
  return atDesk(host, async () => {
    const asked = readIssueKey(payload)
    if (!asked.ok) return asked
    const looked = await look(asked.issueKey, readOnly(host))
    return looked.ok ? listed(looked.issue) : looked
  })
}

function listed(issue: IssueOnDesk): EvidenceListed {
  const { evidence } = issue.judged.decision
  const all = timelineOf(issue)
  return {
    ok: true,
    issue: issue.issueKey,
    state: issue.judged.state,
    needed: evidence?.needed ?? 0,
    counted: evidence?.counted ?? 0,
    entries: all.slice(-mostEntries).map(told),
    older: Math.max(0, all.length - mostEntries),
    caution,
  }
}

function told(entry: TimelineEntry): object {
  const at = formatInstant(entry.at)
  if (entry.type !== 'exception-asked') return { ...entry, at }
  const { reason: _reason, ...rest } = entry
  return { ...rest, at }
}
