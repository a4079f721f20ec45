import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { measureFacts, nearestRank, ratio } from './measures.ts'

describe('ratio', () => {
  it('is the numerator over the denominator', () => {
    expect(ratio(1, 4)).toEqual({ value: 0.25, numerator: 1, denominator: 4, unit: 'ratio' })
    expect(ratio(0, 4).value).toBe(0)
  })

  it('is not computable over nothing, and says so', () => {
    expect(ratio(0, 0)).toEqual({
      value: null,
      numerator: 0,
      denominator: 0,
      unit: 'ratio',
      reason: 'nothing to measure',
    })
  })

  it('is not computable where something was not read, whatever the figures', () => {
    expect(ratio(1, 4, 'a source was cut short')).toMatchObject({ value: null, reason: 'a source was cut short' })
    expect(ratio(0, 0, 'a source was cut short').reason).toBe('a source was cut short')
  })
})

describe('nearestRank', () => {
  it.each([
    [0.5, [7], 7],
    [0.5, [1, 2], 1],
    [0.5, [1, 2, 3], 2],
    [0.9, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 9],
    [0.9, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], 10],
    [0.9, [1, 2], 2],
    [0, [1, 2], 1],
    [1, [1, 2], 2],
    [0.5, [], undefined],
  ])('of %d over %j is %j', (share, values, rank) => {
    expect(nearestRank(values, share)).toBe(rank)
  })

  it('is the smallest value that at least that share does not exceed', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(), { minLength: 1 }), fc.integer({ min: 1, max: 100 }), (values, percent) => {
        const ascending = [...values].sort((a, b) => a - b)
        const rank = nearestRank(ascending, percent / 100)
        const enough = (bound: number) =>
          ascending.filter((it) => it <= bound).length * 100 >= percent * ascending.length
        expect(rank).toBe(ascending.find(enough))
      }),
    )
  })
})

describe('the measures', () => {
  it.each(Object.entries(measureFacts))('%s have a title and an explanation', (_id, { title, explanation }) => {
    expect(title).toMatch(/^[A-Z]/)
    expect(explanation).toMatch(/\.$/)
  })
})
