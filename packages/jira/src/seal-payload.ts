import { readSealPayload, type SealClaims } from '@ticketbound/core'

const longestSeal = 4096
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/**
 * What a compact seal claims, without proof: whoever judges the approval opens the seal with the keys. `undefined` where
 * it cannot be read.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7515#section-7.1
 */
export function claimsOfSeal(seal: string): SealClaims | undefined {
  if (seal.length > longestSeal) return undefined
  const [, payload, ...rest] = seal.split('.')
  if (payload === undefined || rest.length !== 1) return undefined
  const text = fromBase64Url(payload)
  return text === undefined ? undefined : readSealPayload(text)
}

/** Reads base64url as UTF-8. Written out, because neither Node's nor a browser's way is known to the language. */
function fromBase64Url(encoded: string): string | undefined {
  let escaped = ''
  let bits = 0
  let count = 0
  for (const character of encoded) {
    const value = alphabet.indexOf(character)
    if (value < 0) return undefined
    bits = (bits << 6) | value
    count += 6
    if (count < 8) continue
    count -= 8
    escaped += `%${((bits >> count) & 0xff).toString(16).padStart(2, '0')}`
    bits &= (1 << count) - 1
  }
  try {
    return decodeURIComponent(escaped)
  } catch {
    return undefined
  }
}
