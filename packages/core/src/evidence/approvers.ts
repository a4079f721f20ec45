import type { Approval } from '../model/request.ts'
import { isMemberAt } from '../people/is-member-at.ts'
import type { ApprovalPart } from '../policy/catalogue.ts'
import type { Instant } from '../time/instant.ts'
import { type Circumstances, isInterested } from './circumstances.ts'

/** How an approver stands to a rule: named by it, not named, or only by a group that an interested party is over. */
export type Naming = 'named' | 'not-named' | 'group-of-interested'

/** Tells how the principal who gave an approval stands to the rule. */
export function namingOf(approver: string, approval: Approval, circumstances: Circumstances): Naming {
  const { parts } = circumstances.rule
  // A rule that asks for nobody names nobody: any approver will do, because none is needed.
  if (parts.length === 0) return 'named'
  let naming: Naming = 'not-named'
  for (const part of parts) {
    if (!isNamedBy(part, approver, approval, circumstances)) continue
    if (!isOfInterested(part, circumstances)) return 'named'
    naming = 'group-of-interested'
  }
  return naming
}

/** Says whether an approval may count for a part of the rule. */
export function canMeet(
  part: ApprovalPart,
  approver: string,
  approval: Approval,
  circumstances: Circumstances,
): boolean {
  return isNamedBy(part, approver, approval, circumstances) && !isOfInterested(part, circumstances)
}

/** Whoever decides who is in a group decides what it approves. */
function isOfInterested({ from, name }: ApprovalPart, circumstances: Circumstances): boolean {
  if (from !== 'group' || name === undefined) return false
  const owners = circumstances.rule.ownersOfGroup?.(name) ?? []
  return owners.some((owner) => isInterested(circumstances.people.resolve(owner), circumstances))
}

/** In their own right, or as a delegate in force at the decision. */
function isNamedBy(part: ApprovalPart, approver: string, approval: Approval, circumstances: Circumstances): boolean {
  const at = approval.decidedAt
  if (part.from === 'group' && approval.group !== undefined && approval.group !== part.name) return false
  if (hasOwnRight(part, approver, circumstances, at)) return true
  const { people, rule } = circumstances
  return principalsNamed(part, approval, circumstances).some(
    (named) =>
      isDelegate(approver, named, rule.entitlement, circumstances, at) &&
      // Who has left can no longer be stood in for, and who must not approve must not send somebody else.
      people.isActive(named, at) &&
      !isInterested(named, circumstances) &&
      hasOwnRight(part, named, circumstances, at),
  )
}

function hasOwnRight(part: ApprovalPart, approver: string, circumstances: Circumstances, at: Instant): boolean {
  const { people, rule, manager } = circumstances
  switch (part.from) {
    case 'owner':
      return rule.owners.some((owner) => people.resolve(owner) === approver)
    case 'manager':
      return manager === approver
    case 'group':
      return isMemberAt(people.person(approver)?.groups, part.name, at)
    case 'role':
      return isMemberAt(people.person(approver)?.roles, part.name, at)
  }
}

/** Those in whose place a delegate could be deciding: the one the approval names, else everybody the rule names by name. */
function principalsNamed(part: ApprovalPart, approval: Approval, circumstances: Circumstances): readonly string[] {
  const { people, rule, manager } = circumstances
  if (approval.onBehalfOf !== undefined) return resolved([approval.onBehalfOf], circumstances)
  if (part.from === 'owner') return resolved(rule.owners, circumstances)
  return part.from === 'manager' && manager !== undefined && people.resolve(manager) !== undefined ? [manager] : []
}

function isDelegate(
  approver: string,
  named: string,
  entitlement: string,
  { people }: Circumstances,
  at: Instant,
): boolean {
  return (people.person(named)?.delegates ?? []).some(
    ({ to, from, until, entitlements }) =>
      from <= at &&
      at < until &&
      people.resolve(to) === approver &&
      (entitlements === undefined || entitlements.includes(entitlement)),
  )
}

function resolved(names: readonly string[], { people }: Circumstances): readonly string[] {
  return names.map((name) => people.resolve(name)).filter((name) => name !== undefined)
}
