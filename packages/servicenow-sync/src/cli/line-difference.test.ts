import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lineDifference } from './line-difference.ts'

const text = (...lines: readonly string[]) => `${lines.join('\n')}\n`

describe('the difference of two texts', () => {
  it('is nothing where they are the same', () => {
    expect(lineDifference(text('a', 'b'), text('a', 'b'))).toEqual([])
  })

  it('shows what is only in one of them, and some lines around', () => {
    const before = text('1', '2', '3', '4', 'old', '5', '6', '7', '8', '9', 'gone')
    const after = text('1', '2', '3', '4', 'new', '5', '6', '7', '8', '9')
    expect(lineDifference(before, after).toSorted()).toEqual(
      ['@@', '@@', ' 3', ' 4', '-old', '+new', ' 5', ' 6', ' 8', ' 9', '-gone'].toSorted(),
    )
  })

  it('has every line of both, wherever they change', () => {
    const lines = fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 6 })
    fc.assert(
      fc.property(lines, lines, (before, after) => {
        const shown = lineDifference(text(...before), text(...after))
        const count = (signs: string) => shown.filter((line) => line !== '@@' && signs.includes(line[0] ?? '')).length
        expect(count('+') - count('-')).toBe(before.join() === after.join() ? 0 : after.length - before.length)
        expect(shown.length === 0).toBe(before.join() === after.join())
      }),
    )
  })

  it('is not looked for where there are too many lines', () => {
    const many = text(...Array.from({ length: 2001 }, () => 'x'))
    expect(lineDifference(many, 'x\n')).toEqual(['@@ 2001 lines there, 1 proposed: too many to compare'])
  })
})
