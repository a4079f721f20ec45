import { expect, it } from 'vitest'
import { table } from './table.ts'

it('a table has columns as wide as their widest cell, and numbers to the right', () => {
  const rows = [
    ['', 'open'],
    ['Żółw', '1'],
    ['a long title', '1,234'],
  ]
  expect(table(rows, new Set([1]))).toEqual(['               open', 'Żółw              1', 'a long title  1,234'])
})
