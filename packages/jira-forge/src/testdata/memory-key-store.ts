import type { Instant, KeyRing, SealKey } from '@ticketbound/core'
import { createSignJws } from '@ticketbound/seals'
import { type CryptoKey, exportJWK, generateKeyPair } from 'jose'
import type { ActiveKey, KeyStore } from '../storage/key-store.ts'

/** Keeps real Ed25519 keys in memory, called `k1`, `k2` and so on. */
export function createMemoryKeyStore(): KeyStore {
  const keys = new Map<string, SealKey>()
  let current: Promise<ActiveKey> | undefined

  async function make(): Promise<ActiveKey> {
    const kid = `k${keys.size + 1}`
    const { publicKey, privateKey } = await generateKeyPair('Ed25519')
    keys.set(kid, { kid, key: await publicPart(publicKey), status: 'active' })
    return { kid, sign: createSignJws(privateKey) }
  }

  /** Two that ask at once for the first key get the same. */
  function active(): Promise<ActiveKey> {
    current ??= make()
    return current
  }

  async function rotate(now: Instant): Promise<string> {
    const before = await current
    current = make()
    const { kid } = await current
    const key = before === undefined ? undefined : keys.get(before.kid)
    if (key?.status === 'active') keys.set(key.kid, { ...key, status: 'retired', retiredAt: now })
    return kid
  }

  async function revoke(kid: string) {
    const key = keys.get(kid)
    if (key === undefined) return 'unknown'
    if (key.status === 'revoked') return 'already-so'
    keys.set(kid, { kid, key: key.key, status: 'revoked' })
    if ((await current)?.kid === kid) current = undefined
    return 'revoked'
  }

  return {
    active,
    ring: async (): Promise<KeyRing> => new Map(keys),
    rotate,
    revoke,
  }
}

async function publicPart(key: CryptoKey): Promise<SealKey['key']> {
  const { x = '' } = await exportJWK(key)
  return { kty: 'OKP', crv: 'Ed25519', x }
}
