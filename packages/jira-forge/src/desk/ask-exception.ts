import { parseEnd, quote, sayDuration } from '@ticketbound/core'
import type { AppHost } from '../app-host.ts'
import type { ExceptionRequest } from '../storage/dossiers.ts'
import { atDesk, tell, unsure } from './at-desk.ts'
import type { ExceptionAsked } from './exception-asked.ts'
import type { IssueOnDesk } from './issue-on-desk.ts'
import { type LookAtIssue, lookAtIssue } from './look-at-issue.ts'
import { mayAskException } from './may-decide.ts'
import { nextDossier } from './next-dossier.ts'
import { type DeskRefusal, refuse } from './refusal.ts'

/** What became of asking. Nothing is excused by it: an administrator grants exceptions in the exceptions document. */
export type ExceptionOutcome = { readonly ok: true; readonly recorded: 'recorded' | 'already-so' } | DeskRefusal

/** Fewer words say nothing, more are read by nobody. In characters. */
const shortestReason = 10
const longestReason = 1000

/** So much is kept for one issue, and of one who asks, that nobody can keep others from asking. */
const mostForIssue = 20
const mostForOne = 5

/** Others who write at the same moment are waited for so often. */
const mostAttempts = 3

/** Characters that no reader sees, or that turn the direction of writing. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are exactly the characters that are meant
const unshowable = /[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069\u200e\u200f]+/g

/**
 * Records that somebody asks to live with broken rules until a day, and why. It excuses nothing: it is shown to those who
 * keep the catalogue, and one of them who has no interest in it may grant it in the exceptions document. Never throws,
 * but for the platform's own demand that the user consents to the app.
 */
export function askException(
  asked: ExceptionAsked,
  host: AppHost,
  look: LookAtIssue = lookAtIssue,
): Promise<ExceptionOutcome> {
  return atDesk(host, async () => {
    for (let attempt = 0; attempt < mostAttempts; attempt += 1) {
      const outcome = await askOnce(asked, host, look)
      if (outcome !== 'overtaken') return outcome
    }
    return refuse(
      'decided-at-once',
      'Others wrote about this request at the same moment, so nothing was recorded.',
      'Ask again.',
    )
  })
}

async function askOnce(
  asked: ExceptionAsked,
  host: AppHost,
  look: LookAtIssue,
): Promise<ExceptionOutcome | 'overtaken'> {
  const looked = await look(asked.issueKey, host)
  if (!looked.ok) return looked
  const { issue } = looked
  const fault = rulesFault(asked.rules, issue) ?? reasonFault(asked.reason) ?? untilFault(asked.until, issue)
  if (fault) return fault
  const request = requestOf(asked, issue)
  const before = issue.kept.dossier?.exceptionRequests ?? []
  if (before.some((other) => isSame(other, request))) return { ok: true, recorded: 'already-so' }
  const full = roomFault(before, request)
  if (full) return full
  const dossier = nextDossier(issue, issue.judged, { exceptionRequests: [...before, request] })
  const written = await host.dossiers
    .write(dossier, issue.kept.version)
    .catch((error: unknown) => unsure('what you asked for', error, host))
  if (typeof written !== 'string') return written
  if (written === 'overtaken') return 'overtaken'
  await note(request, issue, host)
  return { ok: true, recorded: 'recorded' }
}

/** Every rule must be one that the request breaks now, and one that can be excused. */
function rulesFault(rules: readonly string[], issue: IssueOnDesk): DeskRefusal | undefined {
  const may = mayAskException(issue)
  if (!may.ok) return may
  const other = rules.find((rule) => !may.rules.some((known) => known === rule))
  if (other === undefined) return undefined
  return refuse(
    'rule-not-excusable',
    `The request does not break ${quote(other)}, or nothing can excuse it.`,
    `Ask for one of these: ${may.rules.map(quote).join(', ')}.`,
  )
}

function reasonFault(reason: string): DeskRefusal | undefined {
  const { length } = plain(reason)
  if (length >= shortestReason && length <= longestReason && reason.isWellFormed()) return undefined
  return refuse(
    'reason-not-fit',
    `A reason has ${shortestReason} to ${longestReason} characters.`,
    'Say why the rule cannot be kept, and what is done instead.',
  )
}

function untilFault(day: string, { policy, at }: IssueOnDesk): DeskRefusal | undefined {
  const until = /^\d{4}-\d\d-\d\d$/.test(day) ? parseEnd(day, policy.zone) : undefined
  if (until?.ok && until.value > at && until.value - at <= policy.maxException) return undefined
  return refuse(
    'period-not-fit',
    `${quote(day)} is no day from today on within ${sayDuration(policy.maxException)}, the longest that the policy allows.`,
    'Choose an earlier last day that is not over yet.',
  )
}

function requestOf({ accountId, rules, reason, until }: ExceptionAsked, { at }: IssueOnDesk): ExceptionRequest {
  return { at, by: accountId, rules: [...new Set(rules)].sort(), reason: plain(reason), until }
}

/** The reason is read in other places than it is written in. */
function plain(reason: string): string {
  return reason.replace(unshowable, ' ').trim()
}

function isSame(one: ExceptionRequest, other: ExceptionRequest): boolean {
  const { by, rules, reason, until } = one
  return (
    by === other.by && reason === other.reason && until === other.until && rules.join('\n') === other.rules.join('\n')
  )
}

function roomFault(before: readonly ExceptionRequest[], { by }: ExceptionRequest): DeskRefusal | undefined {
  const own = before.filter((other) => other.by === by).length
  if (before.length < mostForIssue && own < mostForOne) return undefined
  return refuse(
    'too-many-asked',
    `For this issue ${own < mostForOne ? before.length : own} exceptions have been asked for already.`,
    'Ask those who keep the catalogue; what was asked for is shown to them.',
  )
}

/** Asking changes nothing, so an entry that could not be written undoes nothing. Ids only: the reason is not among them. */
async function note({ by, rules, until }: ExceptionRequest, issue: IssueOnDesk, host: AppHost): Promise<void> {
  const { issueId, issueKey, at } = issue
  try {
    const refs = { issue: issueId, key: issueKey, account: by, rules, until }
    await host.audit.append({ type: 'exception-asked', at, refs })
  } catch (error) {
    tell(error, host)
  }
}
