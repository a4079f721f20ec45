import { describe, expect, it } from 'vitest'
import { parseEnd, parseInstant } from './instant.ts'
import { lastDayBefore } from './last-day.ts'

const instant = (text: string): number => {
  const reading = parseInstant(text)
  return reading.ok ? reading.value : Number.NaN
}

describe('lastDayBefore', () => {
  it.each(['UTC', 'Europe/Berlin', 'America/New_York', 'Pacific/Kiritimati', 'Asia/Kathmandu'])(
    'gives back the bare date an end was written as in %s',
    (zone) => {
      for (const date of ['2026-03-29', '2026-10-25', '2026-12-31', '2024-02-29']) {
        const end = parseEnd(date, zone)
        expect(end.ok && lastDayBefore(end.value, zone)).toBe(date)
      }
    },
  )

  it.each([
    ['2026-03-20T00:00:00Z', '2026-03-19'],
    ['2026-03-20T00:00:01Z', '2026-03-20'],
    ['2026-03-20T15:00:00Z', '2026-03-20'],
  ])('gives the day of the last moment before %s', (end, day) => {
    expect(lastDayBefore(instant(end), 'UTC')).toBe(day)
  })
})
