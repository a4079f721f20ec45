import { describe, expect, it } from 'vitest'
import { amount, amountOf, partsText, valueText } from './amount.ts'

describe('a value', () => {
  it.each([
    [0.97345, 'ratio', '97.3 %'],
    [1, 'ratio', '100 %'],
    [0, 'ratio', '0 %'],
    [0.99999, 'ratio', 'just under 100 %'],
    [0.00001, 'ratio', 'under 0.1 %'],
    [6.42, 'hours', '6.4 hours'],
    [1, 'hours', '1 hour'],
    [1200, 'requests', '1,200 requests'],
    [1, 'requests', '1 request'],
  ] as const)('of %d %s reads %j', (value, unit, text) => {
    expect(valueText(value, unit)).toBe(text)
  })
})

describe('what a measure was computed over', () => {
  const measure = { id: 'm', title: 'M', explanation: 'E', unit: 'ratio' } as const

  it('names numerator and denominator', () => {
    expect(partsText({ ...measure, value: 0.5, numerator: 1000, denominator: 2000 })).toBe('1,000 of 2,000')
  })

  it('is left out where a part is missing or the value could not be computed', () => {
    expect(partsText({ ...measure, value: 0.5, numerator: 1, denominator: null })).toBeUndefined()
    expect(partsText({ ...measure, value: null, numerator: 0, denominator: 0 })).toBeUndefined()
  })
})

it('sets thousands apart and knows one from many', () => {
  expect(amount(1_234_567)).toBe('1,234,567')
  expect([amountOf(1, 'night'), amountOf(2, 'night'), amountOf(2, 'entry', 'entries')]).toEqual([
    '1 night',
    '2 nights',
    '2 entries',
  ])
})
