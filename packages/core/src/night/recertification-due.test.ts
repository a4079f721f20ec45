import { describe, expect, it } from 'vitest'
import { day, oneDay } from '../testdata/day.ts'
import { aCounting } from '../testdata/recertification.ts'
import { aRequest } from '../testdata/request.ts'
import { foldLines } from './fold.ts'
import type { JudgedRecertification } from './judge-recertifications.ts'
import { recertificationDue } from './recertification-due.ts'

const expectation = foldLines([aRequest()], day(20))
const due = (recertifications: readonly JudgedRecertification[], interval: number | undefined = 5 * oneDay) =>
  recertificationDue({ expectation, recertifications }, interval)
const dueOn = (...recertifications: readonly JudgedRecertification[]) => due(recertifications)?.at

describe('recertificationDue', () => {
  it('counts from when the authorised period began', () => {
    expect(due([])).toEqual({ at: day(15) })
  })

  it('counts from when it was last kept', () => {
    const last = aCounting({ decidedAt: day(14) })
    expect(due([last, aCounting({ decidedAt: day(12) })])).toEqual({ at: day(19), keep: last.recertification })
  })

  it.each([
    ['sooner than the interval', 16, 16],
    ['later than the interval', 30, 19],
  ])('is the end of the last decision where that is %s', (_when, until, at) => {
    expect(dueOn(aCounting({ decidedAt: day(14), until: day(until) }))).toBe(day(at))
  })

  it('forgets an end that a later decision replaced', () => {
    expect(dueOn(aCounting({ decidedAt: day(12), until: day(13) }), aCounting({ decidedAt: day(14) }))).toBe(day(19))
  })

  it('is the end alone where the catalogue names no interval', () => {
    expect(recertificationDue({ expectation, recertifications: [aCounting({ until: day(18) })] }, undefined)?.at).toBe(
      day(18),
    )
  })

  it('is never where nothing asks for it', () => {
    expect(recertificationDue({ expectation, recertifications: [] }, undefined)).toBeUndefined()
    expect(recertificationDue({ expectation, recertifications: [aCounting()] }, undefined)).toBeUndefined()
  })

  it.each([
    ['does not count', aCounting({}, ['approver-not-named'])],
    ['was not judged', { recertification: aCounting().recertification }],
    ['revokes', aCounting({ decision: 'revoke' })],
    ['is from before the authorised period', aCounting({ decidedAt: day(10) - 1, until: day(11) })],
  ])('ignores a decision that %s', (_what, judged) => {
    expect(dueOn(judged)).toBe(day(15))
  })

  it('takes a decision of the very instant at which the period began', () => {
    expect(due([aCounting({ decidedAt: day(10) })])).toMatchObject({ at: day(15), keep: { decidedAt: day(10) } })
  })

  it('takes of two decisions at one instant the one that ends first, in whatever order they come', () => {
    const [open, ending] = [aCounting({ decider: 'a' }), aCounting({ decider: 'b', until: day(17) })]
    expect([dueOn(open, ending), dueOn(ending, open)]).toEqual([day(17), day(17)])
  })

  it.each([
    ['nothing authorises', foldLines([], day(20))],
    ['has expired', foldLines([aRequest({ expiresAt: day(12) })], day(20))],
    ['was removed', foldLines([aRequest({ kind: 'deprovision' })], day(20))],
  ])('says nothing of access that %s', (_what, other) => {
    expect(recertificationDue({ expectation: other, recertifications: [aCounting({ until: day(16) })] }, 1)).toBe(
      undefined,
    )
  })
})
