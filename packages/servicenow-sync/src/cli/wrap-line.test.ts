import { describe, expect, it } from 'vitest'
import { wrapLine } from './wrap-line.ts'

const red = (text: string) => `\u001b[31m${text}\u001b[39m`

describe('wrapLine', () => {
  it.each([
    ['leaves a line that fits', 'one two', 7, ['one two']],
    ['leaves an empty line', '', 7, ['']],
    ['breaks between words', 'one two three', 8, ['one two', 'three']],
    ['breaks as often as it must', 'one two three four', 5, ['one', 'two', 'three', 'four']],
    ['keeps the indent', '  one two three', 9, ['  one two', '  three']],
    ['aligns below the text after a severity', '  high  one two', 12, ['  high  one', '        two']],
    [
      'aligns below the text after what becomes of a rule',
      '  passed   one two',
      15,
      ['  passed   one', '           two'],
    ],
    ['leaves a word that is too long in one piece', 'abcdefgh', 4, ['abcdefgh']],
    ['leaves a long word where its text begins', '  high  abcdefgh ij', 9, ['  high  abcdefgh', '        ij']],
    ['keeps spaces within a line', 'a  b c', 4, ['a  b', 'c']],
    ['counts letters of any script as they are seen', '👍👍 👍👍', 5, ['👍👍 👍👍']],
    ['gives colours no room', `${red('high')}  one two`, 13, [`${red('high')}  one two`]],
    [
      'aligns below the text after a coloured severity',
      `${red('high')}  one two`,
      9,
      [`${red('high')}  one`, '      two'],
    ],
  ] as const)('%s', (_what, line, width, expected) => {
    expect(wrapLine(line, width)).toEqual(expected)
  })

  it('wraps a sentence of any length', () => {
    expect(wrapLine('word '.repeat(20_000).trimEnd(), 79)).toHaveLength(1250)
  })
})
