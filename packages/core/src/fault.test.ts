import { describe, expect, it } from 'vitest'
import { quote } from './fault.ts'

describe('quote', () => {
  it.each([
    ['text', 'deploy', '`deploy`'],
    ['nothing', '', '``'],
    ['text with backticks', 'a`b', "`a'b`"],
    ['marks that turn the direction of writing', 'a\u202eb\u2066c\u200f', '`a\ufffdb\ufffdc\ufffd`'],
    ['line ends', 'a\r\nb\u2028c', '`a\ufffd\ufffdb\ufffdc`'],
    ['control characters', '\u0000\u001b[31m\u009b', '`\ufffd\ufffd[31m\ufffd`'],
    ['a number', 7, '`7`'],
    ['a list', ['a'], '`["a"]`'],
    ['no value', undefined, '`undefined`'],
    ['null', null, '`null`'],
    ['80 characters', 'x'.repeat(80), `\`${'x'.repeat(80)}\``],
    ['more than 80 characters', 'x'.repeat(81), `\`${'x'.repeat(80)}…\``],
    ['a character of two code units at the cut', `${'x'.repeat(79)}🦊x`, `\`${'x'.repeat(79)}…\``],
  ])('puts %s in backticks, on one line', (_what, value, quoted) => {
    expect(quote(value)).toBe(quoted)
  })
})
