import { describe, expect, it } from 'vitest'
import { parseYaml } from './yaml-file.ts'

function codesOf(text: string): readonly string[] {
  const reading = parseYaml('x.yaml', text)
  return reading.ok ? [] : reading.faults.map(({ code, line, column }) => `${code} ${line}:${column}`)
}

describe('a YAML file', () => {
  it('is plain data', () => {
    const reading = parseYaml('x.yaml', 'a: 1\nb: [x, { c: 2026-03-31 }]\n1: one\n')
    expect(reading.ok && reading.value.value).toEqual({ a: 1, b: ['x', { c: '2026-03-31' }], '1': 'one' })
  })

  it('may be empty', () => {
    const reading = parseYaml('x.yaml', '# only a comment\n')
    expect(reading.ok && reading.value.value).toBeNull()
  })

  it('may repeat a part by its anchor', () => {
    const reading = parseYaml('x.yaml', 'a: &one { b: 1 }\nc: *one\n')
    expect(reading.ok && reading.value.value).toEqual({ a: { b: 1 }, c: { b: 1 } })
  })

  const text =
    'store: x\nsources:\n  - { name: a, path: b }\n  - name: c\n    &p path: d\ncopy: &q { e: 1 }\nsame: *q\n'

  it.each([
    ['a key', ['store'], 1, 1],
    ['an entry of a list', ['sources', 1], 4, 5],
    ['a key in a one-line entry', ['sources', 0, 'path'], 3, 16],
    ['what is missing, by what is around it', ['sources', 1, 'type'], 4, 5],
    ['what is missing at the top', ['report'], 1, 1],
    ['a key behind an alias', ['same', 'e'], 6, 12],
    ['a path through a text', ['store', 'x', 3], 1, 1],
  ])('says where %s stands', (_what, path, line, column) => {
    const reading = parseYaml('x.yaml', text)
    expect(reading.ok && reading.value.whereIs(path)).toEqual({ line, column })
  })

  it.each([
    ['a key twice', 'a: 1\nb: 2\na: 3\n', ['yaml-duplicate-key 3:1']],
    ['two documents', 'a: 1\n---\nb: 2\n', ['yaml-several-documents 2:1']],
    ['a bracket that is not closed', 'a: [1, 2\n', ['yaml-malformed 2:1']],
    ['a tab for indentation', 'a:\n\tb: 1\n', ['yaml-malformed 2:1']],
    ['a tag nobody knows', 'a: !!js/function "x"\n', ['yaml-tag 1:4']],
    ['an alias to nothing', 'a: *b\n', ['yaml-alias 1:1']],
    ['a list that is an entry of itself', 'a: &b [1, *b]\n', ['yaml-alias 1:1']],
    ['a number that is none', 'a: .nan\n', ['yaml-not-plain 1:1']],
    ['half of a character', 'a: "\\ud800"\n', ['yaml-not-plain 1:1']],
    ['more than one fault', 'a: 1\na: 2\nb: 1\nb: 2\n', ['yaml-duplicate-key 2:1', 'yaml-duplicate-key 4:1']],
  ])('may not hold %s', (_what, written, codes) => {
    expect(codesOf(written)).toEqual(codes)
  })

  it('may not unfold without end', () => {
    const levels = Array.from(
      { length: 9 },
      (_, level) => `l${level + 1}: &l${level + 1} [${`*l${level}, `.repeat(9)}*l${level}]`,
    )
    expect(codesOf(`l0: &l0 [x, x]\n${levels.join('\n')}\n`)).toEqual(['yaml-alias 1:1'])
  })

  it('keeps a fault on one line, without control characters', () => {
    const reading = parseYaml('x.yaml', 'a: "\\x1b[2J\n\u0000b: *\n')
    expect(reading.ok).toBe(false)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: that none is left is the point
    if (!reading.ok) for (const { message } of reading.faults) expect(message).not.toMatch(/[\u0000-\u001f]/)
  })

  it('may begin with a byte-order mark and end its lines as Windows does', () => {
    const reading = parseYaml('x.yaml', '\ufeffa: 1\r\nb: 2\r\n')
    expect(reading.ok && reading.value.value).toEqual({ a: 1, b: 2 })
  })
})
