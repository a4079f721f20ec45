import type { RequestLine } from '../model/request.ts'
import type { Instant } from '../time/instant.ts'
import { type Asked, askedOf, type RequestSurroundings } from './asked.ts'
import { accessKnown, holdsNoConflict, notHeldYet, notRequestedYet, requestsNoConflict } from './conflict-rules.ts'
import { entitlementKnown, entitlementRequestable, itemAgrees, levelGiven, levelKnown } from './entitlement-rules.ts'
import {
  exceptionAnsweredFor,
  exceptionApprovedByOthers,
  exceptionForRequest,
  exceptionInForce,
  exceptionKnown,
  exceptionShortEnough,
  exceptionToRule,
  excusedRule,
} from './exception-rules.ts'
import { peersAreActiveHumans, peersGiven, sponsorGiven, withinPeers } from './non-human-rules.ts'
import {
  ownerActive,
  ownerGiven,
  ownerKnown,
  ownerListed,
  principalActive,
  principalKnown,
  requesterActive,
  requesterKnown,
  roleEligible,
} from './people-rules.ts'
import type { ExcusedViolation, RequestVerdict, RuleCheck, Violation } from './request-verdict.ts'
import type { Rule, Wording } from './rule.ts'
import { type RuleId, ruleFacts, ruleIds } from './rules.ts'
import { expiryAhead, expiryGiven, expiryReal, expiryWithinLongest, justificationGiven } from './term-rules.ts'

const judges: Readonly<Record<RuleId, Rule>> = {
  'item-disagrees': itemAgrees,
  'entitlement-unknown': entitlementKnown,
  'entitlement-not-requestable': entitlementRequestable,
  'level-missing': levelGiven,
  'level-unknown': levelKnown,
  'principal-unknown': principalKnown,
  'principal-inactive': principalActive,
  'role-not-eligible': roleEligible,
  'requester-unknown': requesterKnown,
  'requester-inactive': requesterActive,
  'owner-missing': ownerGiven,
  'owner-unknown': ownerKnown,
  'owner-inactive': ownerActive,
  'owner-not-listed': ownerListed,
  'expiry-missing': expiryGiven,
  'expiry-malformed': expiryReal,
  'expiry-past': expiryAhead,
  'expiry-too-late': expiryWithinLongest,
  'justification-missing': justificationGiven,
  'access-unknown': accessKnown,
  'conflicts-with-held': holdsNoConflict,
  'conflicts-with-requested': requestsNoConflict,
  'duplicate-of-request': notRequestedYet,
  'duplicate-of-held': notHeldYet,
  'sponsor-missing': sponsorGiven,
  'peers-missing': peersGiven,
  'peer-not-active-human': peersAreActiveHumans,
  'exceeds-peers': withinPeers,
  'exception-unknown': exceptionKnown,
  'exception-not-for-rule': exceptionToRule,
  'exception-not-for-request': exceptionForRequest,
  'exception-not-in-force': exceptionInForce,
  'exception-too-long': exceptionShortEnough,
  'exception-unaccountable': exceptionAnsweredFor,
  'exception-self-approved': exceptionApprovedByOthers,
}

/** What an exception must pass to excuse anything. */
const exceptionRules: readonly Rule[] = ruleIds
  .filter((rule) => ruleFacts(rule).field === 'exception')
  .map((rule) => judges[rule])

/** A rule beside its judge and the two checks that need nothing of the request, so that a verdict makes no new ones. */
const bench = ruleIds.map((rule) => ({
  rule,
  judge: judges[rule],
  passed: { rule, outcome: 'passed' } satisfies RuleCheck,
  notApplicable: { rule, outcome: 'not-applicable' } satisfies RuleCheck,
}))

/**
 * Judges whether a request may be made as it stands at `now`. Every rule is asked, so that a person sees every fault at
 * once. A broken rule is excused only by a sound exception to that very rule, and using one is in the verdict. What is
 * not known is a violation where a rule depends on it. Never throws.
 */
export function evaluateRequest(request: RequestLine, surroundings: RequestSurroundings, now: Instant): RequestVerdict {
  const asked = askedOf(request, surroundings, now)
  const exception = soundException(asked)
  const violations: Violation[] = []
  const excused: ExcusedViolation[] = []
  const checks: RuleCheck[] = []
  for (const { rule, judge, passed, notApplicable } of bench) {
    const outcome = judge(asked)
    if (outcome === 'passed') checks.push(passed)
    else if (outcome === 'not-applicable') checks.push(notApplicable)
    else {
      const violation = toViolation(rule, outcome)
      if (exception?.rule === rule) {
        excused.push({ exception: exception.id, violation })
        checks.push({ rule, outcome: 'excused', exception: exception.id, violation })
      } else {
        violations.push(violation)
        checks.push({ rule, outcome: 'broken', violation })
      }
    }
  }
  return { allowed: violations.length === 0, violations, excused, checks }
}

/** The exception that the request names, if nothing is wrong with it, and the rule that it excuses. */
function soundException(asked: Asked): { readonly id: string; readonly rule: RuleId } | undefined {
  const { exception } = asked
  if (exception === undefined || !exceptionRules.every((judge) => judge(asked) === 'passed')) return undefined
  const rule = excusedRule(exception.covers)
  return rule === undefined ? undefined : { id: exception.id, rule }
}

/** The words are found when they are first read: a benchmark, a night or a dry run may never ask for them. */
function toViolation(rule: RuleId, breach: () => Wording): Violation {
  const { field, remedy, controls } = ruleFacts(rule)
  let said: Wording | undefined
  const say = (): Wording => {
    said ??= breach()
    return said
  }
  return {
    code: rule,
    field,
    get message() {
      return say().message
    },
    get remedy() {
      return say().remedy ?? remedy
    },
    controls,
  }
}
