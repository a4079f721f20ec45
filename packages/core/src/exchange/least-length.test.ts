import { describe, expect, it } from 'vitest'
import { leastLength } from './least-length.ts'

describe('the least length of a value', () => {
  it.each([
    '""',
    '"zoë"',
    'true',
    'false',
    'null',
    '7',
    '[]',
    '{}',
    '[[],{}]',
    '{"a":"b"}',
    '{"number":"RITM1","approvals":[{"approver":"alice"},{"approver":"bob"}],"open":true,"level":null}',
  ])('is that of %s, which has nothing to spare', (text) => {
    expect(leastLength(JSON.parse(text), 9)).toBe(text.length)
  })

  it.each(['{"a": 1}', '[1,2 ]', '"\\n"', '10', '-1', '{"a":1,"a":1}'])('is less than that of %s', (text) => {
    expect(leastLength(JSON.parse(text), 9)).toBeLessThan(text.length)
  })

  it('is infinite below the last level', () => {
    expect(leastLength([{ a: [] }], 3)).toBe(10)
    expect(leastLength([{ a: [] }], 2)).toBe(Number.POSITIVE_INFINITY)
  })
})
