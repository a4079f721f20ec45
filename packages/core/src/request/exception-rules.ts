import { quote } from '../fault.ts'
import type { PolicyException } from '../model/exception.ts'
import { namesActiveHuman } from '../people/names-active-human.ts'
import { sayDuration } from '../time/duration.ts'
import type { Asked } from './asked.ts'
import type { Rule } from './rule.ts'
import { isRuleId, type RuleId, ruleFacts } from './rules.ts'

/** The exception that the request names is there. */
export const exceptionKnown: Rule = ({ request, exception }) => {
  if (request.kind === 'none' || request.exception === undefined) return 'not-applicable'
  return exception !== undefined ? 'passed' : () => ({ message: `There is no exception ${quote(request.exception)}.` })
}

/** The exception names exactly one rule, and one that can be excused. */
export const exceptionToRule: Rule = onException(({ id, covers }) => {
  if (excusedRule(covers) !== undefined) return 'passed'
  return () => ({
    message:
      covers.rule === undefined || covers.finding !== undefined || covers.kind !== undefined
        ? `The exception ${quote(id)} is about findings, and excuses no rule of a request.`
        : `The exception ${quote(id)} is for ${quote(covers.rule)}, which is no rule that can be excused.`,
  })
})

/** What the exception names is what the request is about. */
export const exceptionForRequest: Rule = onException(({ id, covers }, asked) => {
  const { request, people, principal } = asked
  const other =
    (covers.principal !== undefined && (principal === undefined || people.resolve(covers.principal) !== principal)
      ? covers.principal
      : undefined) ??
    // An exception for one account says nothing of the principal's others.
    otherThan(covers.account, request.principal) ??
    otherThan(covers.entitlement, request.entitlement) ??
    otherThan(covers.system, systemOf(asked)) ??
    otherThan(covers.ticket, request.number)
  if (other === undefined) return 'passed'
  return () => ({ message: `The exception ${quote(id)} is for ${quote(other)}, and not for this request.` })
})

/** The exception has begun and has not ended. */
export const exceptionInForce: Rule = onException(({ id, from, until }, { now }) => {
  if (from <= now && now < until) return 'passed'
  return () => ({ message: `The exception ${quote(id)} ${now < from ? 'has not begun' : 'has ended'}.` })
})

/** The exception lasts no longer than the policy allows. */
export const exceptionShortEnough: Rule = onException(({ id, from, until }, { policy }) => {
  if (until - from <= policy.maxException) return 'passed'
  return () => ({
    message: `The exception ${quote(id)} lasts longer than ${sayDuration(policy.maxException)}, the longest that the policy allows.`,
  })
})

/** An active human owns the exception, and an active human approved it. */
export const exceptionAnsweredFor: Rule = onException(({ id, owner, approvedBy }, { people, now }) => {
  const other = [owner, approvedBy].find((name) => !namesActiveHuman(name, people, now))
  if (other === undefined) return 'passed'
  return () => ({
    message: `${quote(other)}, who ${other === owner ? 'owns' : 'approved'} the exception ${quote(id)}, is no active human.`,
  })
})

/** Whoever approved the exception has no interest in it, under any account. */
export const exceptionApprovedByOthers: Rule = onException(({ id, owner, approvedBy }, asked) => {
  const { people, principal, requester, person } = asked
  const approver = people.resolve(approvedBy)
  if (approver === undefined) return 'not-applicable'
  const sponsor = person?.sponsor === undefined ? undefined : people.resolve(person.sponsor)
  if (approver !== people.resolve(owner) && approver !== requester && approver !== principal && approver !== sponsor)
    return 'passed'
  return () => ({
    message: `${quote(approvedBy)} approved the exception ${quote(id)}, and has an interest in it.`,
  })
})

/** The one rule that what an exception covers can excuse; `undefined` where it is about findings, or can excuse none. */
export function excusedRule({ rule, finding, kind }: PolicyException['covers']): RuleId | undefined {
  if (rule === undefined || finding !== undefined || kind !== undefined) return undefined
  return isRuleId(rule) && ruleFacts(rule).excusable ? rule : undefined
}

function onException(judge: (exception: PolicyException, asked: Asked) => ReturnType<Rule>): Rule {
  return (asked) =>
    asked.exception === undefined || asked.request.kind === 'none' ? 'not-applicable' : judge(asked.exception, asked)
}

function otherThan(named: string | undefined, actual: string | undefined): string | undefined {
  return named === undefined || named === actual ? undefined : named
}

/** The one system on which the entitlement can be held; `undefined` where there are several, or none is known. */
function systemOf({ book, request }: Asked): string | undefined {
  const systems = book.systemsOf(request.entitlement)
  return systems.length === 1 ? systems[0] : undefined
}
