import { PassThrough, Writable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { openOutput, plain, type Stream } from './output.ts'

function stream(isTTY: boolean, columns?: number): { stream: Stream; text: () => string } {
  const through = Object.assign(new PassThrough(), { isTTY, ...(columns !== undefined && { columns }) })
  let text = ''
  through.on('data', (chunk: Buffer) => (text += chunk.toString()))
  return { stream: through, text: () => text }
}

function failing(code: string): { stream: Stream; count: () => number } {
  let count = 0
  const writable = new Writable({
    write(_chunk, _encoding, done) {
      count += 1
      done(Object.assign(new Error(code), { code }))
    },
  })
  return { stream: writable, count: () => count }
}

describe('output', () => {
  it.each([
    ['on a terminal', true, {}, '\u001b[1mx\u001b[22m'],
    ['nowhere else', false, {}, 'x'],
    ['not where NO_COLOR is set', true, { NO_COLOR: '1' }, 'x'],
    ['where NO_COLOR is set to nothing', true, { NO_COLOR: '' }, '\u001b[1mx\u001b[22m'],
    ['not on a terminal that knows no colours', true, { TERM: 'dumb' }, 'x'],
  ])('is painted %s', (_where, isTTY, env, painted) => {
    expect(openOutput(stream(isTTY).stream, env).paint.bold('x')).toBe(painted)
  })

  it.each([
    ['breaks a sentence on a terminal', true, 40, 2],
    ['leaves it where it fits', true, 80, 1],
    ['leaves it to a terminal that is too narrow for an indent', true, 20, 1],
    ['leaves it to a terminal whose width is not known', true, undefined, 1],
    ['leaves it whole in a file or a pipe', false, 40, 1],
  ])('%s', (_what, isTTY, columns, lines) => {
    const sentence = 'a sentence of some words that has sixty letters, or nearly so'
    expect(openOutput(stream(isTTY, columns).stream, {}).wrap(sentence)).toHaveLength(lines)
  })

  it('writes many lines in their order', async () => {
    const { stream: to, text } = stream(false)
    const lines = Array.from({ length: 20_000 }, (_, i) => `line ${i}`)
    await openOutput(to, {}).lines(lines)
    expect(text()).toBe(`${lines.join('\n')}\n`)
  })

  it('stops quietly, and early, when nobody reads any more', async () => {
    const { stream: to, count } = failing('EPIPE')
    const out = openOutput(to, {})
    let made = 0
    function* endless(): Iterable<string> {
      for (;;) {
        made += 1
        yield 'x'.repeat(1000)
      }
    }
    await out.lines(endless())
    out.line('more')
    expect(out.isClosed()).toBe(true)
    expect(count()).toBe(1)
    expect(made).toBeLessThan(200)
  })

  it.each([
    ['an escape sequence', '\u001b[2Jx', '\ufffd[2Jx'],
    ['a line break', 'a\r\nb', 'a\ufffd\ufffdb'],
    ['a turn of the reading direction', 'a\u202eb', 'a\ufffdb'],
  ])('lets no %s from outside through', (_what, text, shown) => {
    expect(plain(text)).toBe(shown)
  })

  it('leaves words in any script as they are', () => {
    expect(plain('Żółw – 日本語 👍')).toBe('Żółw – 日本語 👍')
  })
})
