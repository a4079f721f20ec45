import type { KeyRing, SealKey } from '@ticketbound/core'
import type { KeyStore } from '../../storage/key-store.ts'

/** Keys in memory; they sign nothing. */
export function memoryKeys(begin: readonly SealKey[] = []): KeyStore {
  const ring = new Map(begin.map((key) => [key.kid, key] as const))
  let made = ring.size

  function make(): string {
    made += 1
    const kid = `key-${made}`
    const x = `${made}`.padEnd(43, 'A')
    ring.set(kid, { kid, key: { kty: 'OKP', crv: 'Ed25519', x }, status: 'active' })
    return kid
  }

  return {
    active: async () => ({
      kid: [...ring.values()].find(({ status }) => status === 'active')?.kid ?? make(),
      sign: () => Promise.reject(new Error('signs nothing')),
    }),
    ring: async (): Promise<KeyRing> => new Map(ring),
    rotate: async (now) => {
      for (const key of ring.values()) {
        if (key.status === 'active') ring.set(key.kid, { ...key, status: 'retired', retiredAt: now })
      }
      return make()
    },
    revoke: async (kid) => {
      const key = ring.get(kid)
      if (key === undefined) return 'unknown'
      if (key.status === 'revoked') return 'already-so'
      ring.set(kid, { kid, key: key.key, status: 'revoked' })
      return 'revoked'
    },
  }
}
