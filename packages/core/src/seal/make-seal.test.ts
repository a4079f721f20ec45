import { hash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { someClaims } from '../testdata/seal.ts'
import { makeSeal, type SealHeader } from './make-seal.ts'
import { sealPayload } from './seal-claims.ts'

const sha256 = (text: string): string => hash('sha256', text, 'hex')

describe('makeSeal', () => {
  it('gives what the host signs: a header that names the key, the algorithm and what this is, and the claims', async () => {
    const signed: [SealHeader, string][] = []
    const claims = someClaims(sha256)
    const seal = await makeSeal(claims, 'k1', async (header, payload) => {
      signed.push([header, payload])
      return 'the seal'
    })
    expect(seal).toBe('the seal')
    expect(signed).toEqual([[{ alg: 'Ed25519', kid: 'k1', typ: 'ticketbound-seal+jws' }, sealPayload(claims)]])
  })

  it('fails where the host cannot sign', async () => {
    const broken = async () => {
      throw new Error('no key')
    }
    await expect(makeSeal(someClaims(sha256), 'k1', broken)).rejects.toThrow('no key')
  })
})
