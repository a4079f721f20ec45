import type { Approval, RequestLine } from '@ticketbound/core'
import { materialDigest, sealClaims, sealPayload } from '@ticketbound/core'
import { createVerifyJws, sha256 } from '@ticketbound/seals'
import fc from 'fast-check'
import { CompactSign, exportJWK, generateKeyPair, type JWTHeaderParameters } from 'jose'
import { beforeAll, describe, expect, it } from 'vitest'
import { active, decision, judge, keyPair, now, type Pair, request, ringOf, sealed } from './seal-house.ts'

let pair: Pair
let approval: Approval & { readonly seal: string }
beforeAll(async () => {
  pair = await keyPair('k1')
  approval = await sealed(request, decision, pair)
})

const hour = 3_600_000
const faultsOf = async (about: RequestLine, given: Approval, ring = ringOf(active(pair)), tenant?: string) =>
  (await judge(about, [given], ring, tenant)).approvals[0]?.faults

/** Signs claims with any header, as an attacker with a key of the site could not, and one without could try. */
async function forged(
  header: JWTHeaderParameters,
  payload: string,
  key: Parameters<CompactSign['sign']>[0] = pair.privateKey,
) {
  return new CompactSign(new TextEncoder().encode(payload)).setProtectedHeader(header).sign(key)
}

const typ = 'ticketbound-seal+jws'
const payloadOf = (about = request) => sealPayload(sealClaims(about, decision, { tenant: 'acme', sha256 }))

describe('a sealed approval counts', () => {
  it('when its seal ties it to exactly this request, and then the evidence is proven', async () => {
    expect(await judge(request, [approval], ringOf(active(pair)))).toMatchObject({
      sufficient: true,
      assurance: 'proven',
    })
  })

  it('without a field history, because the seal says what was approved', async () => {
    const { changes: _changes, ...unknown } = request
    expect(await judge(unknown, [approval], ringOf(active(pair)))).toMatchObject({
      sufficient: true,
      assurance: 'proven',
    })
  })

  it('when its key was retired after the decision, and a new one makes the seals now', async () => {
    const next = await keyPair('k2')
    const retired = { ...active(pair), status: 'retired' as const, retiredAt: decision.decidedAt }
    const ring = ringOf(retired, active(next))
    expect(await faultsOf(request, approval, ring)).toEqual([])
    expect(await faultsOf(request, await sealed(request, decision, next), ring)).toEqual([])
  })

  it('after a rejection that was followed by a new approval, each sealed after the one before', async () => {
    const rejection = await sealed(
      request,
      { ...decision, approver: 'carol', decision: 'rejected', previous: approval.seal },
      pair,
    )
    const again = await sealed(
      request,
      { ...decision, decidedAt: decision.decidedAt + hour, previous: rejection.seal },
      pair,
    )
    const verdict = await judge(request, [approval, rejection, again], ringOf(active(pair)))
    expect(verdict.approvals.map(({ faults }) => faults)).toEqual([['rejected-later'], ['not-an-approval'], []])
  })
})

describe('a seal proves nothing', () => {
  it.each<[string, Partial<RequestLine>]>([
    ['when the level was raised', { level: 'write' }],
    ['when the end was extended', { expiresAt: now + 100 * 24 * hour }],
    ['when the end was taken away', { expiresAt: undefined as never }],
    ['when the principal was swapped', { principal: 'carol' }],
    ['when the entitlement was swapped', { entitlement: 'root' }],
    ['when the kind was changed', { kind: 'change' }],
    ['when the owner was changed', { owner: 'carol' }],
    ['when the requester was changed', { requester: 'carol' }],
  ])('%s after the approval', async (_when, changed) => {
    expect(await faultsOf({ ...request, ...changed }, approval)).toContain('seal-of-other-content')
  })

  it.each<[string, Partial<RequestLine>]>([
    ['on another ticket', { number: 'ACC-2' }],
    ['on another line of the ticket', { item: '2' }],
    ['on a ticket of the same number elsewhere', { source: 'itsm' }],
    ['on a ticket opened again since', { reopenedAt: decision.decidedAt - hour }],
  ])('%s', async (_where, other) => {
    expect(await faultsOf({ ...request, ...other }, approval)).toEqual(['seal-of-other-request'])
  })

  it('on another site', async () => {
    expect(await faultsOf(request, approval, ringOf(active(pair)), 'umbrella')).toEqual(['seal-of-other-tenant'])
  })

  it.each<[string, Partial<Approval>]>([
    ['its approver', { approver: 'carol' }],
    ['its instant, to before a rejection or after a change', { decidedAt: decision.decidedAt - hour }],
    ['the group it was given for', { group: 'security' }],
    ['whose place it was given in', { onBehalfOf: 'carol' }],
  ])('for a row that changed %s', async (_what, changed) => {
    expect(await faultsOf(request, { ...approval, ...changed })).toContain('seal-says-otherwise')
  })

  it('for a rejection that the row calls an approval', async () => {
    const rejection = await sealed(request, { ...decision, decision: 'rejected' }, pair)
    expect(await faultsOf(request, { ...rejection, decision: 'approved' })).toEqual(['seal-says-otherwise'])
  })

  it('when a rejection that came before it was taken away', async () => {
    const rejection = await sealed(request, { ...decision, approver: 'carol', decision: 'rejected' }, pair)
    const after = await sealed(
      request,
      { ...decision, decidedAt: decision.decidedAt + hour, previous: rejection.seal },
      pair,
    )
    expect(await faultsOf(request, after)).toEqual(['seal-history-broken'])
  })

  it('when its key was revoked, whenever it was made', async () => {
    expect(await faultsOf(request, approval, ringOf({ ...active(pair), status: 'revoked' }))).toEqual([
      'seal-key-revoked',
    ])
  })

  it('when it was made after its key was retired', async () => {
    const retired = { ...active(pair), status: 'retired' as const, retiredAt: decision.decidedAt - 1 }
    expect(await faultsOf(request, approval, ringOf(retired))).toEqual(['seal-key-retired'])
  })

  it('when nobody knows its key', async () => {
    expect(await faultsOf(request, approval, ringOf(active(await keyPair('other'))))).toEqual(['seal-key-unknown'])
  })

  it('when another key made it under the id of a known one', async () => {
    const thief = { ...(await keyPair('k1')) }
    expect(await faultsOf(request, await sealed(request, decision, thief))).toEqual(['seal-forged'])
  })

  it('when it is not there', async () => {
    const { seal: _seal, ...row } = approval
    expect(await faultsOf(request, row)).toEqual(['seal-missing'])
  })
})

describe('a seal that is no seal', () => {
  const unsigned = (header: object) =>
    `${Buffer.from(JSON.stringify(header)).toString('base64url')}.${Buffer.from(payloadOf()).toString('base64url')}.${'A'.repeat(86)}`

  it.each<[string, () => Promise<string> | string]>([
    ['has the algorithm none', () => unsigned({ alg: 'none', kid: 'k1', typ })],
    ['has no signature', () => approval.seal.replace(/[^.]*$/, '')],
    ['is cut off', () => approval.seal.slice(0, -1)],
    ['has something behind it', () => `${approval.seal}A`],
    ['has a fourth part', () => `${approval.seal}.e30`],
    ['is larger than any seal', () => `${'A'.repeat(5000)}.${approval.seal}`],
    ['is empty', () => ''],
    ['is of another type', () => forged({ alg: 'Ed25519', kid: 'k1', typ: 'JWT' }, payloadOf())],
    ['has no type', () => forged({ alg: 'Ed25519', kid: 'k1' }, payloadOf())],
    [
      'has its claims in another order',
      () => forged({ alg: 'Ed25519', kid: 'k1', typ }, JSON.stringify({ tenant: 'acme', ...JSON.parse(payloadOf()) })),
    ],
    [
      'has a claim twice',
      () =>
        forged(
          { alg: 'Ed25519', kid: 'k1', typ },
          payloadOf().replace('{"approver":', '{"approver":"carol","approver":'),
        ),
    ],
    [
      'has a claim too many',
      () => forged({ alg: 'Ed25519', kid: 'k1', typ }, payloadOf().replace('"version":1', '"version":1,"z":1')),
    ],
    [
      'is of a later version',
      () => forged({ alg: 'Ed25519', kid: 'k1', typ }, payloadOf().replace('"version":1', '"version":2')),
    ],
    ['is no JSON', () => forged({ alg: 'Ed25519', kid: 'k1', typ }, 'approved')],
  ])('is refused when it %s', async (_what, make) => {
    const faults = await faultsOf(request, { ...approval, seal: await make() })
    expect(faults?.[0]).toMatch(/^seal-(malformed|forged)$/)
  })

  it('is refused when it asks for another algorithm with a key that fits it', async () => {
    const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true })
    const seal = await forged({ alg: 'ES256', kid: 'k1', typ }, payloadOf(), privateKey)
    expect(await faultsOf(request, { ...approval, seal })).toEqual(['seal-malformed'])
    // Even with a key of that kind on the ring, jose is held to Ed25519.
    const { x = '' } = await exportJWK(publicKey)
    await expect(createVerifyJws()(seal, () => ({ kty: 'OKP', crv: 'Ed25519', x }))).rejects.toThrow()
  })

  it('is refused when the public key signs it as the secret of an HMAC', async () => {
    const secret = Buffer.from(pair.key.x, 'base64url')
    const seal = await forged({ alg: 'HS256', kid: 'k1', typ }, payloadOf(), secret)
    expect((await faultsOf(request, { ...approval, seal }))?.[0]).toMatch(/^seal-(malformed|forged)$/)
  })

  it('is refused after any one character of it was changed', async () => {
    const ring = ringOf(active(pair))
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.constantFrom(...'Ab0-_.'), async (at, other) => {
        const { seal } = approval
        const index = at % seal.length
        const changed = seal.slice(0, index) + other + seal.slice(index + 1)
        fc.pre(changed !== seal)
        expect((await judge(request, [{ ...approval, seal: changed }], ring)).sufficient).toBe(false)
      }),
      { numRuns: 200 },
    )
  })
})

describe('the digest of a seal', () => {
  it('is the SHA-256 of the material fields, so that anybody can compute it', () => {
    expect(JSON.parse(payloadOf()).digest).toBe(materialDigest(request, sha256))
  })
})
