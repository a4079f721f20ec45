import type { Person } from '../model/person.ts'
import { isMemberAt } from '../people/is-member-at.ts'
import type { BirthrightRule } from '../policy/policy.ts'
import type { Instant } from '../time/instant.ts'
import type { Night } from './night.ts'

/**
 * Says whether a principal holds an entitlement by design, so that its grants need no ticket: everybody by the
 * catalogue, or those of some kinds and roles by a rule of the policy. Without a people source everybody is human and
 * nobody has a role.
 */
export function isBirthright(principal: string, entitlement: string, night: Night): boolean {
  if (night.entitlements.find(entitlement)?.birthright) return true
  const { birthrights } = night.policy
  if (birthrights.length === 0) return false
  const person = night.directory.person(principal)
  return birthrights.some((rule) => rule.entitlements.includes(entitlement) && isFor(rule, person, night.at))
}

function isFor({ kinds, roles }: BirthrightRule, person: Person | undefined, at: Instant): boolean {
  if (kinds && !kinds.includes(person?.kind ?? 'human')) return false
  return roles === undefined || roles.some((role) => isMemberAt(person?.roles, role, at))
}
