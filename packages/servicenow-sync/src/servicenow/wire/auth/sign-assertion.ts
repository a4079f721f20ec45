import { createPrivateKey, type KeyObject, randomUUID } from 'node:crypto'
import { SignJWT } from 'jose'
import { configError, type TicketboundError } from '../../../errors.ts'

/** What an assertion says, and what it is signed with. */
export interface Assertion {
  readonly clientId: string
  /** The value of the user field that the registry names, most often the user name or the address. */
  readonly user: string
  /** Which of several keys of the registry this is. */
  readonly keyId: string | undefined
  /** A private key, RSA or EC, as PEM. */
  readonly key: string
  /** In milliseconds since 1970. */
  readonly now: number
}

/** It is used at once; the instance allows for clocks that differ, by 300 s unless it is told otherwise. */
const lifeSeconds = 120

/**
 * Signs who asks for a token: issuer and audience are the client id, the subject is the user, and each assertion has an
 * id of its own, since an instance takes none twice.
 *
 * @see https://www.servicenow.com/docs/r/platform-security/authentication/configure-an-oauth-jwt-bearer-grant.html
 */
export async function signAssertion({ clientId, user, keyId, key, now }: Assertion): Promise<string> {
  const signer = readKey(key)
  const seconds = Math.floor(now / 1000)
  const header = { alg: algorithmOf(signer), typ: 'JWT', ...(keyId !== undefined && { kid: keyId }) }
  try {
    return await new SignJWT({ iss: clientId, aud: clientId, sub: user, jti: randomUUID() })
      .setProtectedHeader(header)
      .setIssuedAt(seconds)
      .setExpirationTime(seconds + lifeSeconds)
      .sign(signer)
  } catch {
    throw keyError()
  }
}

function readKey(pem: string): KeyObject {
  try {
    return createPrivateKey(pem)
  } catch {
    // The cause is left out: it may quote the key.
    throw keyError()
  }
}

const curves: Readonly<Record<string, string>> = { prime256v1: 'ES256', secp384r1: 'ES384', secp521r1: 'ES512' }

function algorithmOf({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject): string {
  if (asymmetricKeyType === 'rsa') return 'RS256'
  const algorithm = curves[asymmetricKeyDetails?.namedCurve ?? '']
  if (algorithm === undefined) throw keyError()
  return algorithm
}

function keyError(): TicketboundError {
  return configError({
    code: 'signing-key-malformed',
    message: '`servicenow.auth.key` is no private key that an assertion can be signed with',
    help: 'give it as PEM without a passphrase: RSA of at least 2048 bits, or EC on P-256, P-384 or P-521',
  })
}
