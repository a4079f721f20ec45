import type { KeyRing } from '@ticketbound/core'

/** The id of the key that seals decisions now; `undefined` where there is none. */
export function activeKeyId(ring: KeyRing): string | undefined {
  for (const { kid, status } of ring.values()) if (status === 'active') return kid
  return undefined
}
