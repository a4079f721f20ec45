import { formatInstant, quote, type RequestLine } from '@ticketbound/core'

/** Says in words what somebody decides about: the material fields, all of them. */
export function sayMaterial(line: RequestLine): string {
  const { kind, principal, entitlement, level, owner, requester, expiresAt } = line
  return [
    `kind ${quote(kind)}`,
    `for ${quote(principal)}`,
    `entitlement ${quote(entitlement)}`,
    level === undefined ? 'no level' : `level ${quote(level)}`,
    owner === undefined ? 'no owner' : `owner ${quote(owner)}`,
    expiresAt === undefined ? 'no end' : `until ${formatInstant(expiresAt)}`,
    requester === undefined ? 'no requester' : `requester ${quote(requester)}`,
  ].join(', ')
}
