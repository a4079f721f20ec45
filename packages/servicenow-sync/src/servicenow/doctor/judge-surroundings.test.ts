import { describe, expect, it } from 'vitest'
import { judgeFirstNight } from './judge-first-night.ts'
import { judgeClock, judgeInvalidQueries, judgeRateLimit } from './judge-surroundings.ts'
import type { TableProbes } from './probe-table.ts'
import { page, refused } from './testdata/pages.ts'

describe('judgeClock', () => {
  it.each([
    [0, 'ok'],
    [59_000, 'ok'],
    [-60_001, 'failed'],
    [600_000, 'failed'],
    [undefined, 'warning'],
  ])('of %s milliseconds apart thinks: %s', (skew, outcome) => {
    expect(judgeClock(skew).outcome).toBe(outcome)
  })

  it('says which clock is behind', () => {
    expect(judgeClock(600_000).found).toContain("this machine's clock is 600 seconds behind that of the instance")
    expect(judgeClock(-600_000).found).toContain('600 seconds ahead of')
  })
})

describe('judgeInvalidQueries', () => {
  it.each([
    [page([{ sys_id: 'a' }]), 'ok', /leaves such a part out/],
    [page([], 7), 'ok', /leaves such a part out/],
    [page([]), 'ok', /answers with no rows/],
    [refused(403), 'skipped', /not answered/],
  ])('tells what became of an unknown column', (answer, outcome, found) => {
    expect(judgeInvalidQueries(answer)).toMatchObject({ outcome, found: expect.stringMatching(found) })
  })
})

describe('judgeRateLimit', () => {
  it('warns of a rule that allows less than is asked for', () => {
    expect(judgeRateLimit(undefined, 5000).outcome).toBe('ok')
    expect(judgeRateLimit({ rule: 'r1', limit: 5000 }, 5000).outcome).toBe('ok')
    expect(judgeRateLimit({ rule: 'r1', limit: 100 }, 5000)).toMatchObject({
      outcome: 'warning',
      found: expect.stringContaining('`r1`'),
      fix: expect.stringContaining('requestsPerHour: 100'),
    })
  })
})

describe('judgeFirstNight', () => {
  const table = (total: number | undefined): TableProbes => ({
    spec: { table: 'sc_task', fields: [], required: [], neededFor: ['requests'] },
    first: { kind: 'page', rows: [], total },
    asked: 500,
    wanted: 500,
    tookMs: 600,
    linked: false,
    counted: undefined,
  })

  it('adds up what all tables take', () => {
    const check = judgeFirstNight([table(1_000_000), table(700)], { concurrency: 2, requestsPerHour: 5000 })
    expect(check).toMatchObject({ outcome: 'ok', found: 'at most 2,006 requests for 1,000,700 rows, about 11 minutes' })
  })

  it('warns where an hour allows less, be it by a rule', () => {
    const allowance = { concurrency: 2, requestsPerHour: 5000, limit: 1000 }
    expect(judgeFirstNight([table(1_000_000)], allowance)).toMatchObject({
      outcome: 'warning',
      fix: expect.stringContaining('3 runs an hour apart'),
    })
  })

  it('says nothing where nothing was counted', () => {
    expect(judgeFirstNight([table(undefined)], { concurrency: 1, requestsPerHour: 1 }).outcome).toBe('skipped')
  })
})
