import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { and, encodedLength, field, latestFirst, or, orderBy, splitIn } from './encoded-query.ts'

const unsafe = expect.objectContaining({ code: 'query-value-unsafe' })

describe('an encoded query', () => {
  it.each([
    [field('state').is('3'), 'state=3'],
    [field('state').isNot('3'), 'state!=3'],
    [field('state').in(['3', '4']), 'stateIN3,4'],
    [field('sys_updated_on').from('2026-03-31 17:00:00'), 'sys_updated_on>=2026-03-31 17:00:00'],
    [field('sys_id').above('a'), 'sys_id>a'],
    [field('sys_id').below('8'), 'sys_id<8'],
    [field('sys_id').upTo('8'), 'sys_id<=8'],
    [field('name').startsWith('x'), 'nameSTARTSWITHx'],
    [field('sysapproval.sys_class_name').isEmpty(), 'sysapproval.sys_class_nameISEMPTY'],
    [field('parent').isNotEmpty(), 'parentISNOTEMPTY'],
  ])('writes %s', (query, text) => {
    expect(query).toBe(text)
  })

  it('joins conditions by ^ and alternatives by ^OR', () => {
    const open = or(field('closed_at').isEmpty(), field('closed_at').from('2026-01-01 00:00:00'))
    expect(and(field('a').is('1'), undefined, open)).toBe('a=1^closed_atISEMPTY^ORclosed_at>=2026-01-01 00:00:00')
  })

  it('ends with the order, also where it asks for every row', () => {
    expect(orderBy(field('a').is('1'), 'sys_updated_on', 'sys_id')).toBe('a=1^ORDERBYsys_updated_on^ORDERBYsys_id')
    expect(orderBy(and(), 'sys_id')).toBe('ORDERBYsys_id')
    expect(latestFirst(field('a').is('1'), 'sys_created_on')).toBe('a=1^ORDERBYDESCsys_created_on')
  })

  it.each([
    'a^ORDERBYb',
    'a\nb',
    'a\u0000',
    'javascript:gs.now()',
    'JavaScript:1',
    '=1',
    '>1',
    '<1',
    '!x',
    '',
    '\ud800',
  ])('refuses the value %j', (value) => {
    expect(() => field('a').is(value)).toThrow(unsafe)
    expect(() => field('a').in(['1', value])).toThrow(unsafe)
  })

  it('refuses a list that is empty, or whose value is a list', () => {
    expect(() => field('a').in([])).toThrow(unsafe)
    expect(() => field('a').in(['1,2'])).toThrow(unsafe)
  })

  it.each(['', 'A', 'a b', 'a^b', '.a', 'a..b', 'a.', 'ä'])('refuses the field name %j', (name) => {
    const malformed = expect.objectContaining({ code: 'query-field-malformed' })
    expect(() => field(name)).toThrow(malformed)
    expect(() => orderBy(and(), name)).toThrow(malformed)
    expect(() => latestFirst(and(), name)).toThrow(malformed)
  })

  it('never lets a value begin a second condition', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (value) => {
        try {
          expect(field('a').is(value).split('^')).toEqual([`a=${value}`])
        } catch (error) {
          expect(error).toEqual(unsafe)
        }
      }),
    )
  })
})

describe('a list that is too long for one query', () => {
  it('is split, each value in exactly one part, and no part longer than there is room', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[0-9a-f]{32}$/), { maxLength: 200 }), (ids) => {
        const parts = splitIn('request_item', ids, 500)
        const values = parts.flatMap((part) => part.slice('request_itemIN'.length).split(','))
        expect(values).toEqual([...new Set(ids)])
        for (const part of parts) expect(encodedLength(part)).toBeLessThanOrEqual(500)
      }),
    )
  })
})
