import type { Fault, Refusal, RequestDecision, RequestLine, RequestVerdict, RuleId } from '@ticketbound/core'
import { quote } from '@ticketbound/core'
import type { TransitionConfig } from './transition-config.ts'

/** What keeps a request of this kind from this transition, whatever it says; `undefined` where nothing does. */
export function kindFault({ kind }: RequestLine, { kinds }: TransitionConfig): Fault | undefined {
  if (kind === 'none' || kinds.includes(kind)) return undefined
  return {
    code: 'kind-not-governed',
    field: 'kind',
    message: `no request of kind ${quote(kind)} may pass here`,
    help: 'use a transition that is meant for this kind, or have a Jira administrator add the kind to this one',
  }
}

/** The line with the approvals that can count at a transition. A rejection stands, wherever it was given. */
export function withCountable(line: RequestLine, { evidence }: TransitionConfig): RequestLine {
  if (evidence !== 'sealed') return line
  const approvals = line.approvals.filter(({ how, decision }) => how !== 'native' || decision !== 'approved')
  return { ...line, approvals }
}

/** The decision as it is with the rules and the evidence that a transition asks for, and no others. */
export function underConfig(decision: RequestDecision, { rules, evidence }: TransitionConfig): RequestDecision {
  const request = rules === 'all' ? decision.request : withoutRules(decision.request, new Set(rules.without))
  const refusals = decision.refusals.filter((refusal) => stands(refusal, request, evidence))
  const kept = evidence === 'none' ? undefined : decision.evidence
  return { allowed: refusals.length === 0, refusals, request, ...(kept && { evidence: kept }) }
}

function stands(refusal: Refusal, { allowed }: RequestVerdict, evidence: TransitionConfig['evidence']): boolean {
  if (refusal === 'request-denied') return !allowed
  return refusal === 'request-not-open' || evidence !== 'none'
}

function withoutRules(verdict: RequestVerdict, off: ReadonlySet<RuleId>): RequestVerdict {
  const violations = verdict.violations.filter(({ code }) => !off.has(code))
  return {
    allowed: violations.length === 0,
    violations,
    excused: verdict.excused.filter(({ violation }) => !off.has(violation.code)),
    checks: verdict.checks.map((check) =>
      off.has(check.rule) ? { rule: check.rule, outcome: 'not-applicable' } : check,
    ),
  }
}
