import { describe, expect, it } from 'vitest'
import { day } from '../testdata/day.ts'
import { anApproval, anOpenRequest } from '../testdata/request.ts'
import { type Approval, givesAccess, isRejected, lastOpenedAt } from './request.ts'

describe('a request', () => {
  it.each([
    ['provision', true],
    ['change', true],
    ['deprovision', false],
    ['none', false],
  ] as const)('of kind %s gives access: %j', (kind, gives) => {
    expect(givesAccess({ kind })).toBe(gives)
  })

  it('was last opened when it was opened again, if it ever was', () => {
    expect(lastOpenedAt({ openedAt: day(1) })).toBe(day(1))
    expect(lastOpenedAt({ openedAt: day(1), reopenedAt: day(3) })).toBe(day(3))
  })

  it.each<[string, Partial<Approval>, boolean]>([
    ['once somebody rejected it', { decidedAt: day(4) }, true],
    ['from the very instant at which it was opened again', { decidedAt: day(3) }, true],
    ['not by what was said before it was opened again', { decidedAt: day(3) - 1 }, false],
    ['not in words', { decidedAt: day(4), how: 'informal' }, false],
    ['not by an approval', { decidedAt: day(4), decision: 'approved' }, false],
    ['not by a withdrawal', { decidedAt: day(4), decision: 'withdrawn' }, false],
  ])('is rejected %s', (_when, given, rejected) => {
    const approvals = [anApproval({ decision: 'rejected', ...given })]
    expect(isRejected(anOpenRequest({ openedAt: day(1), reopenedAt: day(3), approvals }))).toBe(rejected)
  })
})
