import { quote } from '../fault.ts'
import { givesAccess, type RequestLine } from '../model/request.ts'
import type { Asked, HeldAccess } from './asked.ts'
import { askedLevel, reachesLevel } from './levels.ts'
import { heldByPeers } from './peers.ts'
import type { Rule } from './rule.ts'

/** What the principal and its peers hold is known wherever a rule depends on it. */
export const accessKnown: Rule = (asked) => {
  const { forAccess, principal, entitlement, held } = asked
  if (!forAccess || principal === undefined || entitlement === undefined) return 'not-applicable'
  if (held === undefined && hasConflicts(asked)) {
    return () => ({
      message: `${quote(entitlement.id)} must not meet some other access, and nobody knows what ${quote(principal)} holds.`,
    })
  }
  if (heldByPeers(asked) === 'unknown') {
    return () => ({ message: `Nobody knows what the peers of ${quote(principal)} hold.` })
  }
  return 'passed'
}

/** The principal holds nothing that must not meet the entitlement. */
export const holdsNoConflict: Rule = (asked) => {
  const { forAccess, entitlement, held } = asked
  if (!forAccess || entitlement === undefined || held === undefined) return 'not-applicable'
  const other = held.find((it) => conflicts(it.entitlement, asked))
  if (other === undefined) return 'passed'
  return () => ({
    message: `${quote(asked.request.principal)} holds ${quote(other.entitlement)}, which must not meet ${quote(entitlement.id)}.`,
    remedy: `Have ${quote(other.entitlement)} removed first.`,
  })
}

/** No other open request asks for something that must not meet the entitlement. */
export const requestsNoConflict: Rule = (asked) => {
  const { forAccess, principal, entitlement } = asked
  if (!forAccess || principal === undefined || entitlement === undefined) return 'not-applicable'
  const other = othersOpen(asked, principal).find((line) => givesAccess(line) && conflicts(line.entitlement, asked))
  if (other === undefined) return 'passed'
  return () => ({
    message: `${quote(other.number)} asks for ${quote(other.entitlement)}, which must not meet ${quote(entitlement.id)}.`,
    remedy: `Cancel this request or ${quote(other.number)}.`,
  })
}

/** No earlier ticket that is still open asks for the same. */
export const notRequestedYet: Rule = (asked) => {
  const { request, forAccess, principal } = asked
  if (!forAccess || principal === undefined) return 'not-applicable'
  const other = othersOpen(asked, principal).find((line) => isSame(line, request) && isEarlier(line, request))
  if (other === undefined) return 'passed'
  return () => ({
    message: `${quote(other.number)} is still open and asks for the same.`,
    remedy: `Cancel this request or ${quote(other.number)}.`,
  })
}

/** New access gives more than is held: a higher level, or a later end. */
export const notHeldYet: Rule = (asked) => {
  const { request, held } = asked
  if (request.kind !== 'provision' || held === undefined) return 'not-applicable'
  const same = held.find((it) => it.entitlement === request.entitlement && givesAsMuch(it, asked))
  if (same === undefined) return 'passed'
  return () => ({ message: `${quote(request.principal)} already holds ${quote(request.entitlement)} for as long.` })
}

/** A conflict is one whichever of the two names the other. */
function conflicts(other: string, { entitlement, book }: Asked): boolean {
  if (entitlement === undefined || other === entitlement.id) return false
  return entitlement.conflicts.includes(other) || (book.find(other)?.conflicts.includes(entitlement.id) ?? false)
}

function hasConflicts({ entitlement, book }: Asked): boolean {
  if (entitlement === undefined) return false
  if (entitlement.conflicts.length > 0) return true
  for (const other of book.all()) if (other.conflicts.includes(entitlement.id)) return true
  return false
}

function othersOpen({ request, surroundings }: Asked, principal: string): readonly RequestLine[] {
  const open = surroundings.openFor(principal)
  return open.filter(
    ({ source, number, item, state }) =>
      state === 'open' && (number !== request.number || source !== request.source || item !== request.item),
  )
}

function isSame(line: RequestLine, { kind, entitlement, number, source }: RequestLine): boolean {
  return line.kind === kind && line.entitlement === entitlement && (line.number !== number || line.source !== source)
}

/** Of two that ask for the same, the later one is too many, as at night. */
function isEarlier(line: RequestLine, than: RequestLine): boolean {
  if (line.openedAt !== than.openedAt) return line.openedAt < than.openedAt
  return line.number < than.number || (line.number === than.number && line.source < than.source)
}

function givesAsMuch(held: HeldAccess, asked: Asked): boolean {
  const { request, now } = asked
  // What has ended is a removal that is late, and nobody holds it by right.
  if (held.expiresAt !== undefined && held.expiresAt <= now) return false
  if (!reachesLevel(held.level, askedLevel(asked), asked)) return false
  if (held.expiresAt === undefined) return true
  return request.expiresAt !== undefined && request.expiresAt <= held.expiresAt
}
