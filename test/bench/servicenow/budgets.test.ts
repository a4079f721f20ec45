import { describe, expect, it } from 'vitest'
import { growthsOf, judge } from './budgets.ts'
import type { ReadingFigure, TableFigures, Way } from './figures.ts'

const setting = { rows: 1000, pageSize: 100, concurrency: 1, latencyMs: 100 }
const faults = { missing: 0, twice: 0, unknown: 0 }

function figure(rows: number, seconds: number, more: Partial<ReadingFigure> = {}): ReadingFigure {
  return { rows, seconds, rowsPerSecond: rows / seconds, requests: 10, faults, instanceCpuSeconds: 0, ...more }
}

function read(way: Way, shareOfPermitted: number, ratioToFloor?: number): TableFigures {
  return {
    way,
    setting,
    figure: figure(1000, 1),
    shareOfPermitted,
    ...(ratioToFloor !== undefined && { ratioToFloor }),
  }
}

function grown(rows: number, seconds: number, peakRss: number): TableFigures {
  return { ...read('mirror', 1), figure: figure(rows, seconds, { peakRss }) }
}

const verdicts = (figures: Partial<Parameters<typeof judge>[0]>) =>
  Object.fromEntries(judge({ tables: [], growth: [], ...figures }).map(({ budget, met }) => [budget, met]))

describe('judge', () => {
  it('judges each way of reading by the worst of its readings', () => {
    const tables = [read('floor', 0.5), read('sweep', 0.95, 1.05), read('sweep', 0.9, 1.1), read('mirror', 0.89, 1.2)]
    expect(verdicts({ tables })).toMatchObject({
      'full sweep, share of what pages, places and latency permit': true,
      'mirror, share of what pages, places and latency permit': false,
      'full sweep / floor': true,
      'mirror / floor': false,
    })
  })

  it('holds an increment to the full reading before it, by requests and by the clock', () => {
    const increment = { setting, changed: 10, full: figure(1000, 10, { requests: 100 }) }
    const few = figure(10, 0.31, { requests: 3 })
    expect(verdicts({ increment: { ...increment, increment: few } })).toMatchObject({
      'increment with 1 % changed / full, requests': true,
      'increment with 1 % changed / full, seconds': false,
    })
  })

  it('holds memory of the largest table to that of the smallest, and time to the growth of rows', () => {
    const growth = [grown(100, 1, 100), grown(300, 3.2, 200), grown(1000, 12, 116)]
    expect(verdicts({ growth })).toMatchObject({
      'peak RSS, largest / smallest': false,
      'growth of time / growth of rows': false,
    })
  })

  it('says neither met nor missed where nothing was measured', () => {
    expect(judge({ tables: [], growth: [] }).every((one) => !('met' in one) && !('measured' in one))).toBe(true)
  })
})

describe('growthsOf', () => {
  it('is 1 where time grows as the rows do', () => {
    expect(growthsOf([grown(100, 1, 1), grown(300, 3, 1), grown(600, 12, 1)])).toEqual([1, 2])
  })
})
