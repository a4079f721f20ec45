import type { Instant, KeyRing, SealKey } from '@ticketbound/core'
import { createSignJws } from '@ticketbound/seals'
import { calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK } from 'jose'
import * as v from 'valibot'
import { askStorage } from './ask-storage.ts'
import type { ActiveKey, KeyStore } from './key-store.ts'
import type { Kvs } from './kvs.ts'
import { keysPlace, readRing, toStoredRing } from './seal-keys-record.ts'
import { unreadable } from './storage-failure.ts'
import { tryAgain } from './try-again.ts'
import { readVersioned, writeVersioned } from './versioned-entity.ts'

const what = 'the private key'
const secretOf = (kid: string): string => `seal-key:${kid}`

const PublicPart = v.object({ kty: v.literal('OKP'), crv: v.literal('Ed25519'), x: v.string() })
const PrivateJwk = v.object({ ...PublicPart.entries, d: v.string() })
type PrivateJwk = v.InferOutput<typeof PrivateJwk>

/**
 * Keeps the keys in the platform's storage: private parts as secrets, which are encrypted and in no list, and the ring
 * of public parts as one entity. A private part is stored before the ring names its key, so that no key is ever active
 * that nobody can seal with.
 *
 * @see https://developer.atlassian.com/platform/forge/runtime-reference/storage-api-secret/
 */
export function createKvsKeyStore(kvs: Kvs): KeyStore {
  async function readKeys(): Promise<{ readonly version: number; readonly ring: KeyRing }> {
    const { version, body } = await readVersioned(kvs, keysPlace)
    return { version, ring: readRing(body) }
  }

  function writeKeys(ring: KeyRing, version: number): Promise<'written' | 'overtaken'> {
    return writeVersioned(kvs, keysPlace, { body: toStoredRing(ring.values()) }, version)
  }

  /** Puts a new key into a ring; what of the old active one becomes of it, `retire` says. */
  async function addKey({ version, ring }: Awaited<ReturnType<typeof readKeys>>, retire: (key: SealKey) => SealKey) {
    const made = await makeKey()
    await askStorage(what, () => kvs.setSecret(secretOf(made.kid), made.jwk))
    const key: SealKey = { kid: made.kid, key: publicPart(made.jwk), status: 'active' }
    const kept = [...ring.values()].map((one) => [one.kid, retire(one)] as const)
    const outcome = await writeKeys(new Map([...kept, [key.kid, key]]), version)
    if (outcome === 'overtaken') await forget([made.kid])
    return outcome === 'overtaken' ? outcome : key.kid
  }

  async function forget(kids: readonly string[]): Promise<void> {
    for (const kid of kids) await askStorage(what, () => kvs.deleteSecret(secretOf(kid)))
  }

  async function sign(kid: string): Promise<ActiveKey> {
    const stored = await askStorage(what, () => kvs.getSecret<unknown>(secretOf(kid)))
    const jwk = v.safeParse(PrivateJwk, stored)
    if (!jwk.success) throw unreadable(what)
    const privateKey = await importJWK({ ...jwk.output }, 'Ed25519')
    if (privateKey instanceof Uint8Array) throw unreadable(what)
    return { kid, sign: createSignJws(privateKey) }
  }

  return {
    async active() {
      const kid = await tryAgain(keysPlace.what, async () => {
        const keys = await readKeys()
        return activeIn(keys.ring)?.kid ?? addKey(keys, (key) => key)
      })
      return sign(kid)
    },
    async ring() {
      const { ring } = await readKeys()
      return ring
    },
    async rotate(now) {
      const kid = await tryAgain(keysPlace.what, async () =>
        addKey(await readKeys(), (key) => (key.status === 'active' ? retired(key, now) : key)),
      )
      // All that are not active, so that one whose deletion failed the last time goes with the next.
      const { ring } = await readKeys()
      await forget([...ring.values()].filter(({ status }) => status !== 'active').map((key) => key.kid))
      return kid
    },
    async revoke(kid) {
      const outcome = await tryAgain(keysPlace.what, async () => {
        const { version, ring } = await readKeys()
        const key = ring.get(kid)
        if (key === undefined) return 'unknown'
        if (key.status === 'revoked') return 'already-so'
        const revoked: SealKey = { kid, key: key.key, status: 'revoked' }
        const written = await writeKeys(new Map([...ring, [kid, revoked]]), version)
        return written === 'written' ? 'revoked' : written
      })
      if (outcome !== 'unknown') await forget([kid])
      return outcome
    },
  }
}

function activeIn(ring: KeyRing): SealKey | undefined {
  return [...ring.values()].find(({ status }) => status === 'active')
}

function retired({ kid, key }: SealKey, now: Instant): SealKey {
  return { kid, key, status: 'retired', retiredAt: now }
}

/** Makes a pair of keys. Its id is its own digest (RFC 7638), so that no two have the same. */
async function makeKey(): Promise<{ readonly kid: string; readonly jwk: PrivateJwk }> {
  const { privateKey } = await generateKeyPair('Ed25519', { extractable: true })
  const jwk = v.parse(PrivateJwk, await exportJWK(privateKey))
  return { kid: await calculateJwkThumbprint(publicPart(jwk)), jwk }
}

function publicPart(jwk: PrivateJwk): v.InferOutput<typeof PublicPart> {
  return { kty: jwk.kty, crv: jwk.crv, x: jwk.x }
}
