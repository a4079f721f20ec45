import { generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'

/** A certificate and its private key, as PEM. */
export interface Certified {
  readonly cert: string
  readonly key: string
}

/** Somebody who signs certificates, and their own. */
export interface Authority extends Certified {
  readonly name: string
  readonly signer: KeyObject
}

/** What a certificate is for. */
export interface CertificateOptions {
  /** The host that it is for. Default: this machine, `127.0.0.1`. */
  readonly ip?: string
  readonly from?: Date
  readonly until?: Date
}

const dayMs = 86_400_000

/** Makes an authority that signs its own certificate. Nothing of it outlives the test. */
export function makeAuthority(name: string): Authority {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const isAuthority = sequence(
    oid('551d13'),
    tlv(0x01, Buffer.from([0xff])),
    octets(sequence(tlv(0x01, Buffer.from([0xff])))),
  )
  const cert = certificate({ name, issuer: name, publicKey, signer: privateKey, extension: isAuthority })
  return { name, cert, key: pemOf(privateKey), signer: privateKey }
}

/** Lets an authority sign a certificate for one address. */
export function makeCertificate(authority: Authority, options: CertificateOptions = {}): Certified {
  const { ip = '127.0.0.1' } = options
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const address = tlv(0x87, Buffer.from(ip.split('.').map(Number)))
  const extension = sequence(oid('551d11'), octets(sequence(address)))
  const { name: issuer, signer } = authority
  return {
    cert: certificate({ name: 'test', issuer, publicKey, signer, extension, ...options }),
    key: pemOf(privateKey),
  }
}

interface Parts extends CertificateOptions {
  readonly name: string
  readonly issuer: string
  readonly publicKey: KeyObject
  readonly signer: KeyObject
  readonly extension: Buffer
}

/** @see https://www.rfc-editor.org/rfc/rfc5280#section-4.1 */
function certificate({ name, issuer, publicKey, signer, extension, ...options }: Parts): string {
  const { from = new Date(Date.now() - dayMs), until = new Date(Date.now() + dayMs) } = options
  const algorithm = sequence(oid('2a8648ce3d040302'))
  const serial = randomBytes(8)
  serial[0] = 0x40
  const signed = sequence(
    tlv(0xa0, tlv(0x02, Buffer.from([2]))),
    tlv(0x02, serial),
    algorithm,
    named(issuer),
    sequence(time(from), time(until)),
    named(name),
    publicKey.export({ type: 'spki', format: 'der' }),
    tlv(0xa3, sequence(extension)),
  )
  const signature = tlv(0x03, Buffer.concat([Buffer.from([0]), sign('sha256', signed, signer)]))
  const base64 = sequence(signed, algorithm, signature).toString('base64').replace(/.{64}/g, '$&\n')
  return `-----BEGIN CERTIFICATE-----\n${base64}\n-----END CERTIFICATE-----\n`
}

function named(name: string): Buffer {
  return sequence(tlv(0x31, sequence(oid('550403'), tlv(0x0c, Buffer.from(name)))))
}

function time(date: Date): Buffer {
  return tlv(0x18, Buffer.from(date.toISOString().replace(/[-:T]|\.\d+/g, '')))
}

function oid(hex: string): Buffer {
  return tlv(0x06, Buffer.from(hex, 'hex'))
}

function octets(content: Buffer): Buffer {
  return tlv(0x04, content)
}

function sequence(...parts: readonly Buffer[]): Buffer {
  return tlv(0x30, Buffer.concat(parts))
}

function tlv(tag: number, content: Buffer): Buffer {
  const { length } = content
  if (length < 0x80) return Buffer.concat([Buffer.from([tag, length]), content])
  const size = Buffer.from(length.toString(16).padStart(4, '0'), 'hex')
  return Buffer.concat([Buffer.from([tag, 0x82]), size, content])
}

function pemOf(key: KeyObject): string {
  return String(key.export({ type: 'pkcs8', format: 'pem' }))
}
