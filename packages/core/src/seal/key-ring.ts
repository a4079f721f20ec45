import type { Instant } from '../time/instant.ts'

/** A public key in the form of RFC 8037: an Ed25519 key has type OKP. */
export interface PublicKey {
  readonly kty: 'OKP'
  readonly crv: 'Ed25519'
  /** The key itself, base64url. */
  readonly x: string
}

/**
 * One key that seals were made with. `active` makes new ones; a `retired` one makes none after `retiredAt`, and those
 * it made before still count; nothing a `revoked` one ever made counts, because nobody knows who made it.
 */
export interface SealKey {
  readonly kid: string
  readonly key: PublicKey
  readonly status: 'active' | 'retired' | 'revoked'
  readonly retiredAt?: Instant
}

/** The keys that are known, by id. */
export type KeyRing = ReadonlyMap<string, SealKey>
