import { readSealPayload, type SealClaims } from '@ticketbound/core'

/**
 * Reads what a seal of the app's own storage says, without opening it: for times and for display. Whether it holds is
 * for whoever judges. `undefined` for what is no seal.
 */
export function sealSays(seal: string): SealClaims | undefined {
  const [, payload = ''] = seal.split('.')
  return readSealPayload(Buffer.from(payload, 'base64url').toString('utf8'))
}
