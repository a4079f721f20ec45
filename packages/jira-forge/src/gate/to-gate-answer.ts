import {
  type EvidenceVerdict,
  quote,
  type RefusedApproval,
  type RequestDecision,
  refusals,
  refusalWords,
  type Violation,
} from '@ticketbound/core'
import type { GateAnswer } from './gate-answer.ts'
import { sayShut } from './say-shut.ts'

/** What the gate must know of the evidence. */
export interface GateEvidence extends Pick<EvidenceVerdict, 'sufficient' | 'needed' | 'counted'> {
  readonly approvals: readonly RefusedApproval[]
}

/** What the gate must know of a decision: what `decide` gives, or as much of it. */
export interface GateDecision extends Pick<RequestDecision, 'allowed' | 'refusals'> {
  readonly request: { readonly violations: readonly Pick<Violation, 'message' | 'remedy'>[] }
  readonly evidence?: GateEvidence
}

/** Whom to ask for a part of the rule that is not met yet. */
export interface GateAsk {
  /** The part in words: 'an owner'. */
  readonly words: string
  readonly missing: number
  /** What those who could meet it are called. */
  readonly people: readonly string[]
  /** How many more there are. */
  readonly more: number
  /** Why nobody can be named. */
  readonly note?: string
}

/** Where decisions are given, in the words of whoever looks at the issue. */
const place = 'in the Ticketbound panel of this issue'

/**
 * Makes a workflow validator's answer of a decision: pass, or every reason against it in words the agent can act on, and
 * whom to ask. Nothing but `allowed` lets a transition pass.
 */
export function toGateAnswer(decision: GateDecision, { asks, named }: GateWords = plain): GateAnswer {
  return decision.allowed ? { result: true } : sayShut(reasonsAgainst(decision, asks).map(named))
}

/** What a message says beside the decision. */
export interface GateWords {
  readonly asks: readonly GateAsk[]
  /** Puts names in the place of accounts. */
  readonly named: (message: string) => string
}

const plain: GateWords = { asks: [], named: (message) => message }

/** What breaks a rule, and what is missing of the evidence, say more than that something does. */
function reasonsAgainst(
  { refusals: codes, request, evidence }: GateDecision,
  asks: readonly GateAsk[],
): readonly string[] {
  const others = codes.filter((code) => code !== 'request-denied' && code !== 'evidence-insufficient')
  return [
    ...others.map((code) => refusalWords[code]),
    ...request.violations.map(({ message, remedy }) => `${message} ${remedy}`),
    ...(evidence ? missingApprovals(evidence, asks) : []),
  ]
}

function missingApprovals(
  { sufficient, needed, counted, approvals }: GateEvidence,
  asks: readonly GateAsk[],
): readonly string[] {
  if (sufficient) return []
  const asked = `${needed} ${needed === 1 ? 'approval is' : 'approvals are'} needed, and ${counted} ${counted === 1 ? 'counts' : 'count'}.`
  return [[asked, ...asks.map(sayAsk)].join(' '), ...approvals.flatMap(refusal)]
}

function sayAsk({ words, missing, people, more, note }: GateAsk): string {
  if (note !== undefined) return note
  if (people.length === 0) return `Nobody is left who could approve it as ${words}.`
  const names = people.slice(0, mostNames).map(quote)
  const others = people.length - names.length + more
  const who = others > 0 ? `${names.join(', ')} or one of ${others} more` : listed(names)
  return `${missing === 1 ? 'Ask' : `Ask ${missing} of`} ${who} to decide ${place}.`
}

function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`
}

/** More names than a banner can show. */
const mostNames = 4

function refusal({ approver, faults }: RefusedApproval): readonly string[] {
  const [first] = faults
  return first === undefined ? [] : [`${quote(approver)} ${refusals[first]}.`]
}
