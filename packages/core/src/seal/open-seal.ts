import * as v from 'valibot'
import type { KeyRing, PublicKey, SealKey } from './key-ring.ts'
import { type SealClaims, SealPayload, sealPayload } from './seal-claims.ts'

/** Why a seal cannot be opened. Stable codes. */
export type SealDefect = 'seal-malformed' | 'seal-key-unknown' | 'seal-key-revoked' | 'seal-key-retired' | 'seal-forged'

/** What a seal says, or why nobody can tell. */
export type SealReading =
  | { readonly ok: true; readonly kid: string; readonly claims: SealClaims }
  | { readonly ok: false; readonly defect: SealDefect }

/** A compact JWS whose signature held: its protected header and its payload. */
export interface VerifiedJws {
  readonly header: Readonly<Record<string, unknown>>
  readonly payload: string
}

/**
 * Verifies a compact JWS. The host passes it in, and its obligations are these: no algorithm but `Ed25519`, no key but
 * the one that `keyOf` gives for the header's `kid`, and `undefined` (or a rejected promise) for everything else.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7515#section-5.2
 */
export type VerifyJws = (
  compact: string,
  keyOf: (kid: unknown) => PublicKey | undefined,
) => Promise<VerifiedJws | undefined>

/** The most characters that a seal may have; one of ours has some 700. */
export const longestSeal = 4096

/** The media type of a seal, so that no other signed thing is ever taken for one (RFC 7515, 4.1.9). */
export const sealType = 'ticketbound-seal+jws'

/** The one algorithm, by its fully specified name (RFC 9864). */
export const sealAlgorithm = 'Ed25519'

/**
 * The last character of a signature of 64 bytes holds four bits that say nothing; unless they are zero, other texts would
 * stand for the same signature, and each would be another seal to whatever remembers seals by their text.
 */
const compactForm = /^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]{85}[AQgw]$/

/** Opens a compact seal with the keys that are known. Never throws: a seal that cannot be opened says why. */
export async function openSeal(compact: string, keys: KeyRing, verify: VerifyJws): Promise<SealReading> {
  if (compact.length > longestSeal || !compactForm.test(compact)) return { ok: false, defect: 'seal-malformed' }
  let met: SealKey | undefined
  let asked = false
  const jws = await verified(verify, compact, (kid) => {
    asked = true
    met = typeof kid === 'string' ? keys.get(kid) : undefined
    return met?.status === 'revoked' ? undefined : met?.key
  })
  if (!asked) return { ok: false, defect: 'seal-malformed' }
  if (met === undefined) return { ok: false, defect: 'seal-key-unknown' }
  if (met.status === 'revoked') return { ok: false, defect: 'seal-key-revoked' }
  if (jws === undefined) return { ok: false, defect: 'seal-forged' }
  return readJws(jws, met)
}

/** However a verifier says no, at once or later, it is a no. */
async function verified(
  verify: VerifyJws,
  compact: string,
  keyOf: Parameters<VerifyJws>[1],
): Promise<VerifiedJws | undefined> {
  try {
    return await verify(compact, keyOf)
  } catch {
    return undefined
  }
}

function readJws({ header, payload }: VerifiedJws, key: SealKey): SealReading {
  if (header.typ !== sealType || header.alg !== sealAlgorithm) return { ok: false, defect: 'seal-malformed' }
  const claims = readSealPayload(payload)
  if (claims === undefined) return { ok: false, defect: 'seal-malformed' }
  if (key.status === 'retired' && claims.decidedAt > (key.retiredAt ?? Number.NEGATIVE_INFINITY)) {
    return { ok: false, defect: 'seal-key-retired' }
  }
  return { ok: true, kid: key.kid, claims }
}

/**
 * Reads the payload of a seal whose signature held. It must be the one way of writing its claims: then no two readers
 * can see different things in it. `undefined` for anything else.
 */
export function readSealPayload(payload: string): SealClaims | undefined {
  const parsed = parseJson(payload)
  const shaped = v.safeParse(SealPayload, parsed)
  return shaped.success && sealPayload(shaped.output) === payload ? shaped.output : undefined
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
