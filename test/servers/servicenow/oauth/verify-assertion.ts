import { verify } from 'node:crypto'

/** What an assertion says, once its signature is known to be right. */
export type Claims = Readonly<Record<string, unknown>>

const hashes: Readonly<Record<string, string>> = { '256': 'sha256', '384': 'sha384', '512': 'sha512' }

/**
 * Gives the claims of a JSON Web Token that one of the keys (PEM, by key id) signed with RS or ES; undefined where none did.
 * @see https://www.servicenow.com/docs/r/platform-security/authentication/create-jwt-endpoint.html
 */
export function verifyAssertion(token: string, keys: Readonly<Record<string, string>>): Claims | undefined {
  const [header = '', payload = '', signature = '', ...more] = token.split('.')
  const { alg, kid } = partOf(header) ?? {}
  const key = typeof kid === 'string' ? keys[kid] : Object.values(keys)[0]
  const [, family, bits = ''] = /^(RS|ES)(256|384|512)$/.exec(String(alg)) ?? []
  if (key === undefined || family === undefined || more.length > 0) return undefined
  const signed = Buffer.from(`${header}.${payload}`)
  const isRight = verify(
    hashes[bits],
    signed,
    family === 'ES' ? { key, dsaEncoding: 'ieee-p1363' } : key,
    Buffer.from(signature, 'base64url'),
  )
  return isRight ? partOf(payload) : undefined
}

function partOf(encoded: string): Claims | undefined {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(encoded, 'base64url').toString())
    return typeof parsed === 'object' && parsed !== null ? { ...parsed } : undefined
  } catch {
    return undefined
  }
}
