import { describe, expect, it } from 'vitest'
import { formatInstant } from './instant.ts'
import { parsePeriod } from './period.ts'

const now = Date.parse('2026-05-17T03:00:00Z')

function read(text: string, zone = 'UTC'): string {
  const reading = parsePeriod(text, zone, now)
  if (!reading.ok) return reading.faults.map(({ code }) => code).join()
  return `${formatInstant(reading.value.from)} ${formatInstant(reading.value.until)}`
}

describe('parsePeriod', () => {
  it.each([
    ['2026', '2026-01-01T00:00:00Z 2027-01-01T00:00:00Z'],
    ['2026-Q1', '2026-01-01T00:00:00Z 2026-04-01T00:00:00Z'],
    ['2026-Q4', '2026-10-01T00:00:00Z 2027-01-01T00:00:00Z'],
    ['2026-12', '2026-12-01T00:00:00Z 2027-01-01T00:00:00Z'],
    ['2024-02-29', '2024-02-29T00:00:00Z 2024-03-01T00:00:00Z'],
    ['2026-03-01/2026-04-01', '2026-03-01T00:00:00Z 2026-04-01T00:00:00Z'],
    ['2026-03-01T12:00:00Z/2026-03-02', '2026-03-01T12:00:00Z 2026-03-02T00:00:00Z'],
    ['P30D', '2026-04-17T03:00:00Z 2026-05-17T03:00:00Z'],
    ['PT12H', '2026-05-16T15:00:00Z 2026-05-17T03:00:00Z'],
  ])('reads %s', (text, period) => {
    expect(read(text)).toBe(period)
  })

  it('begins and ends days on the clocks of the zone, through a change of them', () => {
    expect(read('2026-03', 'Europe/Berlin')).toBe('2026-02-28T23:00:00Z 2026-03-31T22:00:00Z')
  })

  it.each([
    ['', 'period-malformed'],
    ['2026-13', 'period-malformed'],
    ['2026-00', 'period-malformed'],
    ['2026-Q5', 'period-malformed'],
    ['2026-02-30', 'period-malformed'],
    ['1969', 'period-malformed'],
    ['P1M', 'period-malformed'],
    ['2026-03-01T12:00:00/2026-04-01', 'period-malformed'],
    ['2026-03-01/2026-04-01/2026-05-01', 'period-malformed'],
    ['2026-03/2026-04', 'period-malformed'],
    ['2026-04-01/2026-03-01', 'period-empty'],
    ['2026-04-01/2026-04-01', 'period-empty'],
    ['PT0S', 'period-empty'],
  ])('refuses %s', (text, code) => {
    expect(read(text)).toBe(code)
  })

  it('knows no end of a length where no moment is given', () => {
    expect(parsePeriod('P30D', 'UTC')).toMatchObject({ ok: false, faults: [{ code: 'period-malformed' }] })
  })
})
