import { describe, expect, it } from 'vitest'
import { day } from '../testdata/day.ts'
import { anEntitlement, bookOf } from '../testdata/entitlement.ts'
import { aNight } from '../testdata/night.ts'
import { aPerson, directoryOf } from '../testdata/person.ts'
import { aCounting, aRecertification } from '../testdata/recertification.ts'
import { counts, judgeRecertifications } from './judge-recertifications.ts'

const entitlements = bookOf(anEntitlement())
const directory = directoryOf(aPerson('alice'), aPerson('bob'), aPerson('carol'))
const night = aNight({ entitlements, directory })

describe('judgeRecertifications', () => {
  it('judges what was not judged, and keeps the verdict with it', () => {
    const given = [{ recertification: aRecertification() }, { recertification: aRecertification({ decider: 'carol' }) }]
    const { recertifications, standing } = judgeRecertifications(given, night)
    expect(recertifications.map(({ faults }) => faults)).toEqual([[], ['approver-not-named']])
    expect(standing).toEqual(recertifications)
    expect(standing.map(counts)).toEqual([true, false])
  })

  it('judges nothing twice: a decider who has left since had decided', () => {
    const given = [aCounting(), aCounting({ decider: 'carol' }, ['approver-unknown'])]
    const { recertifications, standing } = judgeRecertifications(given, night)
    expect(recertifications).toBe(given)
    expect(standing).toEqual(given)
  })

  it('leaves for later what is decided after the night', () => {
    const given = [
      { recertification: aRecertification({ decidedAt: day(20) }) },
      { recertification: aRecertification({ decidedAt: day(20) + 1 }) },
    ]
    const { recertifications, standing } = judgeRecertifications(given, night)
    expect(recertifications.map(({ faults }) => faults)).toEqual([[], undefined])
    expect(standing).toHaveLength(1)
  })

  it('does not show tonight what an earlier night judged and this one is too early for', () => {
    expect(judgeRecertifications([aCounting({ decidedAt: day(21) })], night).standing).toEqual([])
  })

  it('leaves for later what the catalogue does not know', () => {
    const given = [{ recertification: aRecertification({ entitlement: 'ghost' }) }]
    expect(judgeRecertifications(given, night)).toEqual({ recertifications: given, standing: [] })
  })

  it('keeps no verdict by people of whom some may be missing', () => {
    const given = [{ recertification: aRecertification() }]
    const { recertifications, standing } = judgeRecertifications(
      given,
      aNight({ entitlements, directory: directoryOf(), peopleComplete: false }),
    )
    expect(recertifications).toBe(given)
    expect(standing.map(({ faults }) => faults)).toEqual([['approver-unknown']])
  })
})
