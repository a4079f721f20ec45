import { describe, expect, it } from 'vitest'
import { longestLine, splitLines } from './split-lines.ts'

interface Split {
  readonly lines: readonly (readonly [number, string, boolean])[]
  readonly bad: readonly (readonly [number, string, number])[]
  readonly unended: number | undefined
}

function split(...chunks: readonly (string | Buffer)[]): Split {
  const lines: [number, string, boolean][] = []
  const bad: [number, string, number][] = []
  const splitter = splitLines('x.ndjson', {
    line: (text, line, ended) => lines.push([line, text, ended]),
    bad: (fault, line, text) => bad.push([line, fault.code, text.length]),
  })
  for (const chunk of chunks) {
    const piece = Buffer.from(chunk)
    splitter.push(piece)
    // The reader fills its buffers again: what is still needed must have been copied.
    piece.fill('#')
  }
  return { unended: splitter.end(), lines, bad }
}

const whole = (...texts: readonly string[]) => texts.map((text, index) => [index + 1, text, true] as const)

describe('splitLines', () => {
  it('gives every line its number, counted from 1', () => {
    expect(split('a\n\nb\n')).toEqual({ lines: whole('a', '', 'b'), bad: [], unended: undefined })
  })

  it.each([
    ['inside a line', ['a\nb', 'c\nd\n'], ['a', 'bc', 'd']],
    ['at a newline', ['a\n', 'b\n'], ['a', 'b']],
    ['before a newline', ['a', '\nb\n'], ['a', 'b']],
    ['several times inside a line', ['a', 'b', 'c\n'], ['abc']],
  ])('puts together a file that is cut %s', (_, chunks, lines) => {
    expect(split(...chunks).lines).toEqual(whole(...lines))
  })

  it('puts together a character whose bytes come apart', () => {
    const bytes = Buffer.from('zoë\n')
    expect(split(bytes.subarray(0, 3), bytes.subarray(3)).lines).toEqual(whole('zoë'))
  })

  it('says at which line a file stops without a newline', () => {
    expect(split('a\nb')).toEqual({
      lines: [
        [1, 'a', true],
        [2, 'b', false],
      ],
      bad: [],
      unended: 2,
    })
  })

  it('drops a byte order mark at the start and nowhere else', () => {
    expect(split('\ufeffa\n\ufeffb\n').lines).toEqual(whole('a', '\ufeffb'))
  })

  it('gives out nothing for no bytes at all', () => {
    expect(split()).toEqual({ lines: [], bad: [], unended: undefined })
  })

  it.each([
    ['a NUL byte', Buffer.from('b\0\n'), 'line-has-nul'],
    ['a Latin-1 letter', Buffer.from('zo\xeb\n', 'latin1'), 'line-not-utf8'],
  ])('refuses only the line that holds %s', (_, bytes, code) => {
    const { lines, bad } = split(Buffer.concat([Buffer.from('a\n'), bytes, Buffer.from('c\n')]))
    expect(bad.map(([line, fault]) => [line, fault])).toEqual([[2, code]])
    expect(lines).toEqual([
      [1, 'a', true],
      [3, 'c', true],
    ])
  })

  it.each(['utf16le', 'utf16be'])('says that a file with the mark of %s is no UTF-8', (encoding) => {
    const bytes = Buffer.from('\ufeff{}\n', 'utf16le')
    if (encoding === 'utf16be') bytes.swap16()
    expect(() => split(bytes)).toThrow(expect.objectContaining({ kind: 'input', code: 'file-not-utf8' }))
  })

  it('refuses a line that is too long, keeps little of it, and reads on', () => {
    const chunks = Array.from({ length: 10 }, () => 'x'.repeat(longestLine))
    const { lines, bad } = split('a\n', ...chunks, 'x\nb\n')
    expect(bad).toEqual([[2, 'line-too-long', 4096]])
    expect(lines.map(([line]) => line)).toEqual([1, 3])
  })

  it('reads a line of exactly the longest length', () => {
    expect(split('x'.repeat(longestLine), '\n').lines[0]?.[1]).toHaveLength(longestLine)
  })
})
