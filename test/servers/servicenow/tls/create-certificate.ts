import { createPrivateKey, generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import { bits, der, objectId, octets, sequence, utcTime, utf8, wholeNumber } from './der.ts'

/** A private key and the certificate that goes with it, both PEM. */
export interface Certificate {
  readonly key: string
  readonly cert: string
  /** The common name it was made for. */
  readonly name: string
}

const ecdsaWithSha256 = sequence(objectId('1.2.840.10045.4.3.2'))
const dayMs = 86_400_000

/**
 * Makes a certificate for tests, good for a year: signed by itself, or by another one that was made here. It is for
 * 127.0.0.1 and localhost. Node makes keys and signatures, but no certificates; hence the few lines of encoding.
 * @see https://www.rfc-editor.org/rfc/rfc5280
 */
export function createCertificate(name: string, signedBy?: Certificate): Certificate {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const begins = new Date(Date.now() - dayMs)
  const content = sequence(
    der(0xa0, wholeNumber(Buffer.from([2]))),
    wholeNumber(randomBytes(12)),
    ecdsaWithSha256,
    distinguished(signedBy?.name ?? name),
    sequence(utcTime(begins), utcTime(new Date(begins.getTime() + 366 * dayMs))),
    distinguished(name),
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(basicConstraints(), alternativeNames())),
  )
  const signature = sign('sha256', content, signedBy === undefined ? privateKey : createPrivateKey(signedBy.key))
  const certificate = sequence(content, ecdsaWithSha256, bits(signature))
  return { name, key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(), cert: pem(certificate) }
}

function distinguished(name: string): Buffer {
  return sequence(der(0x31, sequence(objectId('2.5.4.3'), utf8(name))))
}

/** Each may sign others, so that a client can trust one that signed itself. */
function basicConstraints(): Buffer {
  const isAuthority = sequence(der(0x01, [0xff]))
  return sequence(objectId('2.5.29.19'), der(0x01, [0xff]), octets(isAuthority))
}

function alternativeNames(): Buffer {
  const names = sequence(der(0x82, Buffer.from('localhost')), der(0x87, [127, 0, 0, 1]))
  return sequence(objectId('2.5.29.17'), octets(names))
}

function pem(certificate: Buffer): string {
  const lines = certificate.toString('base64').match(/.{1,64}/g) ?? []
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`
}
