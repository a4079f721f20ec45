import { describe, expect, it } from 'vitest'
import type { PolicyException } from '../model/exception.ts'
import { day } from '../testdata/day.ts'
import { aClaim } from '../testdata/finding.ts'
import { createExceptionBook } from './exceptions.ts'

const exception = (given: Partial<PolicyException> = {}): PolicyException => ({
  id: 'e-1',
  owner: 'olga',
  reason: 'agreed',
  from: day(1),
  until: day(30),
  covers: { finding: 'f-1' },
  approvedBy: 'olga',
  ...given,
})
const ended = (given: Partial<PolicyException> = {}) => exception({ until: day(20), ...given })
const bookOf = (...given: readonly PolicyException[]) => createExceptionBook(given, day(20))
const coverOf = (covers: PolicyException['covers'], id = 'f-1') =>
  bookOf(exception({ covers })).covering(id, aClaim(), [])?.id

describe('an exception covers', () => {
  it.each<[string, PolicyException['covers']]>([
    ['a finding by its id', { finding: 'f-1' }],
    ['every finding of a kind', { kind: 'access-without-ticket' }],
    ['every finding about a principal', { principal: 'alice' }],
    ['every finding about an account', { account: 'alice' }],
    ['every finding about an entitlement', { entitlement: 'deploy' }],
    ['every finding on a system', { system: 'prod' }],
    [
      'findings that match all the fields it names',
      { kind: 'access-without-ticket', principal: 'alice', system: 'prod' },
    ],
  ])('%s', (_what, covers) => {
    expect(coverOf(covers)).toBe('e-1')
  })

  it.each<[string, PolicyException['covers']]>([
    ['another finding', { finding: 'f-2' }],
    ['another kind', { kind: 'closed-not-removed' }],
    ['another principal', { principal: 'bob' }],
    ['another account', { account: 'adm' }],
    ['another entitlement', { entitlement: 'read' }],
    ['another system', { system: 'dev' }],
    ['findings that match only some of the fields it names', { principal: 'alice', system: 'dev' }],
    ['anything by itself, when it names nothing', {}],
  ])('not %s', (_what, covers) => {
    expect(coverOf(covers)).toBeUndefined()
  })

  it.each([
    ['before it begins', { from: day(20) + 1 }, undefined],
    ['from its first instant', { from: day(20) }, 'e-1'],
    ['until just before its end', { until: day(20) + 1 }, 'e-1'],
    ['at its end', { until: day(20) }, undefined],
  ])('%s: %j', (_when, given, covered) => {
    expect(bookOf(exception(given)).covering('f-1', aClaim(), [])?.id).toBe(covered)
  })

  it('no finding that has outgrown it, and another may', () => {
    const book = bookOf(exception(), exception({ id: 'e-2', covers: { system: 'prod' } }))
    expect(book.covering('f-1', aClaim(), [])?.id).toBe('e-1')
    expect(book.covering('f-1', aClaim(), ['e-1'])?.id).toBe('e-2')
    expect(book.covering('f-1', aClaim(), ['e-1', 'e-2'])).toBeUndefined()
  })

  it('one finding by several, of which the one that ends last is taken, in whatever order they are given', () => {
    const three = [exception({ id: 'e-3' }), exception({ id: 'e-2' }), exception({ until: day(25) })]
    expect(bookOf(...three).covering('f-1', aClaim(), [])?.id).toBe('e-2')
    expect(bookOf(...three.reverse()).covering('f-1', aClaim(), [])?.id).toBe('e-2')
  })

  it('one finding by several, of which only one is in force', () => {
    const book = bookOf(ended(), exception({ id: 'e-2' }))
    expect(book.covering('f-1', aClaim(), [])?.id).toBe('e-2')
  })
})

describe('the book of exceptions', () => {
  it('finds an exception by its id, whether or not it is in force', () => {
    const book = bookOf(ended())
    expect(book.find('e-1')).toEqual(ended())
    expect(book.find('e-2')).toBeUndefined()
  })

  it('counts the findings that only an ended exception would cover', () => {
    const book = bookOf(ended(), ended({ id: 'e-2', covers: { system: 'prod' } }))
    book.noteUncovered('f-1', aClaim(), undefined)
    book.noteUncovered('f-2', aClaim(), undefined)
    book.noteUncovered('f-3', aClaim({ system: 'dev' }), undefined)
    expect([...book.stillReliedOn()]).toEqual([
      ['e-1', 1],
      ['e-2', 2],
    ])
  })

  it('counts for an ended baseline the findings that were accepted under it', () => {
    const book = bookOf(ended({ covers: {} }))
    book.noteUncovered('f-9', aClaim(), 'e-1')
    book.noteUncovered('f-8', aClaim(), undefined)
    expect([...book.stillReliedOn()]).toEqual([['e-1', 1]])
  })

  it('counts a finding once where an exception covers it and it was accepted under it', () => {
    const book = bookOf(ended())
    book.noteUncovered('f-1', aClaim(), 'e-1')
    expect([...book.stillReliedOn()]).toEqual([['e-1', 1]])
  })

  it.each([
    ['is still in force', exception()],
    ['has not begun', exception({ from: day(21) })],
    ['is no longer there', ended({ id: 'e-9', covers: { finding: 'f-9' } })],
  ])('counts nothing for an exception that %s', (_what, given) => {
    const book = bookOf(given)
    book.noteUncovered('f-1', aClaim(), 'e-1')
    expect([...book.stillReliedOn()]).toEqual([])
  })
})
