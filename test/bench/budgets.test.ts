import { describe, expect, it } from 'vitest'
import { growthsOf, judge } from './budgets.ts'
import type { SizeFigures } from './figures.ts'

function size(grants: number, seconds: number, peakRss: number, ratioToFloor: number): SizeFigures {
  const rows = grants * 1.55
  const data = { people: grants / 20, tickets: grants / 2, grants, bytes: grants * 350, planted: {} }
  const night = { rows, seconds, rowsPerSecond: rows / seconds, peakRss, findings: 0, differences: [], storeBytes: 0 }
  return { data, night, ratioToFloor }
}

const verdicts = (sizes: readonly SizeFigures[]) => Object.fromEntries(judge(sizes).map((one) => [one.budget, one.met]))

describe('judge', () => {
  it('judges a full night from a million grants on, by the worst of them', () => {
    expect(verdicts([size(100_000, 1, 9e8, 20), size(1e6, 10, 5e8, 3.9), size(5e6, 56, 5.8e8, 5)])).toEqual({
      'full night / floor, first': true,
      'full night / floor, the aim': false,
      'peak RSS of a full night': true,
      'peak RSS, largest / smallest full night': false,
      'growth of time / growth of rows': false,
      'second night / first (files are read whole again)': undefined,
    })
  })

  it('says neither met nor missed where nothing was measured', () => {
    expect(judge([]).every((one) => !('met' in one) && !('measured' in one))).toBe(true)
  })
})

describe('growthsOf', () => {
  it('is 1 where time grows as the rows do, and leaves out a night that died', () => {
    const { data } = size(1e6, 1, 1, 1)
    const sizes = [size(100_000, 1, 1, 1), { data, night: { died: 'out of memory' } }, size(5e6, 50, 1, 1)]
    expect(growthsOf(sizes)).toEqual([1])
  })
})
