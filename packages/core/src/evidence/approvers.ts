import type { Membership } from '../model/person.ts'
import type { Approval, RequestLine } from '../model/request.ts'
import type { Directory } from '../people/directory.ts'
import type { Instant } from '../time/instant.ts'
import type { EvidenceRule } from './evaluate-evidence.ts'

/** One approval with the principal it resolved to. */
export interface Deciding {
  readonly approver: string
  readonly approval: Approval
  readonly request: RequestLine
  readonly people: Directory
}

/** Says whether the rule lets this approver decide, in their own right or as a delegate in force at the decision. */
export function isNamedBy(rule: EvidenceRule, { approver, approval, request, people }: Deciding): boolean {
  const at = approval.decidedAt
  if (hasOwnRight(rule, approver, request, people, at)) return true
  return principalsNamed(rule, approval, request, people).some(
    (named) =>
      // Who has left can no longer be stood in for.
      people.isActive(named, at) &&
      hasOwnRight(rule, named, request, people, at) &&
      isDelegate(approver, named, rule.entitlement, people, at),
  )
}

function hasOwnRight(
  rule: EvidenceRule,
  approver: string,
  request: RequestLine,
  people: Directory,
  at: Instant,
): boolean {
  switch (rule.from) {
    case 'owner':
      return rule.owners.some((owner) => people.resolve(owner) === approver)
    case 'manager':
      return managerOf(request, people) === approver
    case 'group':
      return isMember(people.person(approver)?.groups, rule.name, at)
    case 'role':
      return isMember(people.person(approver)?.roles, rule.name, at)
  }
}

/** Those in whose place a delegate could be deciding: the one the approval names, else everybody the rule names by name. */
function principalsNamed(
  rule: EvidenceRule,
  approval: Approval,
  request: RequestLine,
  people: Directory,
): readonly string[] {
  if (approval.onBehalfOf !== undefined) return resolved([approval.onBehalfOf], people)
  if (rule.from === 'owner') return resolved(rule.owners, people)
  const manager = rule.from === 'manager' ? managerOf(request, people) : undefined
  return manager === undefined ? [] : [manager]
}

function isDelegate(approver: string, named: string, entitlement: string, people: Directory, at: Instant): boolean {
  return (people.person(named)?.delegates ?? []).some(
    ({ to, from, until, entitlements }) =>
      from <= at &&
      at < until &&
      people.resolve(to) === approver &&
      (entitlements === undefined || entitlements.includes(entitlement)),
  )
}

function managerOf(request: RequestLine, people: Directory): string | undefined {
  const principal = people.resolve(request.principal)
  const manager = principal === undefined ? undefined : people.person(principal)?.manager
  return manager === undefined ? undefined : people.resolve(manager)
}

function isMember(memberships: readonly Membership[] | undefined, id: string | undefined, at: Instant): boolean {
  return (memberships ?? []).some(
    (membership) =>
      membership.id === id &&
      (membership.from === undefined || membership.from <= at) &&
      (membership.until === undefined || at < membership.until),
  )
}

function resolved(names: readonly string[], people: Directory): readonly string[] {
  return names.map((name) => people.resolve(name)).filter((name) => name !== undefined)
}
