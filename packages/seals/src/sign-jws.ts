import type { SignJws } from '@ticketbound/core'
import { CompactSign, type CryptoKey } from 'jose'

/** Makes what core seals decisions with: jose and an Ed25519 private key. */
export function createSignJws(privateKey: CryptoKey): SignJws {
  return (header, payload) =>
    new CompactSign(new TextEncoder().encode(payload)).setProtectedHeader({ ...header }).sign(privateKey)
}
