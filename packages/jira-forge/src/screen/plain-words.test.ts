import { describe, expect, it } from 'vitest'
import { plainWords } from './plain-words.ts'

describe('plainWords', () => {
  it('leaves plain text as it is, markup and all: nothing reads it as markup', () => {
    expect(plainWords('<b>deploy</b> & *stars*')).toBe('<b>deploy</b> & *stars*')
  })

  it.each(['\u202e', '\u2066', '\u200b', '\ufeff', '\u061c', '\u0007'])(
    'shows that something is hidden: %j',
    (mark) => {
      expect(plainWords(`acc${mark}ess`)).toBe('acc\ufffdess')
    },
  )

  it('writes several lines as one', () => {
    expect(plainWords('one\r\n\ttwo')).toBe('one two')
  })

  it('cuts what is long, and no character in half', () => {
    expect(plainWords('a'.repeat(40_000))).toBe(`${'a'.repeat(300)}…`)
    expect(plainWords('abc😀def', 4)).toBe('abc…')
  })
})
