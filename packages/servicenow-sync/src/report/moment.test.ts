import { expect, it } from 'vitest'
import { htmlText } from './html.ts'
import { ageText, day, dayText, moment } from './moment.ts'

const at = Date.UTC(2026, 2, 31, 17, 0, 59)

it('shows an instant in UTC to the minute', () => {
  expect(htmlText(moment(at))).toBe('<time datetime="2026-03-31T17:00:59.000Z">2026-03-31 17:00 UTC</time>')
  expect(htmlText(day(at))).toContain('>2026-03-31<')
  expect(dayText(at)).toBe('2026-03-31')
})

it('shows years beyond 9999 whole, and an instant that is none as unknown', () => {
  expect(dayText(8_640_000_000_000_000)).toBe('+275760-09-13')
  expect([Number.NaN, 1e300].map((instant) => htmlText(moment(instant)))).toEqual(['unknown', 'unknown'])
})

it.each([
  [0, undefined],
  [-5, undefined],
  [0.9, undefined],
  [1, '1 day'],
  [41.5, '41 days'],
  [1500, '1,500 days'],
])('tells %d days ago as %j', (days, text) => {
  expect(ageText(at - days * 86_400_000, at)).toBe(text)
})
