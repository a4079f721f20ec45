import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nearestRank } from '../measures.ts'
import { type Waits, waitQuantile } from './kaplan-meier.ts'

/** The survival at `time`, the slow and obvious way: one factor for each moment at which anything ended. */
function survivalAt({ over, open }: Waits, time: number): number {
  const moments = [...new Set(over)].filter((moment) => moment <= time)
  return moments.reduce((surviving, moment) => {
    const ended = over.filter((each) => each === moment).length
    const atRisk = [...over, ...open].filter((each) => each >= moment).length
    return surviving * (1 - ended / atRisk)
  }, 1)
}

function slowQuantile(waits: Waits, share: number): number | undefined {
  return [...waits.over].sort((a, b) => a - b).find((time) => survivalAt(waits, time) <= 1 - share + 1e-9)
}

const lengths = fc.array(fc.integer({ min: 0, max: 12 }), { maxLength: 30 })

describe('waitQuantile', () => {
  // Remission times in weeks under 6-MP, of the trial that most courses on survival use: S(10) = 0.753, S(13) = 0.690,
  // S(16) = 0.627, S(22) = 0.538, S(23) = 0.448, and nothing ends after that.
  const remission = {
    over: [6, 6, 6, 7, 10, 13, 16, 22, 23],
    open: [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35],
  }

  it.each([
    [0.1, 6],
    [0.25, 13],
    [0.35, 16],
    [0.4, 22],
    [0.5, 23],
    [0.6, undefined],
  ])('gives the published estimate for a share of %d: %s', (share, weeks) => {
    expect(waitQuantile(remission, share)).toBe(weeks)
  })

  it('takes what was last looked at when another ended as waiting still', () => {
    expect(waitQuantile({ over: [5], open: [5] }, 0.5)).toBe(5)
    expect(waitQuantile({ over: [5], open: [5, 5] }, 0.5)).toBeUndefined()
  })

  it('says nothing of nothing, and nothing where all is open', () => {
    expect(waitQuantile({ over: [], open: [] }, 0.5)).toBeUndefined()
    expect(waitQuantile({ over: [], open: [1, 2] }, 0.1)).toBeUndefined()
  })

  it('agrees with a slow reference', () => {
    fc.assert(
      fc.property(lengths, lengths, fc.constantFrom(0.1, 0.5, 0.9, 0.99), (over, open, share) => {
        expect(waitQuantile({ over, open }, share)).toBe(slowQuantile({ over, open }, share))
      }),
    )
  })

  it('is the nearest rank where nothing is open', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(50), { maxLength: 60 }), fc.constantFrom(0.5, 0.9, 0.99), (over, share) => {
        const ascending = [...over].sort((a, b) => a - b)
        expect(waitQuantile({ over, open: [] }, share)).toBe(nearestRank(ascending, share))
      }),
    )
  })

  it('never falls when more is still waited for', () => {
    fc.assert(
      fc.property(lengths, lengths, fc.nat(12), (over, open, more) => {
        const before = waitQuantile({ over, open }, 0.5)
        const after = waitQuantile({ over, open: [...open, more] }, 0.5)
        expect(after ?? Number.POSITIVE_INFINITY).toBeGreaterThanOrEqual(before ?? Number.POSITIVE_INFINITY)
      }),
    )
  })
})
