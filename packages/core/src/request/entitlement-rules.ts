import { quote } from '../fault.ts'
import { entitlementLike } from './look-alike.ts'
import type { Rule } from './rule.ts'

/** The kind and the entitlement are those that the catalogue gives for the request item. */
export const itemAgrees: Rule = ({ request, book }) => {
  const item = book.itemOf(request.item)
  if (item === undefined) return 'not-applicable'
  if (item.kind !== request.kind) {
    return () => ({
      message: `The item ${quote(item.item)} stands for kind ${quote(item.kind)}, and the request is of kind ${quote(request.kind)}.`,
    })
  }
  // An item of kind none may stand beside an entitlement that it gives nobody.
  if (item.kind === 'none' || item.entitlement === undefined || item.entitlement === request.entitlement)
    return 'passed'
  return () => ({
    message: `The item ${quote(item.item)} stands for ${quote(item.entitlement)}, and the request names ${quote(request.entitlement)}.`,
  })
}

/** The entitlement is in the catalogue, spelled exactly as there. */
export const entitlementKnown: Rule = ({ request, book, entitlement }) => {
  if (request.kind === 'none' || !book.governed) return 'not-applicable'
  if (entitlement !== undefined) return 'passed'
  if (request.entitlement === '') return () => ({ message: 'The request names no entitlement.' })
  return () => {
    const meant = entitlementLike(request.entitlement, book)
    return {
      message: `The catalogue has no entitlement ${quote(request.entitlement)}.`,
      ...(meant !== undefined && { remedy: `Did you mean ${quote(meant)}? Write it exactly so.` }),
    }
  }
}

/** The catalogue lets people ask for the entitlement. */
export const entitlementRequestable: Rule = ({ forAccess, entitlement }) => {
  if (!forAccess || entitlement === undefined) return 'not-applicable'
  if (entitlement.requestable) return 'passed'
  return () => ({ message: `${quote(entitlement.id)} is closed for requests.` })
}

/** New access to an entitlement that has levels names one. */
export const levelGiven: Rule = ({ request, forAccess, entitlement }) => {
  // A change keeps the level that it does not name.
  if (!forAccess || request.kind === 'change' || !entitlement?.levels.length) return 'not-applicable'
  if (request.level !== undefined) return 'passed'
  const { id, levels } = entitlement
  return () => ({
    message: `${quote(id)} has levels, and the request names none.`,
    remedy: `Name one of its levels: ${levels.map(quote).join(', ')}.`,
  })
}

/** The level is one that the catalogue gives for the entitlement. */
export const levelKnown: Rule = ({ request, forAccess, entitlement }) => {
  const { level } = request
  if (!forAccess || level === undefined || !entitlement?.levels.length) return 'not-applicable'
  const { id, levels } = entitlement
  if (levels.includes(level)) return 'passed'
  return () => ({
    message: `${quote(id)} has no level ${quote(level)}.`,
    remedy: `Name one of its levels: ${levels.map(quote).join(', ')}.`,
  })
}
