import { describe, expect, it } from 'vitest'
import { addSeconds, isEarlier, toStamp } from './stamp.ts'

describe('a stamp', () => {
  it('is an instant in whole seconds, in UTC, as the database writes it', () => {
    expect(toStamp(Date.parse('2026-03-02T02:00:00.999+01:00'))).toBe('2026-03-02 01:00:00')
  })

  it.each([
    ['2026-02-28 23:59:59', 1, '2026-03-01 00:00:00'],
    ['2026-03-01 00:00:00', -300, '2026-02-28 23:55:00'],
    // The night in which clocks in Europe go forward: in UTC no hour is missing.
    ['2026-03-29 00:59:30', 3600, '2026-03-29 01:59:30'],
  ])('%s and %i seconds are %s', (stamp, seconds, later) => {
    expect(addSeconds(stamp, seconds)).toBe(later)
    expect(addSeconds(later, -seconds)).toBe(stamp)
  })

  it('is earlier than what comes after it, and not than itself', () => {
    expect(isEarlier('2026-03-01 09:59:59', '2026-03-01 10:00:00')).toBe(true)
    expect(isEarlier('2026-03-01 10:00:00', '2026-03-01 10:00:00')).toBe(false)
  })
})
