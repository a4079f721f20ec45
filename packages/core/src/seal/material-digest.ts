import type { RequestLine } from '../model/request.ts'
import type { Sha256 } from '../record/hash.ts'
import { formatInstant } from '../time/instant.ts'

/** The fields whose change makes an approval void. */
export type MaterialRequest = Pick<
  RequestLine,
  'kind' | 'principal' | 'entitlement' | 'level' | 'owner' | 'expiresAt' | 'requester'
>

/**
 * The canonical JSON (RFC 8785) of a request's material fields: always all seven, in the order of their names, `null`
 * where the request has none, and `expiresAt` as an RFC 3339 instant in UTC. So absent and `null` are one thing, as
 * they are in the exchange format, and neither can be taken for an empty text, which no field may be.
 *
 * @see https://www.rfc-editor.org/rfc/rfc8785
 */
export function materialBytes(request: MaterialRequest): string {
  const { entitlement, expiresAt, kind, level, owner, principal, requester } = request
  // Written out, because a gate asks for it on every request: seven texts, whose keys are already in order.
  return `{"entitlement":${text(entitlement)},"expiresAt":${
    expiresAt === undefined ? 'null' : `"${formatInstant(expiresAt)}"`
  },"kind":"${kind}","level":${text(level)},"owner":${text(owner)},"principal":${text(principal)},"requester":${text(requester)}}`
}

/** The SHA-256 of a request's material fields: what an approval approves, as 64 hexadecimal digits. */
export function materialDigest(request: MaterialRequest, sha256: Sha256): string {
  return sha256(materialBytes(request))
}

/** As RFC 8785 writes a text, which is as ECMAScript does; ids hold no lone surrogates. */
function text(value: string | undefined): string {
  return value === undefined ? 'null' : JSON.stringify(value)
}
