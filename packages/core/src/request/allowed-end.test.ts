import { describe, expect, it } from 'vitest'
import { day } from '../testdata/day.ts'
import { aPerson } from '../testdata/person.ts'
import { type Asking, anAskedRequest, brokenBy, surroundingsOf } from '../testdata/surroundings.ts'
import { parseEnd } from '../time/instant.ts'
import { allowedEnd } from './allowed-end.ts'

const dayMs = 86_400_000
const now = day(10) + dayMs / 2

function endsOf(asking: Asking) {
  return allowedEnd(anAskedRequest(asking.request), surroundingsOf(asking), now)
}

describe('allowedEnd', () => {
  it('goes from today on where nothing sets a longest time', () => {
    expect(endsOf({})).toEqual({ possible: true, first: '2026-01-10' })
  })

  it('ends with the last whole day of what the catalogue allows', () => {
    expect(endsOf({ entitlement: { maxDuration: 30 * dayMs } })).toEqual({
      possible: true,
      first: '2026-01-10',
      last: '2026-02-08',
    })
  })

  it('takes the shorter of what the catalogue and the policy allow for the kind of principal', () => {
    const people = [aPerson('alice', { kind: 'agent', sponsor: 'bob' })]
    const asking = { entitlement: { maxDuration: 30 * dayMs }, policy: { maxDuration: { agent: 7 * dayMs } }, people }
    expect(endsOf(asking)).toMatchObject({ last: '2026-01-16' })
    expect(endsOf({ ...asking, people: [] })).toMatchObject({ last: '2026-02-08' })
  })

  it('counts days on the clocks of the policy', () => {
    const policy = { zone: 'Pacific/Kiritimati' }
    expect(endsOf({ policy, entitlement: { maxDuration: 2 * dayMs } })).toEqual({
      possible: true,
      first: '2026-01-11',
      last: '2026-01-12',
    })
  })

  it('finds no day where the longest time is shorter than any that is still to come', () => {
    expect(endsOf({ entitlement: { maxDuration: 3_600_000 } })).toEqual({ possible: false })
  })

  it('gives a last day that breaks no rule, and none is later', () => {
    const asking = { entitlement: { maxDuration: 30 * dayMs } }
    const ends = allowedEnd(anAskedRequest(), surroundingsOf(asking), day(10))
    const last = ends.possible ? parseEnd(ends.last ?? '', 'UTC') : undefined
    const expiresAt = last?.ok ? last.value : 0
    expect(brokenBy({ ...asking, request: { expiresAt } })).not.toContain('expiry-too-late')
    expect(brokenBy({ ...asking, request: { expiresAt: expiresAt + dayMs } })).toContain('expiry-too-late')
  })
})
