import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { RequestLine } from '../model/request.ts'
import { day } from '../testdata/day.ts'
import { aRecertification } from '../testdata/recertification.ts'
import { anOpenRequest, aRequest } from '../testdata/request.ts'
import { byClosing, foldLines } from './fold.ts'

const provision = (closed: number, given: Partial<RequestLine> = {}) =>
  aRequest({ number: `P${closed}`, openedAt: day(1), closedAt: day(closed), ...given })
const change = (closed: number, given: Partial<RequestLine> = {}) =>
  provision(closed, { number: `C${closed}`, kind: 'change', ...given })
const removal = (closed: number, given: Partial<RequestLine> = {}) =>
  provision(closed, { number: `D${closed}`, kind: 'deprovision', ...given })

describe('foldLines', () => {
  it('expects nothing of no lines', () => {
    expect(foldLines([], day(20))).toEqual({ state: 'none' })
  })

  it('expects what a provision gives, with its level and its end', () => {
    const line = provision(10, { level: 'read', expiresAt: day(30) })
    expect(foldLines([line], day(20))).toEqual({
      state: 'present',
      since: day(10),
      level: 'read',
      expiresAt: day(30),
      restsOn: [line],
      begunBy: line,
      earlier: [],
    })
  })

  it.each([
    ['open', anOpenRequest()],
    ['reopened, with the date it once closed', anOpenRequest({ closedAt: day(10) })],
    ['closed incomplete', aRequest({ state: 'closed-incomplete' })],
    ['cancelled', aRequest({ state: 'cancelled' })],
    ['about no access', aRequest({ kind: 'none' })],
  ])('expects nothing of a line that is %s', (_what, line) => {
    expect(foldLines([line], day(20))).toEqual({ state: 'none' })
  })

  it('lets a later provision replace level and end, and the period go on', () => {
    const first = provision(10, { level: 'write', expiresAt: day(30) })
    const second = provision(12)
    expect(foldLines([first, second], day(20))).toEqual({
      state: 'present',
      since: day(10),
      restsOn: [second],
      begunBy: first,
      earlier: [],
    })
  })

  it('lets a change overwrite only what it names', () => {
    const first = provision(10, { level: 'write', expiresAt: day(30) })
    const longer = change(12, { expiresAt: day(40) })
    expect(foldLines([first, longer], day(20))).toEqual({
      state: 'present',
      since: day(10),
      level: 'write',
      expiresAt: day(40),
      restsOn: [first, longer],
      begunBy: first,
      earlier: [],
    })
  })

  it('takes a change for a provision where nothing stands', () => {
    const line = change(10, { level: 'read' })
    expect(foldLines([line], day(20))).toMatchObject({ state: 'present', since: day(10), level: 'read', begunBy: line })
    expect(foldLines([provision(5, { level: 'write' }), removal(6), line], day(20))).toMatchObject({
      state: 'present',
      since: day(10),
      level: 'read',
      restsOn: [line],
    })
  })

  it('expects absence of what a removal takes away, and remembers the period', () => {
    const removedBy = removal(15)
    expect(foldLines([provision(10), removedBy], day(20))).toEqual({
      state: 'removed',
      since: day(15),
      removedBy,
      earlier: [{ from: day(10), until: day(15) }],
    })
  })

  it('expects absence of a removal of what no ticket gave', () => {
    expect(foldLines([removal(15)], day(20))).toMatchObject({ state: 'removed', since: day(15), earlier: [] })
  })

  it('dates a second removal by the later ticket', () => {
    expect(foldLines([provision(10), removal(12), removal(15)], day(20))).toMatchObject({
      since: day(15),
      earlier: [{ from: day(10), until: day(12) }],
    })
  })

  it.each([
    ['just before the end', day(20) - 1, 'present'],
    ['at the end', day(20), 'expired'],
    ['after the end', day(21), 'expired'],
  ])('expects access with an end, %s', (_when, at, state) => {
    expect(foldLines([provision(10, { expiresAt: day(20) })], at).state).toBe(state)
  })

  it('dates what expired by its end', () => {
    const line = provision(10, { expiresAt: day(15) })
    expect(foldLines([line], day(20))).toEqual({
      state: 'expired',
      since: day(15),
      restsOn: [line],
      earlier: [{ from: day(10), until: day(15) }],
    })
  })

  it.each([
    ['just before the end goes on', day(15) - 1, day(10), 0],
    ['at the end begins anew', day(15), day(15), 1],
  ])('a provision closed %s', (_when, closedAt, since, earlier) => {
    const renewal = provision(15, { closedAt })
    const folded = foldLines([provision(10, { expiresAt: day(15) }), renewal], day(20))
    expect(folded).toMatchObject({ state: 'present', since })
    expect(folded.state === 'present' && folded.earlier).toHaveLength(earlier)
  })

  it('takes a change after the end for a provision, without the level that expired', () => {
    const late = change(16, { expiresAt: day(30) })
    const folded = foldLines([provision(10, { level: 'write', expiresAt: day(15) }), late], day(20))
    expect(folded).toMatchObject({ state: 'present', since: day(16), expiresAt: day(30), restsOn: [late] })
    expect(folded).not.toHaveProperty('level')
  })

  it('keeps what expired expired until a ticket says otherwise, and lets a removal close it', () => {
    expect(foldLines([provision(10, { expiresAt: day(12) }), removal(15)], day(20))).toMatchObject({
      state: 'removed',
      since: day(15),
      earlier: [{ from: day(10), until: day(12) }],
    })
  })

  it('does not depend on the order in which the lines come', () => {
    const lines = [
      provision(3, { level: 'read' }),
      change(4, { expiresAt: day(9) }),
      removal(6),
      provision(6, { number: 'P6b', openedAt: day(2) }),
      change(7, { level: 'write' }),
      removal(12),
      change(14, { expiresAt: day(40) }),
    ]
    const expected = foldLines(lines, day(20))
    fc.assert(
      fc.property(fc.shuffledSubarray(lines, { minLength: lines.length }), (shuffled) => {
        expect(foldLines(shuffled, day(20))).toEqual(expected)
      }),
    )
  })

  it('leaves the array it was given as it was', () => {
    const lines = [removal(15), provision(10)]
    foldLines(lines, day(20))
    expect(lines.map(({ number }) => number)).toEqual(['D15', 'P10'])
  })
})

describe('byClosing', () => {
  const base = provision(10, { number: 'N5', item: '5', source: 's5', openedAt: day(5) })

  it.each([
    ['what closed earlier', { closedAt: day(10) - 1, openedAt: day(9), number: 'N9' }],
    ['what was opened earlier, on a tie', { openedAt: day(5) - 1, number: 'N9' }],
    ['the lower number, on a tie of both', { number: 'N4', item: '9' }],
    ['the lower item, on a tie of all three', { item: '4', kind: 'deprovision' as const }],
    ['a lower source, when all else is equal', { source: 's4' }],
  ])('puts first %s', (_what, given) => {
    expect(byClosing({ ...base, ...given }, base)).toBeLessThan(0)
    expect(byClosing(base, { ...base, ...given })).toBeGreaterThan(0)
  })

  it('puts a removal last on a full tie, whatever its source', () => {
    const gone = { ...base, kind: 'deprovision' as const, source: 's1' }
    expect(byClosing(base, gone)).toBeLessThan(0)
    expect(foldLines([gone, base], day(20)).state).toBe('removed')
  })

  it('compares numbers by code unit, not as numerals', () => {
    expect(byClosing({ ...base, number: 'N10' }, { ...base, number: 'N9' })).toBeLessThan(0)
  })
})

describe('foldLines, with revocations', () => {
  const revoke = (decidedAt: number, decider = 'bob') => aRecertification({ decision: 'revoke', decider, decidedAt })

  it('expects absence of what was revoked, and remembers the period', () => {
    const removedBy = revoke(day(15))
    expect(foldLines([provision(10)], day(20), [removedBy])).toEqual({
      state: 'removed',
      since: day(15),
      removedBy,
      earlier: [{ from: day(10), until: day(15) }],
    })
  })

  it.each([
    ['before it', 14, 'removed'],
    ['at the same instant, because doubt takes access away', 15, 'removed'],
    ['after it, which begins anew', 16, 'present'],
  ])('weighs a revocation against a provision that closes %s', (_when, closed, state) => {
    expect(foldLines([provision(closed)], day(20), [revoke(day(15))]).state).toBe(state)
  })

  it('expects absence of what no ticket gave, once it was revoked', () => {
    expect(foldLines([], day(20), [revoke(day(15))])).toMatchObject({ state: 'removed', since: day(15), earlier: [] })
  })

  it('lets the latest of several removals stand, whoever made it', () => {
    const [early, late] = [revoke(day(12)), revoke(day(16))]
    expect(foldLines([removal(14)], day(20), [late, early])).toMatchObject({ since: day(16), removedBy: late })
    expect(foldLines([removal(18)], day(20), [late, early])).toMatchObject({ since: day(18) })
  })

  it('does not depend on the order of revocations, those of one instant among them', () => {
    const [one, other] = [revoke(day(15), 'bob'), revoke(day(15), 'carol')]
    expect(foldLines([provision(10)], day(20), [one, other])).toEqual(foldLines([provision(10)], day(20), [other, one]))
  })

  it('lets access that had expired before stay expired until it is revoked', () => {
    const line = provision(10, { expiresAt: day(12) })
    expect(foldLines([line], day(20), [revoke(day(15))])).toMatchObject({
      state: 'removed',
      earlier: [{ from: day(10), until: day(12) }],
    })
  })
})
