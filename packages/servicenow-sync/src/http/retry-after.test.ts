import { describe, expect, it } from 'vitest'
import { backOff } from './back-off.ts'
import { readRetryAfter } from './retry-after.ts'

const now = Date.parse('2026-11-25T00:00:00Z')

describe('Retry-After', () => {
  it.each([
    ['0', 0],
    ['7', 7000],
    [' 120 ', 120_000],
    ['99999999999999999999', 366 * 24 * 3_600_000],
    ['Wed, 25 Nov 2026 00:01:00 GMT', 60_000],
    ['Tue, 24 Nov 2026 23:00:00 GMT', 0],
  ])('%j is a wait of %i ms', (asked, ms) => {
    expect(readRetryAfter({ 'retry-after': asked }, now)).toBe(ms)
  })

  it.each(['', 'soon', '-1', '1.5', '1e3', '2026-11-25', 'Wed, 25 Nov 2026 00:01:00'])(
    '%j asks for nothing',
    (asked) => {
      expect(readRetryAfter({ 'retry-after': asked }, now)).toBeUndefined()
    },
  )

  it('that is not there asks for nothing', () => {
    expect(readRetryAfter({}, now)).toBeUndefined()
  })

  it("is held against the server's own clock where it gives its time", () => {
    const headers = { 'retry-after': 'Wed, 25 Nov 2026 01:01:00 GMT', date: 'Wed, 25 Nov 2026 01:00:00 GMT' }
    expect(readRetryAfter(headers, now)).toBe(60_000)
  })
})

describe('our own back-off', () => {
  const given = { firstMs: 100, mostMs: 1000 }
  it.each([
    [1, 0, 50],
    [1, 0.999, 100],
    [2, 0, 100],
    [3, 0, 200],
    [9, 0, 500],
    [2000, 0.999, 1000],
  ])('after %i failed tries, with chance at %d, is %i ms', (failed, random, ms) => {
    expect(backOff(given, failed, random)).toBe(ms)
  })
})
