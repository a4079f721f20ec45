import { type SealKey, sealClaims, sealPayload } from '@ticketbound/core'
import { sha256 } from '@ticketbound/seals'
import { CompactSign, type CryptoKey, generateKeyPair } from 'jose'
import { active, keyPair, type Pair, ringOf } from '../seals/seal-house.ts'
import { type Attack, by, decision, withApproval } from './attack.ts'
import { lineOf } from './threat-house.ts'

/** Somebody makes a seal of their own about the request. */
function withForgedSeal(
  make: (payload: string, pair: Pair) => Promise<string> | string,
  key?: (pair: Pair) => SealKey,
): Attack['attempt'] {
  return async (honest) => {
    const pair = await keyPair('k1')
    const payload = sealPayload(sealClaims(lineOf(honest), decision, { tenant: 'acme', sha256 }))
    const seal = await make(payload, pair)
    return { row: withApproval(honest, by('bob', { how: 'sealed', seal })), keys: ringOf((key ?? active)(pair)) }
  }
}

const typ = 'ticketbound-seal+jws'
const sign = (payload: string, header: { alg: string; kid: string }, key: CryptoKey | Uint8Array) =>
  new CompactSign(new TextEncoder().encode(payload)).setProtectedHeader({ ...header, typ }).sign(key)
const base64 = (text: string) => Buffer.from(text).toString('base64url')

/** Forging a seal. */
export const seals: readonly Attack[] = [
  {
    id: 'seal-with-algorithm-none',
    stoppedBy: 'seal-malformed',
    attempt: withForgedSeal(
      (payload) => `${base64(JSON.stringify({ alg: 'none', kid: 'k1', typ }))}.${base64(payload)}.${'A'.repeat(86)}`,
    ),
  },
  {
    id: 'seal-with-the-public-key-as-a-secret',
    stoppedBy: 'seal-malformed',
    attempt: withForgedSeal((payload, { key }) =>
      sign(payload, { alg: 'HS256', kid: 'k1' }, Buffer.from(key.x, 'base64url')),
    ),
  },
  {
    id: 'seal-with-another-algorithm',
    stoppedBy: 'seal-malformed',
    attempt: withForgedSeal(async (payload) =>
      sign(payload, { alg: 'ES256', kid: 'k1' }, (await generateKeyPair('ES256')).privateKey),
    ),
  },
  {
    id: 'seal-by-a-key-nobody-knows',
    stoppedBy: 'seal-key-unknown',
    attempt: withForgedSeal(async (payload) =>
      sign(payload, { alg: 'Ed25519', kid: 'k9' }, (await keyPair('k9')).privateKey),
    ),
  },
  {
    id: 'seal-by-another-key-of-that-name',
    stoppedBy: 'seal-forged',
    attempt: withForgedSeal(async (payload) =>
      sign(payload, { alg: 'Ed25519', kid: 'k1' }, (await keyPair('k1')).privateKey),
    ),
  },
  {
    id: 'seal-by-a-revoked-key',
    stoppedBy: 'seal-key-revoked',
    attempt: withForgedSeal(
      (payload, { privateKey }) => sign(payload, { alg: 'Ed25519', kid: 'k1' }, privateKey),
      (pair) => ({ ...active(pair), status: 'revoked' }),
    ),
  },
  {
    id: 'seal-that-is-cut-off',
    stoppedBy: 'seal-malformed',
    attempt: withForgedSeal(async (payload, { privateKey }) =>
      (await sign(payload, { alg: 'Ed25519', kid: 'k1' }, privateKey)).slice(0, -1),
    ),
  },
  {
    id: 'seal-that-is-oversized',
    stoppedBy: 'seal-malformed',
    attempt: withForgedSeal((payload) => `${base64(payload.repeat(20))}.e30.${'A'.repeat(86)}`),
  },
]
