import { hash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { day } from '../testdata/day.ts'
import { someClaims } from '../testdata/seal.ts'
import type { PublicKey, SealKey } from './key-ring.ts'
import { longestSeal, openSeal, readSealPayload, type VerifyJws } from './open-seal.ts'
import { type SealClaims, sealPayload } from './seal-claims.ts'

const sha256 = (text: string): string => hash('sha256', text, 'hex')
const signature = 'aZ0-_'.repeat(17).concat('Q')
const compact = `eyJh-_0Z.eyJi-_9Y.${signature}`
const key: PublicKey = { kty: 'OKP', crv: 'Ed25519', x: 'A'.repeat(43) }
const active: SealKey = { kid: 'k1', key, status: 'active' }
const ring = (given: Partial<SealKey> = {}) => new Map([['k1', { ...active, ...given }]])
const header = { alg: 'Ed25519', kid: 'k1', typ: 'ticketbound-seal+jws' }
const claims = someClaims(sha256)

/** A host for whom every signature holds whose key is known, and who notes the keys that it was given. */
function host(given: { readonly header?: object; readonly payload?: string } = {}) {
  const keys: (PublicKey | undefined)[] = []
  const verified = { header: { ...header, ...given.header }, payload: given.payload ?? sealPayload(claims) }
  const verify: VerifyJws = async (_compact, keyOf) => {
    const found = keyOf(verified.header.kid)
    keys.push(found)
    return found && verified
  }
  return { keys, verify }
}

describe('a seal is opened', () => {
  it('with the key that it names, and says what it says', async () => {
    const { keys, verify } = host()
    expect(await openSeal(compact, ring(), verify)).toEqual({ ok: true, kid: 'k1', claims })
    expect(keys).toEqual([key])
  })

  it('when it is as long as a seal may be', async () => {
    const longest = 'e'.repeat(longestSeal - compact.length) + compact
    expect(await openSeal(longest, ring(), host().verify)).toMatchObject({ ok: true })
  })

  it.each([0, 1])('when its key was retired %d milliseconds after the decision', async (later) => {
    const keys = ring({ status: 'retired', retiredAt: claims.decidedAt + later })
    expect(await openSeal(compact, keys, host().verify)).toMatchObject({ ok: true, kid: 'k1' })
  })
})

describe('a seal is malformed', () => {
  const [head, payload] = compact.split('.')

  it.each([
    ['is empty', ''],
    ['has no signature', `${head}.${payload}`],
    ['has an empty signature', `${head}.${payload}.`],
    ['has a signature one character too short', compact.slice(0, -1)],
    ['has a signature one character too long', `${compact}A`],
    ['has no header', `.${payload}.${signature}`],
    ['has no payload', `${head}..${signature}`],
    ['has a fourth part', `${compact}.${payload}`],
    ['has a fourth part before it', `${payload}.${compact}`],
    ['has white space before it', ` ${compact}`],
    ['has a line end behind it', `${compact}\n`],
    ['has padding in its header', `${head}=.${payload}.${signature}`],
    ['has padding in its payload', `${head}.${payload}=.${signature}`],
    ['has a signature of the other base64', compact.replace(/-/g, '+')],
    ['has a signature that ends in bits which say nothing', `${compact.slice(0, -1)}R`],
    ['has other separators', compact.replaceAll('.', ',')],
    ['is longer than any seal', 'e'.repeat(longestSeal - compact.length + 1) + compact],
  ])('when it %s, and then nobody tries to verify it', async (_what, text) => {
    const { keys, verify } = host()
    expect(await openSeal(text, ring(), verify)).toEqual({ ok: false, defect: 'seal-malformed' })
    expect(keys).toEqual([])
  })

  it('when the host finds no key to ask for, whatever else it says', async () => {
    const payload = sealPayload(claims)
    const defect = { ok: false, defect: 'seal-malformed' }
    expect(await openSeal(compact, ring(), async () => ({ header, payload }))).toEqual(defect)
    expect(await openSeal(compact, ring(), async () => undefined)).toEqual(defect)
  })

  it.each<[string, object]>([
    ['of another type', { typ: 'JWT' }],
    ['of its type in another case', { typ: 'TICKETBOUND-SEAL+JWS' }],
    ['of no type', { typ: undefined }],
    ['made with another algorithm', { alg: 'ES256' }],
    ['made with the older name of the algorithm', { alg: 'EdDSA' }],
    ['made with no algorithm', { alg: 'none' }],
  ])('when it is one %s, though its signature holds', async (_what, given) => {
    expect(await openSeal(compact, ring(), host({ header: given }).verify)).toEqual({
      ok: false,
      defect: 'seal-malformed',
    })
  })

  it('when its payload says nothing that a seal says, though its signature holds', async () => {
    expect(await openSeal(compact, ring(), host({ payload: '{}' }).verify)).toEqual({
      ok: false,
      defect: 'seal-malformed',
    })
  })
})

describe('a seal is not opened', () => {
  /** A host who says that a signature holds without a key, which it must not. */
  const careless: VerifyJws = async (_compact, keyOf) => {
    keyOf('k1')
    return { header, payload: sealPayload(claims) }
  }

  it('when nobody knows its key', async () => {
    const { keys, verify } = host({ header: { kid: 'k2' } })
    expect(await openSeal(compact, ring(), verify)).toEqual({ ok: false, defect: 'seal-key-unknown' })
    expect(keys).toEqual([undefined])
    expect(await openSeal(compact, new Map(), careless)).toEqual({ ok: false, defect: 'seal-key-unknown' })
  })

  it.each([undefined, null, 1, { kid: 'k1' }, ['k1']])('when it names its key by %j, which is no text', async (kid) => {
    const keys = new Map([[kid as never, active], ...ring()])
    expect(await openSeal(compact, keys, host({ header: { kid } }).verify)).toEqual({
      ok: false,
      defect: 'seal-key-unknown',
    })
  })

  it('when its key was revoked, and then the host is not given that key', async () => {
    const { keys, verify } = host()
    expect(await openSeal(compact, ring({ status: 'revoked' }), verify)).toEqual({
      ok: false,
      defect: 'seal-key-revoked',
    })
    expect(keys).toEqual([undefined])
    expect(await openSeal(compact, ring({ status: 'revoked' }), careless)).toEqual({
      ok: false,
      defect: 'seal-key-revoked',
    })
  })

  it.each<[string, Partial<SealKey>]>([
    ['before the decision', { retiredAt: claims.decidedAt - 1 }],
    ['nobody knows when', {}],
  ])('when its key was retired %s', async (_when, given) => {
    expect(await openSeal(compact, ring({ status: 'retired', ...given }), host().verify)).toEqual({
      ok: false,
      defect: 'seal-key-retired',
    })
  })

  it.each<[string, VerifyJws]>([
    [
      'does not hold',
      async (_compact, keyOf) => {
        keyOf('k1')
        return undefined
      },
    ],
    [
      'cannot be verified',
      async (_compact, keyOf) => {
        keyOf('k1')
        throw new Error('no such algorithm here')
      },
    ],
    [
      'makes the verifier throw at once',
      (_compact, keyOf) => {
        keyOf('k1')
        throw new Error('no key of that form')
      },
    ],
  ])('when its signature %s, whatever its key is still good for', async (_how, verify) => {
    for (const given of [{}, { status: 'retired', retiredAt: day(20) }] as const) {
      expect(await openSeal(compact, ring(given), verify)).toEqual({ ok: false, defect: 'seal-forged' })
    }
  })
})

describe('the payload of a seal', () => {
  it.each<[string, Partial<SealClaims>]>([
    ['an approval', {}],
    ['a rejection', { decision: 'rejected' }],
    ['a withdrawal', { decision: 'withdrawn' }],
    ['one for a group, in the place of somebody', { for: 'security', onBehalfOf: 'carol' }],
    ['one that came after another', { previous: sha256('s-0') }],
    ['one at a fraction of a second', { decidedAt: day(9) + 1 }],
  ])('says again what was sealed: %s', (_what, given) => {
    const sealed = someClaims(sha256, given)
    expect(readSealPayload(sealPayload(sealed))).toEqual(sealed)
  })

  const payload = sealPayload(claims)
  const told = JSON.parse(payload) as Record<string, unknown>
  /** The same claims but for some, written canonically. */
  const withClaims = (given: object) => sealPayload({ ...claims, ...given } as SealClaims)

  it.each([
    ['no JSON', 'approved'],
    ['nothing', ''],
    ['cut off', payload.slice(0, -1)],
    ['null', 'null'],
    ['a list', `[${payload}]`],
    ['with white space', JSON.stringify(told, undefined, 1)],
    ['in another order', JSON.stringify({ version: 1, ...Object.fromEntries(Object.entries(told).slice(0, -1)) })],
    ['with a claim twice', payload.replace('{', '{"approver":"carol",')],
    ['with a claim too many', payload.replace('"version":1', '"version":1,"z":1')],
    ['with an instant written in another way', payload.replace('2026-01-09T00:00:00Z', '2026-01-09T00:00:00.000Z')],
    ['with an instant of another zone', payload.replace('2026-01-09T00:00:00Z', '2026-01-09T01:00:00+01:00')],
    ['with a day for an instant', payload.replace('2026-01-08T00:00:00Z', '2026-01-08')],
    ['of a later version', withClaims({ version: 2 })],
    ['of a version in words', withClaims({ version: '1' })],
    ['with another decision', withClaims({ decision: 'maybe' })],
    ['with a digest in capitals', withClaims({ digest: claims.digest.toUpperCase() })],
    ['with a digest cut off', withClaims({ digest: claims.digest.slice(1) })],
    ['with a longer digest', withClaims({ digest: `${claims.digest}0` })],
    ['with something before its digest', withClaims({ digest: `0${claims.digest}` })],
    ['with no digest', withClaims({ digest: null })],
    ['with a digest before it that is none', withClaims({ previous: 's-0' })],
    ['with an empty name', withClaims({ approver: '' })],
    ['with an empty group', withClaims({ for: '' })],
  ])('is refused when it is %s', (_what, text) => {
    expect(readSealPayload(text)).toBeUndefined()
  })

  it.each(Object.keys(told))('is refused without `%s`', (claim) => {
    const { [claim]: _gone, ...others } = told
    expect(readSealPayload(JSON.stringify(others))).toBeUndefined()
  })
})
