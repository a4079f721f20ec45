import { type RequestDecision, refusalWords, sayRule } from '@ticketbound/core'
import type { AppHost } from '../app-host.ts'
import { atDesk } from '../desk/at-desk.ts'
import { type IssueOnDesk, ruleOnDesk } from '../desk/issue-on-desk.ts'
import { type LookAtIssue, lookAtIssue } from '../desk/look-at-issue.ts'
import type { DeskRefusal } from '../desk/refusal.ts'
import { sayMaterial } from '../desk/say-material.ts'
import { type DecisionEntry, timelineOf } from '../desk/timeline.ts'
import { whomToAsk } from '../desk/whom-to-ask.ts'
import { readIssueKey } from './agent-inputs.ts'
import { caution } from './caution.ts'
import { readOnly } from './read-only.ts'

/** Why a request is blocked, as an agent is told. */
export interface BlockedExplained {
  readonly ok: true
  readonly issue: string
  readonly state: string
  readonly mayPass: boolean
  /** What it asks for: the fields that an approval is of. */
  readonly asks: string
  /** Why it may not pass, beside rules and approvals. */
  readonly reasons: readonly string[]
  readonly brokenRules: readonly { readonly rule: string; readonly message: string; readonly remedy: string }[]
  readonly approvals?: {
    readonly rule: string
    readonly needed: number
    readonly counted: number
    readonly notCounted: readonly { readonly who: string; readonly why: readonly string[] }[]
  }
  readonly askNext: readonly {
    readonly part: string
    readonly missing: number
    readonly people: readonly string[]
    readonly more: number
  }[]
  readonly caution: string
}

/** More than so much an agent only repeats. */
const mostNotCounted = 10

/**
 * Explains to an agent why the request of an issue is blocked: broken rules with what to do, approvals that are missing
 * or do not count, and whom to ask. Tells only what whoever asks sees themselves, and writes nothing.
 */
export function explainBlocked(
  payload: unknown,
  host: AppHost,
  look: LookAtIssue = lookAtIssue,
): Promise<BlockedExplained | DeskRefusal> {
  return atDesk(host, async () => {
    const asked = readIssueKey(payload)
    if (!asked.ok) return asked
    const looked = await look(asked.issueKey, readOnly(host))
    return looked.ok ? explained(looked.issue) : looked
  })
}

function explained(issue: IssueOnDesk): BlockedExplained {
  const { judged, issueKey } = issue
  const { line, decision, state } = judged
  const approvals = approvalsOf(issue)
  return {
    ok: true,
    issue: issueKey,
    state,
    mayPass: decision.allowed,
    asks: sayMaterial(line),
    reasons: reasonsOf(decision),
    brokenRules: decision.request.violations.map(({ code, message, remedy }) => ({ rule: code, message, remedy })),
    ...(approvals && { approvals }),
    askNext: whomToAsk(issue).map(({ words, missing, people, more }) => ({
      part: words,
      missing,
      people: people.map(({ principal, onBehalfOf }) =>
        onBehalfOf === undefined ? principal : `${principal}, in the place of ${onBehalfOf}`,
      ),
      more,
    })),
    caution,
  }
}

/** Rules and approvals speak for themselves. */
function reasonsOf({ refusals }: RequestDecision): readonly string[] {
  return refusals
    .filter((code) => code !== 'request-denied' && code !== 'evidence-insufficient')
    .map((code) => refusalWords[code])
}

function approvalsOf(issue: IssueOnDesk): BlockedExplained['approvals'] {
  const { evidence } = issue.judged.decision
  const rule = ruleOnDesk(issue)
  if (evidence === undefined || rule === undefined) return undefined
  const notCounted = timelineOf(issue)
    .filter((entry): entry is DecisionEntry => entry.type === 'decision')
    .filter(({ decision, standing }) => decision === 'approved' && standing !== 'counts')
    .slice(-mostNotCounted)
    .map(({ who, why }) => ({ who, why }))
  return { rule: sayRule(rule), needed: evidence.needed, counted: evidence.counted, notCounted }
}
