import type { PublicKey, VerifyJws } from '@ticketbound/core'
import { type CryptoKey, compactVerify, importJWK } from 'jose'

/**
 * Makes what core verifies seals with: jose, held to Ed25519 whatever a header asks for. Keys are imported once.
 *
 * @see https://github.com/panva/jose/blob/main/docs/jws/compact/verify/functions/compactVerify.md
 */
export function createVerifyJws(): VerifyJws {
  const imported = new Map<string, Promise<CryptoKey | Uint8Array>>()

  function importOnce(key: PublicKey): Promise<CryptoKey | Uint8Array> {
    const known = imported.get(key.x)
    if (known) return known
    const importing = importJWK({ ...key }, 'Ed25519')
    imported.set(key.x, importing)
    return importing
  }

  return async (compact, keyOf) => {
    const { payload, protectedHeader } = await compactVerify(
      compact,
      (header) => {
        const key = keyOf(header.kid)
        if (key === undefined) throw new Error('no key may verify this')
        return importOnce(key)
      },
      { algorithms: ['Ed25519'] },
    )
    return { header: protectedHeader, payload: new TextDecoder('utf-8', { fatal: true }).decode(payload) }
  }
}
