import { describe, expect, it } from 'vitest'
import { matchOutput } from './match-output.ts'

describe('matchOutput', () => {
  it.each([
    ['the same text', 'one\ntwo\n', 'one\ntwo\n'],
    ['blanks at line ends and blank lines at the end', 'one\n', 'one  \n\n'],
    ['any number of lines for a line of …', 'one\n…\nlast\n', 'one\ntwo\nthree\nlast\n'],
    ['no line for a line of …', 'one\n…\nlast\n', 'one\nlast\n'],
    ['any characters of a line for … within it', 'head …:…\n', 'head 6:ba20\n'],
    ['signs that a pattern would read otherwise', 'a.b (c) [d]?\n', 'a.b (c) [d]?\n'],
  ])('takes %s', (_what, shown, written) => {
    expect(matchOutput(shown, written)).toBeUndefined()
  })

  it.each([
    ['a line that was not written', 'one\ntwo\n', 'one\n', 'no line is like: two'],
    ['a line that is not shown', 'one\n', 'one\ntwo\n', 'two'],
    ['lines in another order', 'one\ntwo\n', 'two\none\n', 'in another order'],
    ['a point for any sign', 'a.b\n', 'axb\n', 'no line is like: a.b'],
  ])('refuses %s', (_what, shown, written, said) => {
    expect(matchOutput(shown, written)).toContain(said)
  })
})
