import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalJson } from '../record/canonical.ts'
import { formatInstant } from '../time/instant.ts'
import { type MaterialRequest, materialBytes } from './material-digest.ts'

const least: MaterialRequest = { kind: 'provision', principal: 'alice', entitlement: 'deploy' }
const full: MaterialRequest = {
  ...least,
  level: 'write',
  owner: 'bob',
  expiresAt: Date.UTC(2026, 2, 31),
  requester: 'carol',
}

describe('materialBytes', () => {
  it('writes all seven fields, those that are not there as null', () => {
    expect(materialBytes(least)).toBe(
      '{"entitlement":"deploy","expiresAt":null,"kind":"provision","level":null,"owner":null,"principal":"alice","requester":null}',
    )
  })

  it('writes an end as an instant in UTC', () => {
    expect(materialBytes(full)).toContain('"expiresAt":"2026-03-31T00:00:00Z"')
  })

  it('tells absent from the words that could be taken for it', () => {
    const levels = [undefined, 'null', '', '"', 'undefined'].map((level) =>
      materialBytes({ ...least, ...(level !== undefined && { level }) }),
    )
    expect(new Set(levels).size).toBe(levels.length)
  })

  it.each(Object.keys(full) as (keyof MaterialRequest)[])('differs when %s differs', (field) => {
    const other = {
      ...full,
      [field]: field === 'expiresAt' ? Date.UTC(2026, 3, 1) : field === 'kind' ? 'change' : 'other',
    }
    expect(materialBytes(other as MaterialRequest)).not.toBe(materialBytes(full))
  })

  it('is the canonical JSON of its fields, whatever they hold', () => {
    const text = fc.string({ unit: 'grapheme' })
    const request = fc.record(
      {
        kind: fc.constant('change' as const),
        principal: text,
        entitlement: text,
        level: text,
        owner: text,
        requester: text,
        expiresAt: fc.integer({ min: 0, max: 4e12 }),
      },
      { requiredKeys: ['kind', 'principal', 'entitlement'] },
    )
    fc.assert(
      fc.property(request, (given) => {
        const { kind, principal, entitlement, level = null, owner = null, requester = null, expiresAt } = given
        const end = expiresAt === undefined ? null : formatInstant(expiresAt)
        expect(materialBytes(given)).toBe(
          canonicalJson({ kind, principal, entitlement, level, owner, requester, expiresAt: end }),
        )
      }),
    )
  })
})
