import { describe, expect, it } from 'vitest'
import { wrapLine } from './wrap-line.ts'

describe('wrapLine', () => {
  it.each([
    ['leaves a line that fits', 'one two', 7, ['one two']],
    ['breaks between words', 'one two three', 8, ['one two', 'three']],
    ['keeps the indent', '  one two three', 9, ['  one two', '  three']],
    ['aligns below the text after a severity', '  high  one two', 12, ['  high  one', '        two']],
    ['leaves a word that is too long in one piece', 'abcdefgh', 4, ['abcdefgh']],
  ] as const)('%s', (_what, line, width, expected) => {
    expect(wrapLine(line, width)).toEqual(expected)
  })
})
