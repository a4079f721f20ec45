import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { JqlError } from './jql.ts'
import { parseJql } from './parse-jql.ts'

describe('taking a query apart', () => {
  it('binds `and` closer than `or`, and `not` closer than both', () => {
    const { where } = parseJql('a = 1 or not b = 2 and (c = 3 or d = 4)')
    expect(where).toMatchObject({
      is: 'or',
      of: [{ field: 'a' }, { is: 'and', of: [{ is: 'not', of: { field: 'b' } }, { is: 'or' }] }],
    })
  })

  it('knows names in quotes, with brackets and with dots', () => {
    const fields = ['"Access until"', "'Access until'", 'cf[10050]', 'issue.property[my key].a.b', 'ticketbound.state']
    const { where } = parseJql(fields.map((field) => `${field} is not empty`).join(' AND '))
    expect(where).toMatchObject({
      of: fields.map((field) => ({ field: field.replaceAll(/["']/g, ''), operator: 'is not' })),
    })
  })

  it('keeps quotes that are part of a text', () => {
    expect(parseJql('summary ~ "say \\"yes\\""').where).toMatchObject({ operands: [{ value: 'say "yes"' }] })
  })

  it('reads the order', () => {
    expect(parseJql('a = 1 order by b desc, "c d" asc, e').order).toEqual([
      { field: 'b', descending: true },
      { field: 'c d', descending: false },
      { field: 'e', descending: false },
    ])
  })

  it('ends with a query or an error, whatever it is given', () => {
    const words = fc.constantFrom(
      ...'( ) , = != < <= ~ !~ ! in not is empty and or order by asc desc a "b c" \'d\' cf[1] now() -7d " \' ['.split(
        ' ',
      ),
    )
    const pieces = fc.array(words, { maxLength: 40 }).map((all) => all.join(' '))
    fc.assert(
      fc.property(fc.oneof(fc.string({ maxLength: 400 }), pieces), (text) => {
        try {
          parseJql(text)
        } catch (error) {
          return error instanceof JqlError && error.message !== ''
        }
        return true
      }),
      { numRuns: 3000 },
    )
  })

  it.each(['(', 'not ', '!', 'a in ('])('ends where %s is nested deep', (opening) => {
    expect(() => parseJql(opening.repeat(20_000))).toThrow(JqlError)
  })
})
