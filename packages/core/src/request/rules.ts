import type { ControlId } from '../control/controls.ts'

/** What is fixed about a rule that a request is held to. */
export interface RuleFacts {
  readonly title: string
  /** What the rule asks for, in one sentence. */
  readonly explanation: string
  /** The field at fault, as the exchange format names it. */
  readonly field: string
  /** What the requester can do about it. */
  readonly remedy: string
  /** Whether an exception can excuse the rule. What nobody could answer for is never excused. */
  readonly excusable: boolean
  readonly controls: readonly ControlId[]
}

const decided = ['CSF2:PR.AA-05', 'CSF1.1:PR.AC-4', '800-53:AC-2', '800-207:tenet-4', 'ISO27001:A.5.15'] as const
const identified = ['CSF2:PR.AA-01', 'CSF1.1:PR.AC-1', '800-53:AC-2', '800-53:IA-4', 'ISO27001:A.5.16'] as const
const present = [
  'CSF2:PR.AA-01',
  'CSF2:PR.AA-05',
  'CSF1.1:PR.AC-1',
  'CSF1.1:PR.AC-4',
  '800-53:AC-2(3)',
  'ISO27001:A.5.18',
  'SOC2:CC6.2',
  'NHI:NHI1',
] as const
const owned = [
  'CSF2:PR.AA-05',
  'CSF1.1:PR.AC-4',
  '800-53:AC-2',
  'ISO27001:A.5.15',
  'ISO27001:A.5.18',
  'SOC2:CC6.1',
  'SOC2:CC6.3',
  'NHI:NHI1',
  'NHI:NHI5',
] as const
const bounded = [
  'CSF2:PR.AA-05',
  'CSF1.1:PR.AC-4',
  '800-53:AC-2(2)',
  '800-53:AC-6',
  '800-207:tenet-3',
  'ISO27001:A.5.18',
  'ISO27001:A.8.2',
  'SOC2:CC6.3',
  'NHI:NHI7',
] as const
const least = [
  'CSF2:PR.AA-05',
  'CSF1.1:PR.AC-4',
  '800-53:AC-6',
  '800-207:tenet-3',
  'ISO27001:A.8.2',
  'SOC2:CC6.3',
  'NHI:NHI5',
] as const
const separated = [
  'CSF2:PR.AA-05',
  'CSF1.1:PR.AC-4',
  '800-53:AC-5',
  '800-207:tenet-4',
  'ISO27001:A.5.3',
  'SOC2:CC6.3',
  'NHI:NHI5',
] as const
const once = ['CSF2:PR.AA-05', 'CSF1.1:PR.AC-4', '800-53:AC-2'] as const
const sponsored = [
  'CSF2:PR.AA-01',
  'CSF1.1:PR.AC-1',
  '800-53:AC-2',
  '800-53:IA-4',
  'ISO27001:A.5.16',
  'SOC2:CC6.1',
  'NHI:NHI1',
] as const
const excepted = [
  'CSF2:ID.RA-07',
  'CSF2:PR.AA-05',
  'CSF1.1:PR.AC-4',
  '800-53:AC-2',
  'ISO27001:A.5.18',
  'SOC2:CC6.3',
] as const

const never = { excusable: false } as const
const can = { excusable: true } as const

/**
 * Every rule that a request is held to, in the order in which verdicts show them. A rule is named by what a request
 * that breaks it looks like, so that its name is also the code of the violation.
 */
export const rules = {
  'item-disagrees': {
    ...never,
    title: 'Not what the item stands for',
    explanation: 'The kind and the entitlement are those that the catalogue gives for the request item.',
    field: 'item',
    remedy: 'Order the item that stands for what you need.',
    controls: decided,
  },
  'entitlement-unknown': {
    ...never,
    title: 'Entitlement not known',
    explanation: 'The entitlement is in the catalogue, spelled exactly as there.',
    field: 'entitlement',
    remedy: 'Name an entitlement of the catalogue, or have it added.',
    controls: decided,
  },
  'entitlement-not-requestable': {
    ...can,
    title: 'Entitlement closed for requests',
    explanation: 'The catalogue lets people ask for the entitlement.',
    field: 'entitlement',
    remedy: 'Ask an owner of the entitlement what to request instead.',
    controls: decided,
  },
  'level-missing': {
    ...never,
    title: 'No level',
    explanation: 'New access to an entitlement that has levels names one.',
    field: 'level',
    remedy: 'Name the level that you need.',
    controls: least,
  },
  'level-unknown': {
    ...never,
    title: 'Level not known',
    explanation: 'The level is one that the catalogue gives for the entitlement.',
    field: 'level',
    remedy: 'Name one of the levels of the entitlement.',
    controls: least,
  },
  'principal-unknown': {
    ...never,
    title: 'Principal not known',
    explanation: 'The principal is exactly one whom the people source knows, by id or by account.',
    field: 'principal',
    remedy: 'Name the principal by its id.',
    controls: identified,
  },
  'principal-inactive': {
    ...never,
    title: 'Principal not active',
    explanation: 'The principal is active when access is asked for.',
    field: 'principal',
    remedy: 'Ask again once the principal is active.',
    controls: present,
  },
  'role-not-eligible': {
    ...can,
    title: 'Role not eligible',
    explanation: 'The principal has one of the roles that may hold the entitlement, and has it now.',
    field: 'principal',
    remedy: 'Have the role assigned first, or request access that fits the role.',
    controls: least,
  },
  'requester-unknown': {
    ...never,
    title: 'Requester not known',
    explanation: 'The requester, where one is named, is exactly one whom the people source knows.',
    field: 'requester',
    remedy: 'Name the requester by its id.',
    controls: identified,
  },
  'requester-inactive': {
    ...never,
    title: 'Requester not active',
    explanation: 'The requester, where one is named, is active.',
    field: 'requester',
    remedy: 'Have somebody who is active make the request.',
    controls: present,
  },
  'owner-missing': {
    ...never,
    title: 'No owner',
    explanation: 'The request names the owner who answers for the access.',
    field: 'owner',
    remedy: 'Name an owner of the entitlement.',
    controls: owned,
  },
  'owner-unknown': {
    ...never,
    title: 'Owner not known',
    explanation: 'The owner is exactly one whom the people source knows.',
    field: 'owner',
    remedy: 'Name the owner by its id.',
    controls: owned,
  },
  'owner-inactive': {
    ...can,
    title: 'Owner not active',
    explanation: 'The owner is active.',
    field: 'owner',
    remedy: 'Name another owner of the entitlement.',
    controls: owned,
  },
  'owner-not-listed': {
    ...can,
    title: 'Not an owner of the entitlement',
    explanation: 'The owner is one whom the catalogue names for the entitlement.',
    field: 'owner',
    remedy: 'Name an owner whom the catalogue gives for the entitlement.',
    controls: owned,
  },
  'expiry-missing': {
    ...can,
    title: 'No end',
    explanation:
      'The request says when the access ends, unless the catalogue allows it without end; what an agent holds always ends.',
    field: 'expiresAt',
    remedy: 'Name the day on which the access ends.',
    controls: bounded,
  },
  'expiry-malformed': {
    ...never,
    title: 'End that is no moment',
    explanation: 'The end is a moment that a calendar has.',
    field: 'expiresAt',
    remedy: 'Write the end as a day, such as 2026-09-27.',
    controls: bounded,
  },
  'expiry-past': {
    ...never,
    title: 'End that has passed',
    explanation: 'The end is still to come.',
    field: 'expiresAt',
    remedy: 'Name an end that is still to come.',
    controls: bounded,
  },
  'expiry-too-late': {
    ...can,
    title: 'End too far away',
    explanation:
      'The end is within the longest duration: the shorter of what the catalogue and the policy allow, counted from now.',
    field: 'expiresAt',
    remedy: 'Name an earlier end.',
    controls: bounded,
  },
  'justification-missing': {
    ...can,
    title: 'No justification',
    explanation: 'The request says why the access is needed, in as many characters as the policy asks for.',
    field: 'justification',
    remedy: 'Say what the access is needed for.',
    controls: decided,
  },
  'access-unknown': {
    ...can,
    title: 'Held access not known',
    explanation: 'What the principal and its peers hold is known wherever a rule depends on it.',
    field: 'principal',
    remedy: 'Have the access source read completely, then ask again.',
    controls: separated,
  },
  'conflicts-with-held': {
    ...can,
    title: 'Conflicts with held access',
    explanation: 'The principal holds nothing that must not meet the entitlement.',
    field: 'entitlement',
    remedy: 'Have the conflicting access removed first.',
    controls: separated,
  },
  'conflicts-with-requested': {
    ...can,
    title: 'Conflicts with requested access',
    explanation: 'No other open request asks for something that must not meet the entitlement.',
    field: 'entitlement',
    remedy: 'Cancel one of the two requests.',
    controls: separated,
  },
  'duplicate-of-request': {
    ...can,
    title: 'Requested already',
    explanation: 'No earlier ticket that is still open asks for the same.',
    field: 'number',
    remedy: 'Cancel one of the two requests.',
    controls: once,
  },
  'duplicate-of-held': {
    ...can,
    title: 'Held already',
    explanation: 'New access gives more than is held: a higher level, or a later end.',
    field: 'entitlement',
    remedy: 'Cancel the request, or ask for a later end or a higher level.',
    controls: once,
  },
  'sponsor-missing': {
    ...can,
    title: 'No sponsor',
    explanation: 'An active human answers for a service or an agent.',
    field: 'principal',
    remedy: 'Have an active human named as its sponsor.',
    controls: sponsored,
  },
  'peers-missing': {
    ...can,
    title: 'No peers',
    explanation: 'An agent names the humans whose access bounds its own.',
    field: 'principal',
    remedy: 'Have active humans named as its peers.',
    controls: least,
  },
  'peer-not-active-human': {
    ...can,
    title: 'Peer who is no active human',
    explanation: "Each of an agent's peers is an active human.",
    field: 'principal',
    remedy: 'Have that peer removed or replaced.',
    controls: least,
  },
  'exceeds-peers': {
    ...can,
    title: 'More than its peers hold',
    explanation: 'At least one peer of an agent holds what it asks for, at that level or above.',
    field: 'entitlement',
    remedy: 'Ask for no more than one of its peers holds.',
    controls: least,
  },
  'exception-unknown': {
    ...never,
    title: 'Exception not known',
    explanation: 'The exception that the request names is there.',
    field: 'exception',
    remedy: 'Name an exception that was recorded, or none.',
    controls: excepted,
  },
  'exception-not-for-rule': {
    ...never,
    title: 'Exception to no rule',
    explanation: 'The exception names exactly one rule, and one that can be excused.',
    field: 'exception',
    remedy: 'Name an exception to the rule that the request breaks, or none.',
    controls: excepted,
  },
  'exception-not-for-request': {
    ...never,
    title: 'Exception for something else',
    explanation:
      'The principal, account, entitlement, system and ticket that the exception names are those of the request.',
    field: 'exception',
    remedy: 'Name an exception that was made for this request, or none.',
    controls: excepted,
  },
  'exception-not-in-force': {
    ...never,
    title: 'Exception not in force',
    explanation: 'The exception has begun and has not ended.',
    field: 'exception',
    remedy: 'Have a new exception decided, or meet the rule.',
    controls: excepted,
  },
  'exception-too-long': {
    ...never,
    title: 'Exception too long',
    explanation: 'The exception lasts no longer than the policy allows.',
    field: 'exception',
    remedy: 'Have an exception decided that ends earlier.',
    controls: excepted,
  },
  'exception-unaccountable': {
    ...never,
    title: 'Exception nobody answers for',
    explanation: 'An active human owns the exception, and an active human approved it.',
    field: 'exception',
    remedy: 'Have the exception decided again, by people who are still active.',
    controls: excepted,
  },
  'exception-self-approved': {
    ...never,
    title: 'Exception approved by an interested party',
    explanation:
      'Whoever approved the exception is not its owner, nor the requester, the principal or a sponsor of it, under any account.',
    field: 'exception',
    remedy: 'Have the exception approved by somebody who has no interest in it.',
    controls: ['CSF2:ID.RA-07', 'CSF2:PR.AA-05', 'CSF1.1:PR.AC-4', '800-53:AC-5', 'ISO27001:A.5.3', 'SOC2:CC6.3'],
  },
} as const satisfies Record<string, RuleFacts>

/** The name of a rule, and the code of what breaks it. */
export type RuleId = keyof typeof rules

/** Every rule, in the order of `rules`. */
export const ruleIds = Object.keys(rules) as readonly RuleId[]

/** Gives what is fixed about a rule. */
export function ruleFacts(rule: RuleId): RuleFacts {
  return rules[rule]
}

/** Says whether a name is that of a rule. */
export function isRuleId(name: string): name is RuleId {
  return Object.hasOwn(rules, name)
}
