import * as v from 'valibot'
import { exactObject } from '../exchange/exact-object.ts'
import { IdText, InstantText, listOf, textOf } from '../exchange/leaf-shapes.ts'
import { isRow } from '../exchange/row.ts'
import { issueFaults } from '../exchange/shape-faults.ts'
import { bad, good, quote } from '../fault.ts'
import { type FaultPath, faultAt, type PathFault, type PathReading } from '../path-fault.ts'
import type { KeyRing, SealKey } from './key-ring.ts'

/** An Ed25519 public key is 32 bytes, which base64url writes in 43 characters. */
const KeyText = textOf((text) => {
  if (/^[A-Za-z0-9_-]{43}$/.test(text)) return good(text)
  return bad({
    code: 'key-malformed',
    // What stands in the wrong place may be the private key, so it is not repeated.
    message: 'this is no Ed25519 public key',
    help: 'copy `x` of the public key: 43 characters of base64url',
  })
})

const entry = exactObject({
  kid: IdText,
  kty: v.literal('OKP'),
  crv: v.literal('Ed25519'),
  x: KeyText,
  status: v.picklist(['active', 'retired', 'revoked']),
  retiredAt: v.nullish(InstantText),
  // Members of RFC 7517 that say nothing we rely on, so that a key set made elsewhere can be used as it is.
  use: v.nullish(v.literal('sig')),
  alg: v.nullish(v.picklist(['Ed25519', 'EdDSA'])),
})

/** The key file, parsed: a JWK Set whose keys say what they are still good for. */
export const KeyRingDocument = exactObject({ keys: v.pipe(listOf(entry), v.nonEmpty()) })

/**
 * Reads a parsed key file, or tells what is wrong with it and where. A private key is refused before anything else is
 * looked at: it has no business here, and must be replaced.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7517#section-5
 * @see https://www.rfc-editor.org/rfc/rfc8037#section-2
 */
export function readKeyRing(document: unknown): PathReading<KeyRing> {
  const secrets = privateKeys(document)
  if (secrets.length > 0) return { ok: false, faults: secrets }
  const shaped = v.safeParse(KeyRingDocument, document)
  if (!shaped.success) return { ok: false, faults: issueFaults(shaped.issues).map(withoutValue) }
  const { keys } = shaped.output
  const faults = keys.flatMap((key, index) => [...retiredFaults(key, index), ...repeated(keys, key, index)])
  if (faults.length > 0) return { ok: false, faults }
  return { ok: true, value: new Map(keys.map((key) => [key.kid, toKey(key)] as const)) }
}

type Entry = v.InferOutput<typeof entry>

function toKey({ kid, x, status, retiredAt }: Entry): SealKey {
  return {
    kid,
    key: { kty: 'OKP', crv: 'Ed25519', x },
    status,
    ...(typeof retiredAt === 'number' && { retiredAt }),
  }
}

/** The value itself is never repeated. */
function privateKeys(document: unknown): readonly PathFault[] {
  const keys = isRow(document) && Array.isArray(document.keys) ? document.keys : []
  return [...privateKey(document, []), ...keys.flatMap((key: unknown, index) => privateKey(key, ['keys', index]))]
}

/** A private key is a key with a member `d`, or one in the armour in which tools write it to a file (RFC 7468). */
function privateKey(key: unknown, path: FaultPath): readonly PathFault[] {
  const isArmoured = typeof key === 'string' && key.includes('PRIVATE KEY')
  if (!isArmoured && !(isRow(key) && Object.hasOwn(key, 'd'))) return []
  return [
    faultAt(isArmoured ? path : [...path, 'd'], {
      code: 'key-private',
      message: 'a private key stands here',
      help: 'take it out, keep only the public key, and replace the pair: whoever read this file can seal approvals',
    }),
  ]
}

/** A text where an object is expected may be a private key in a form that nobody foresaw. */
function withoutValue(fault: PathFault): PathFault {
  return fault.code === 'field-wrong-type' ? { ...fault, message: 'something else is expected here' } : fault
}

function retiredFaults({ status, retiredAt }: Entry, index: number): readonly PathFault[] {
  const isDated = typeof retiredAt === 'number'
  if (isDated === (status === 'retired')) return []
  return [
    isDated
      ? faultAt(['keys', index, 'retiredAt'], {
          code: 'value-not-allowed',
          message: `\`retiredAt\` means nothing where the status is ${status}`,
          help: 'remove it, or write `status: retired`',
        })
      : faultAt(['keys', index, 'retiredAt'], {
          code: 'field-missing',
          message: '`retiredAt` is missing, and the status is retired',
          help: 'say when the key made its last seal: what it sealed before still counts',
        }),
  ]
}

function repeated(keys: readonly Entry[], { kid, x }: Entry, index: number): readonly PathFault[] {
  const before = keys.slice(0, index)
  const twin = before.find((other) => other.x === x && other.kid !== kid)
  return [
    ...(before.some((other) => other.kid === kid) ? [repeatedId(kid, index)] : []),
    ...(twin ? [repeatedKey(twin.kid, index)] : []),
  ]
}

function repeatedId(kid: string, index: number): PathFault {
  return faultAt(['keys', index, 'kid'], {
    code: 'id-repeated',
    message: `${quote(kid)} is already the id of a key`,
    help: 'give each key an id of its own, and never use an id again',
  })
}

// Else a key that is revoked under one id would go on counting under the other.
function repeatedKey(kid: string, index: number): PathFault {
  return faultAt(['keys', index, 'x'], {
    code: 'key-twice',
    message: `this is the key of ${quote(kid)}, too`,
    help: 'keep one entry for each key, and make a new pair for a new id',
  })
}
