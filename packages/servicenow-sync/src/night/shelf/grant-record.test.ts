import type { Grant } from '@ticketbound/core'
import { describe, expect, it } from 'vitest'
import { parseGrantRecord, toGrantRecord } from './grant-record.ts'
import { packSightings, parseSightings } from './packed-sightings.ts'

const placeOf = (file: number, line: number) => ({ source: 'prod', file: `${file}.ndjson`, line })

describe('toGrantRecord and parseGrantRecord', () => {
  it.each<[string, Grant]>([
    ['with nothing optional', { account: 'alice', entitlement: 'deploy' }],
    [
      'with everything a night needs',
      {
        account: 'alice',
        entitlement: 'deploy',
        level: 'write',
        grantedAt: 0,
        expiresAt: -5,
        credentialRotatedAt: 7,
        via: ['team a', 'org'],
      },
    ],
    ['with an empty path', { account: 'alice', entitlement: 'deploy', via: [] }],
  ])('give back a grant %s', (_, grant) => {
    const record = toGrantRecord(grant, 12, 3, 45)
    expect(record).not.toContain('\n')
    expect(parseGrantRecord(record, (id) => (id === 12 ? 'alice' : ''), placeOf)).toEqual({
      account: 12,
      grant: { ...grant, place: placeOf(3, 45) },
    })
  })
})

describe('packSightings and parseSightings', () => {
  it('give back what is remembered of an account', () => {
    const sightings = [
      { entitlement: 'deploy', firstSeenAt: 0 },
      { entitlement: 'read logs', firstSeenAt: 1, lastSeenAt: 2, lackedAt: 3 },
      { entitlement: 'pay', firstSeenAt: 1, lackedAt: 3 },
    ]
    expect(parseSightings(packSightings(sightings))).toEqual(sightings)
    expect(parseSightings(packSightings([]))).toEqual([])
  })
})
