import { describe, expect, it } from 'vitest'
import { readKeyRing } from './read-key-ring.ts'

const x = 'A'.repeat(43)
const otherX = 'B'.repeat(43)
const key = { kid: 'k1', kty: 'OKP', crv: 'Ed25519', x, status: 'active' }

const armoured = '-----BEGIN PRIVATE KEY-----\nsecret\n-----END PRIVATE KEY-----'

const faultsOf = (document: unknown) => {
  const reading = readKeyRing(document)
  return reading.ok ? [] : reading.faults.map(({ code, path }) => [code, path] as const)
}

describe('readKeyRing', () => {
  it('reads keys by their ids, with what each is still good for', () => {
    const retired = {
      ...key,
      kid: 'k0',
      x: otherX,
      status: 'retired',
      retiredAt: '2026-01-01T00:00:00Z',
      use: 'sig',
      alg: 'EdDSA',
    }
    const reading = readKeyRing({ keys: [key, retired] })
    expect(reading.ok && [...reading.value.values()]).toEqual([
      { kid: 'k1', key: { kty: 'OKP', crv: 'Ed25519', x }, status: 'active' },
      { kid: 'k0', key: { kty: 'OKP', crv: 'Ed25519', x: otherX }, status: 'retired', retiredAt: Date.UTC(2026, 0, 1) },
    ])
  })

  it.each<[string, unknown, string, (string | number)[]]>([
    ['no keys', { keys: [] }, 'value-empty', ['keys']],
    ['another curve', { keys: [{ ...key, crv: 'X25519' }] }, 'value-not-allowed', ['keys', 0, 'crv']],
    ['a key cut off', { keys: [{ ...key, x: 'AAAA' }] }, 'key-malformed', ['keys', 0, 'x']],
    ['a key without a status', { keys: [{ ...key, status: undefined }] }, 'field-missing', ['keys', 0, 'status']],
    ['an id used twice', { keys: [key, { ...key, x: otherX }] }, 'id-repeated', ['keys', 1, 'kid']],
    [
      'a key under two ids, so that what is revoked under one cannot count under the other',
      {
        keys: [
          { ...key, status: 'revoked' },
          { ...key, kid: 'k2' },
        ],
      },
      'key-twice',
      ['keys', 1, 'x'],
    ],
    [
      'a retired key without its day',
      { keys: [{ ...key, status: 'retired' }] },
      'field-missing',
      ['keys', 0, 'retiredAt'],
    ],
    [
      'an active key with a day of retirement',
      { keys: [{ ...key, retiredAt: '2026-01-01T00:00:00Z' }] },
      'value-not-allowed',
      ['keys', 0, 'retiredAt'],
    ],
    ['a private key', { keys: [{ ...key, d: 'secret' }] }, 'key-private', ['keys', 0, 'd']],
    ['a private key without a set', { ...key, d: 'secret' }, 'key-private', ['d']],
    ['a private key as tools write it to a file', armoured, 'key-private', []],
    ['such a key among others', { keys: [key, armoured] }, 'key-private', ['keys', 1]],
  ])('refuses %s', (_what, document, code, path) => {
    expect(faultsOf(document)).toEqual([[code, path]])
  })

  it.each([
    ['active', 'Ed25519'],
    ['revoked', 'EdDSA'],
  ])('reads a key that is %s and names its algorithm %s', (status, alg) => {
    const reading = readKeyRing({ keys: [{ ...key, status, alg }] })
    expect(reading.ok && reading.value.get('k1')).toStrictEqual({
      kid: 'k1',
      key: { kty: 'OKP', crv: 'Ed25519', x },
      status,
    })
  })

  it.each([
    ['too long', `${x}A`],
    ['too short', x.slice(1)],
    ['with something before it', ` ${x}`],
    ['in the other base64', `${x.slice(1)}+`],
  ])('refuses a key that is %s', (_how, text) => {
    expect(faultsOf({ keys: [{ ...key, x: text }] })).toEqual([['key-malformed', ['keys', 0, 'x']]])
  })

  it.each([null, undefined, 'keys', 7, [], [key], {}, { keys: null }, { keys: key }, { keys: [null, 'k1'] }])(
    'refuses %j, which is no key set',
    (document) => {
      expect(faultsOf(document)).not.toEqual([])
    },
  )

  it.each<[string, unknown[], RegExp, RegExp]>([
    ['a private key', [{ ...key, d: 'secret' }], /private key/, /replace the pair/],
    ['a key cut off', [{ ...key, x: 'AAAA' }], /no Ed25519 public key/, /43 characters/],
    ['an id used twice', [key, key], /`k1` is already/, /an id of its own/],
    ['a key under two ids', [key, { ...key, kid: 'k2' }], /the key of `k1`, too/, /one entry for each key/],
    ['a retired key without its day', [{ ...key, status: 'retired' }], /`retiredAt` is missing/, /last seal/],
    [
      'a revoked key with a day of retirement',
      [{ ...key, status: 'revoked', retiredAt: '2026-01-01T00:00:00Z' }],
      /where the status is revoked/,
      /`status: retired`/,
    ],
  ])('says of %s what is wrong and what to do', (_what, keys, message, help) => {
    const reading = readKeyRing({ keys })
    expect(reading.ok ? [] : reading.faults).toMatchObject([
      { message: expect.stringMatching(message), help: expect.stringMatching(help) },
    ])
  })

  it.each([
    ['in its member', { keys: [{ ...key, d: 'very-secret' }] }],
    ['as tools write it to a file', '-----BEGIN PRIVATE KEY----- very-secret'],
    ['as a text of its own', 'very-secret'],
    ['as a text among keys', { keys: ['very-secret'] }],
    ['in place of the keys', { keys: 'very-secret' }],
    ['in place of the public one', { keys: [{ ...key, x: 'very-secret' }] }],
  ])('never repeats a private key that stands %s', (_where, document) => {
    const reading = readKeyRing(document)
    expect(reading.ok).toBe(false)
    expect(JSON.stringify(reading)).not.toContain('very-secret')
  })
})
