import type { JudgedRecertification } from '@ticketbound/core'
import { recertificationKey } from '@ticketbound/core'
import { describe, expect, it } from 'vitest'
import { someRecertification } from '../../store/testdata/records.ts'
import type { LoadedRecertifications } from '../load/load-recertifications.ts'
import { nameKey } from '../load/sift-lines.ts'
import { toRecertificationRecord, toRehomedRecertification } from '../shelf/recertification-record.ts'
import { mergeRecertifications } from './merge-recertifications.ts'

interface Case {
  readonly kept?: readonly JudgedRecertification[]
  readonly tonight?: readonly JudgedRecertification[]
  readonly rehomed?: readonly JudgedRecertification[]
  readonly contradicted?: readonly JudgedRecertification[]
  readonly spoiledNames?: readonly string[]
  readonly names?: readonly string[]
}

function merge({ kept = [], tonight = [], rehomed = [], contradicted = [], ...given }: Case) {
  const { spoiledNames = [], names = ['alice'] } = given
  const loaded = {
    contradicted: new Set(contradicted.map((it) => recertificationKey(it.recertification))),
    spoiledNames: new Set(spoiledNames),
  } as unknown as LoadedRecertifications
  const records = [
    ...rehomed.map(toRehomedRecertification),
    ...tonight.map(({ recertification }, line) => toRecertificationRecord(recertification, 0, { file: 'f', line })),
  ]
  return mergeRecertifications(kept, records, loaded, (name) => names.includes(name))
}

const judged = someRecertification()
const later = someRecertification({ decidedAt: 5 })
const unjudged = ({ recertification }: JudgedRecertification) => ({ recertification })

describe('mergeRecertifications', () => {
  it('gives nothing where there is nothing', () => {
    expect(merge({})).toEqual([])
  })

  it('takes what is read for the first time, not judged yet', () => {
    expect(merge({ tonight: [later, judged] })).toEqual([unjudged(judged), unjudged(later)])
  })

  it('keeps what was not read, and what was read again as it was, with its verdict', () => {
    const kept = [judged, later]
    expect(merge({ kept })).toBe(kept)
    expect(merge({ kept, tonight: [later, judged, judged] })).toBe(kept)
    expect(merge({ kept, tonight: [someRecertification({ decidedAt: 4 })] })).toHaveLength(3)
  })

  it.each([
    ['decision', { decision: 'revoke' } as const],
    ['decider', { decider: 'carol' }],
    ['end', { until: 9 }],
  ])('lets another %s replace what was decided at that instant, without the verdict on it', (_what, given) => {
    const other = someRecertification(given)
    expect(merge({ kept: [judged], tonight: [other] })).toEqual([unjudged(other)])
  })

  it.each([
    ['contradicts itself', { contradicted: [judged] }],
    ['names somebody whom another looks like', { spoiledNames: [nameKey('principal', 'alice')] }],
    ['names something that another looks like', { spoiledNames: [nameKey('entitlement', 'deploy')] }],
  ])('takes nothing that %s, and leaves what was kept', (_what, given) => {
    const other = someRecertification({ decision: 'revoke' })
    expect(merge({ tonight: [other], ...given })).toEqual([])
    expect(merge({ kept: [judged], tonight: [other], ...given })).toEqual([judged])
  })

  it('lets go of what is about somebody else now, and takes in what came with its verdict', () => {
    expect(merge({ kept: [judged], names: ['bob'] })).toEqual([])
    expect(merge({ rehomed: [judged] })).toEqual([judged])
    expect(merge({ rehomed: [judged], tonight: [judged] })).toEqual([judged])
  })
})
