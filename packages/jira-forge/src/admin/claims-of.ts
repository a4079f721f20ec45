import { parseStrictJson, readSealPayload, type SealClaims } from '@ticketbound/core'

/**
 * What a seal of the app's own storage says. Its signature is not looked at: this is for counting, and what is counted
 * decides about nothing. `undefined` for a text that is no seal.
 */
export function claimsOf(seal: string): SealClaims | undefined {
  return readSealPayload(Buffer.from(seal.split('.')[1] ?? '', 'base64url').toString('utf8'))
}

/** The entitlement that a sealed request asks for; `undefined` where its item says something else. */
export function entitlementOf({ item }: Pick<SealClaims, 'item'>): string | undefined {
  const parsed = parseStrictJson(item)
  if (!parsed.ok || !Array.isArray(parsed.value)) return undefined
  const [, entitlement] = parsed.value as readonly unknown[]
  return typeof entitlement === 'string' ? entitlement : undefined
}
