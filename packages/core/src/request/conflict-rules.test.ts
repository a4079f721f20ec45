import { describe, expect, it } from 'vitest'
import { day } from '../testdata/day.ts'
import { anEntitlement } from '../testdata/entitlement.ts'
import { aPerson } from '../testdata/person.ts'
import { anOpenRequest } from '../testdata/request.ts'
import { type Asking, brokenBy, outcomeOf, wordsOf } from '../testdata/surroundings.ts'

const either: readonly [string, Asking][] = [
  ['the entitlement', { entitlement: { conflicts: ['audit'] }, others: [anEntitlement('audit')] }],
  ['the other', { others: [anEntitlement('audit', { conflicts: ['deploy'] })] }],
]
const audit = { held: { alice: [{ entitlement: 'audit' }] } }

describe('a conflict that is declared by either side', () => {
  it.each(either)('is one with what is held, where %s names it', (_side, asking) => {
    expect(brokenBy({ ...asking, ...audit })).toEqual(['conflicts-with-held'])
    expect(wordsOf('conflicts-with-held', { ...asking, ...audit })).toBe(
      '`alice` holds `audit`, which must not meet `deploy`. Have `audit` removed first.',
    )
  })

  it.each(either)('is one with what is asked for, where %s names it', (_side, asking) => {
    const open = [anOpenRequest({ number: 'REQ9', entitlement: 'audit', kind: 'change' })]
    expect(brokenBy({ ...asking, open })).toEqual(['conflicts-with-requested'])
    expect(wordsOf('conflicts-with-requested', { ...asking, open })).toContain('Cancel this request or `REQ9`.')
  })

  it.each(either)('asks that somebody knows what is held, where %s names it', (_side, asking) => {
    expect(brokenBy({ ...asking, held: 'unknown' })).toEqual(['access-unknown'])
    expect(outcomeOf('conflicts-with-held', { ...asking, held: 'unknown' })).toBe('not-applicable')
  })

  it('is one with another item of the same ticket', () => {
    const open = [anOpenRequest({ item: '2', entitlement: 'audit' })]
    expect(brokenBy({ ...either[0]?.[1], open })).toEqual(['conflicts-with-requested'])
  })

  it('is one when access is only changed', () => {
    expect(brokenBy({ ...either[0]?.[1], ...audit, request: { kind: 'change' } })).toEqual(['conflicts-with-held'])
  })

  it.each([
    ['a removal', anOpenRequest({ number: 'REQ9', entitlement: 'audit', kind: 'deprovision' })],
    ['service work', anOpenRequest({ number: 'REQ9', entitlement: 'audit', kind: 'none' })],
    ['a request that is closed', anOpenRequest({ number: 'REQ9', entitlement: 'audit', state: 'cancelled' })],
  ])('is none with %s', (_what, line) => {
    expect(brokenBy({ ...either[0]?.[1], open: [line] })).toEqual([])
  })

  it('is none with something else, nor with the entitlement itself', () => {
    const asking = { entitlement: { conflicts: ['audit', 'deploy'] } }
    expect(brokenBy({ ...asking, held: { alice: [{ entitlement: 'wiki' }] } })).toEqual([])
    const open = [anOpenRequest({ number: 'REQ9' })]
    expect(outcomeOf('conflicts-with-requested', { ...asking, open })).toBe('passed')
  })

  it('is looked for under the id of whom an account stands for', () => {
    const people = [aPerson('alice', { accounts: [{ account: 'alice-adm' }] })]
    expect(brokenBy({ ...either[0]?.[1], ...audit, people, request: { principal: 'alice-adm' } })).toEqual([
      'conflicts-with-held',
    ])
  })
})

describe('what is held', () => {
  it('need not be known where nothing conflicts', () => {
    expect(brokenBy({ held: 'unknown' })).toEqual([])
  })
})

describe('a request', () => {
  const earlier = anOpenRequest({ number: 'REQ0', openedAt: day(7) })

  it('is a duplicate of one that was opened before it', () => {
    expect(brokenBy({ open: [earlier] })).toEqual(['duplicate-of-request'])
    expect(wordsOf('duplicate-of-request', { open: [earlier] })).toBe(
      '`REQ0` is still open and asks for the same. Cancel this request or `REQ0`.',
    )
  })

  it('is, of two opened at once, a duplicate where its number comes later', () => {
    expect(brokenBy({ open: [anOpenRequest({ number: 'REQ0' })] })).toEqual(['duplicate-of-request'])
    expect(brokenBy({ open: [anOpenRequest({ number: 'REQ2' })] })).toEqual([])
    expect(brokenBy({ open: [anOpenRequest({ source: 'a' })] })).toEqual(['duplicate-of-request'])
    expect(brokenBy({ open: [anOpenRequest({ source: 'z' })] })).toEqual([])
    expect(brokenBy({ open: [anOpenRequest({ number: 'REQ2', source: 'a' })] })).toEqual([])
  })

  it.each([
    ['itself', anOpenRequest()],
    ['another item of its ticket', anOpenRequest({ item: '0', openedAt: day(7) })],
    ['one that was opened after it', anOpenRequest({ number: 'REQ0', openedAt: day(9) })],
    ['one for something else', { ...earlier, entitlement: 'audit' }],
    ['one of another kind', { ...earlier, kind: 'change' } as const],
    ['one that is closed', { ...earlier, state: 'closed-complete' } as const],
  ])('is no duplicate of %s', (_what, line) => {
    expect(brokenBy({ open: [line] })).toEqual([])
  })
})

describe('new access', () => {
  const levels = { levels: ['read', 'write'] }
  const asking = (level: string | undefined, expiresAt: number | undefined, more: Asking['request'] = {}): Asking => ({
    entitlement: levels,
    held: { alice: [{ entitlement: 'deploy', ...(level && { level }), ...(expiresAt && { expiresAt }) }] },
    request: { level: 'read', ...more },
  })

  it.each([
    ['at its level, without end', asking('read', undefined)],
    ['at a higher level, until as late', asking('write', day(40))],
  ])('is held already %s', (_how, given) => {
    expect(brokenBy(given)).toEqual(['duplicate-of-held'])
  })

  it.each([
    ['it is of a higher level', asking('read', undefined, { level: 'write' })],
    ['it lasts longer', asking('read', day(40) - 1)],
    ['what is held is over', asking('read', day(10), { expiresAt: day(10) + 1 })],
    ['nobody knows at which level it is held', asking(undefined, undefined)],
    ['it changes what is held', asking('read', undefined, { kind: 'change' })],
  ])('is not held already where %s', (_why, given) => {
    expect(brokenBy(given)).toEqual([])
  })

  it('is not held already where what is held ended by now, however early the new end is', () => {
    const given = asking('read', day(10), { expiresAt: day(10) })
    expect(brokenBy(given)).toEqual(['expiry-past'])
    expect(outcomeOf('duplicate-of-held', given)).toBe('passed')
  })

  it('is not known to be held where nobody knows what is', () => {
    expect(outcomeOf('duplicate-of-held', { held: 'unknown' })).toBe('not-applicable')
  })
})
