import { describe, expect, it } from 'vitest'
import { parseDuration, sayDuration } from './duration.ts'

const hourMs = 3_600_000

describe('parseDuration', () => {
  it.each([
    ['P90D', 90 * 24 * hourMs],
    ['P2W', 14 * 24 * hourMs],
    ['PT24H', 24 * hourMs],
    ['P1DT12H', 36 * hourMs],
    ['PT1H30M', 1.5 * hourMs],
    ['PT45S', 45_000],
    ['PT0S', 0],
    ['P0D', 0],
  ])('reads %s', (text, duration) => {
    expect(parseDuration(text)).toEqual({ ok: true, value: duration })
  })

  it.each([
    '',
    'P',
    'PT',
    'P1DT',
    'P1Y',
    'P1M',
    '90D',
    'p90d',
    'P-1D',
    'P1.5D',
    '-P1D',
    'P1D ',
    'P1H',
    'P1234567D',
    '24h',
  ])('refuses %j', (text) => {
    expect(parseDuration(text)).toMatchObject({ ok: false, faults: [{ code: 'duration-malformed' }] })
  })
})

describe('sayDuration', () => {
  it.each([
    ['P90D', '90 days'],
    ['P1D', '1 day'],
    ['P1DT1H', '1 day 1 hour'],
    ['PT26H', '1 day 2 hours'],
    ['P12DT5H', '12 days'],
    ['PT5H20M', '5 hours 20 minutes'],
    ['PT1H', '1 hour'],
    ['PT11H20M', '11 hours'],
    ['PT20M', '20 minutes'],
    ['PT0S', '0 minutes'],
  ])('says %s as %s', (text, said) => {
    const reading = parseDuration(text)
    expect(reading.ok && sayDuration(reading.value)).toBe(said)
  })
})
