import { formatInstant, type KeyRing } from '@ticketbound/core'

/** Writes public keys as the night reads them from `seal-keys.json`; `undefined` where there is none. */
export function ringText(ring: KeyRing): string | undefined {
  if (ring.size === 0) return undefined
  const keys = [...ring.values()].map(({ kid, key: { kty, crv, x }, status, retiredAt }) => ({
    kid,
    kty,
    crv,
    x,
    status,
    ...(retiredAt !== undefined && { retiredAt: formatInstant(retiredAt) }),
  }))
  return `${JSON.stringify({ keys }, null, 2)}\n`
}
