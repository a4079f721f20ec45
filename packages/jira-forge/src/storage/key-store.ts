import type { Instant, KeyRing, SignJws } from '@ticketbound/core'

/** The key that decisions are sealed with now. The private part never leaves the secret storage but to sign. */
export interface ActiveKey {
  readonly kid: string
  readonly sign: SignJws
}

/** Keeps the Ed25519 keys that seal decisions: private parts as secrets, public parts where anybody may read them. */
export interface KeyStore {
  /** Gives the active key, making one where there is none: the first, or the next after one that was revoked. */
  active(now: Instant): Promise<ActiveKey>
  /** The public keys, as `seal-keys.json` writes them. */
  ring(): Promise<KeyRing>
  /** Makes a new key active and retires the one before it; its private part is deleted. Gives the new key's id. */
  rotate(now: Instant): Promise<string>
  /** Says that a key was stolen: nothing that it sealed counts any more. */
  revoke(kid: string, now: Instant): Promise<'revoked' | 'already-so' | 'unknown'>
}
