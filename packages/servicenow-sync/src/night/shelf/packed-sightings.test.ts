import type { Sighting } from '@ticketbound/core'
import { describe, expect, it } from 'vitest'
import { packSightings, parseSightings } from './packed-sightings.ts'

const sightings: readonly Sighting[] = [
  { entitlement: 'deploy', firstSeenAt: 1, levels: [] },
  { entitlement: 'db, of team a', firstSeenAt: 0, lastSeenAt: 7, lackedAt: 3, levels: ['read'] },
  { entitlement: 'wiki', firstSeenAt: 2, levels: ['edit', 'read all'] },
  { entitlement: 'old', firstSeenAt: 2, lackedAt: 1 },
]

describe('packSightings and parseSightings', () => {
  it('give back what is remembered, levels that are none apart from levels that nobody knows', () => {
    const text = packSightings(sightings)
    expect(text).not.toMatch(/[\t\n]/)
    expect(parseSightings(text)).toEqual(sightings)
    expect(parseSightings(packSightings([]))).toEqual([])
  })

  it('read what was written before levels were kept', () => {
    expect(parseSightings('deploy\u001f1\u001f\u001f')).toEqual([{ entitlement: 'deploy', firstSeenAt: 1 }])
  })
})
