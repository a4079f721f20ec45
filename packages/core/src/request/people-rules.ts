import { quote } from '../fault.ts'
import { isMemberAt } from '../people/is-member-at.ts'
import type { Asked } from './asked.ts'
import { principalLike } from './look-alike.ts'
import type { Outcome, Rule } from './rule.ts'

/** The principal is exactly one whom the people source knows. */
export const principalKnown: Rule = (asked) => {
  if (asked.request.kind === 'none') return 'not-applicable'
  return asked.principal !== undefined ? 'passed' : unknown('principal', asked.request.principal, asked)
}

/** The principal is active when access is asked for. */
export const principalActive: Rule = ({ request, forAccess, principal, people, now }) => {
  if (!forAccess || principal === undefined) return 'not-applicable'
  if (people.isActive(principal, now)) return 'passed'
  return () => ({ message: `The principal ${quote(request.principal)} is not active.` })
}

/** The principal has one of the roles that may hold the entitlement, and has it now. */
export const roleEligible: Rule = ({ request, forAccess, principal, person, entitlement, now }) => {
  if (!forAccess || principal === undefined || !entitlement?.roles.length) return 'not-applicable'
  const { id, roles } = entitlement
  if (roles.some((role) => isMemberAt(person?.roles, role, now))) return 'passed'
  return () => ({
    message: `${quote(request.principal)} has none of the roles that may hold ${quote(id)}: ${roles.map(quote).join(', ')}.`,
  })
}

/** The requester, where one is named, is exactly one whom the people source knows. */
export const requesterKnown: Rule = (asked) => {
  const { requester: name } = asked.request
  if (!asked.forAccess || name === undefined) return 'not-applicable'
  return asked.requester !== undefined ? 'passed' : unknown('requester', name, asked)
}

/** The requester, where one is named, is active. */
export const requesterActive: Rule = ({ request, forAccess, requester, people, now }) => {
  if (!forAccess || requester === undefined) return 'not-applicable'
  if (people.isActive(requester, now)) return 'passed'
  return () => ({ message: `The requester ${quote(request.requester)} is not active.` })
}

/** The request names the owner who answers for the access. */
export const ownerGiven: Rule = (asked) => {
  if (!asked.forAccess) return 'not-applicable'
  if (asked.request.owner !== undefined) return 'passed'
  return () => ({ message: 'The request names no owner.', ...ownersOf(asked) })
}

/** The owner is exactly one whom the people source knows. */
export const ownerKnown: Rule = (asked) => {
  const { owner: name } = asked.request
  if (!asked.forAccess || name === undefined) return 'not-applicable'
  return asked.owner !== undefined ? 'passed' : unknown('owner', name, asked)
}

/** The owner is active. */
export const ownerActive: Rule = (asked) => {
  const { request, forAccess, owner, people, now } = asked
  if (!forAccess || owner === undefined) return 'not-applicable'
  if (people.isActive(owner, now)) return 'passed'
  return () => ({ message: `The owner ${quote(request.owner)} is not active.`, ...ownersOf(asked) })
}

/** The owner is one whom the catalogue names for the entitlement. */
export const ownerListed: Rule = (asked) => {
  const { request, forAccess, owner, entitlement, people } = asked
  if (!forAccess || owner === undefined || entitlement === undefined) return 'not-applicable'
  if (entitlement.owners.some((name) => people.resolve(name) === owner)) return 'passed'
  return () => ({
    message: `${quote(request.owner)} is not an owner of ${quote(entitlement.id)}.`,
    ...ownersOf(asked),
  })
}

function unknown(field: 'principal' | 'requester' | 'owner', name: string, { people }: Asked): Outcome {
  return () => {
    const meant = principalLike(name, people)
    return {
      message: `The ${field} ${quote(name)} is not exactly one principal that is known.`,
      ...(meant !== undefined && { remedy: `Did you mean ${quote(meant)}? Write it exactly so.` }),
    }
  }
}

/** Whom to name instead: the owners who are active. */
function ownersOf({ entitlement, people, now }: Asked): { readonly remedy?: string } {
  if (entitlement === undefined) return {}
  const active = entitlement.owners.filter((name) => {
    const owner = people.resolve(name)
    return owner !== undefined && people.isActive(owner, now)
  })
  if (active.length > 0)
    return { remedy: `Name an owner of ${quote(entitlement.id)}: ${active.map(quote).join(', ')}.` }
  return { remedy: `Have an active owner of ${quote(entitlement.id)} put into the catalogue, then name that owner.` }
}
