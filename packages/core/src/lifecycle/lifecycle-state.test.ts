import { describe, expect, it } from 'vitest'
import { foldLines } from '../night/fold.ts'
import { day, oneDay } from '../testdata/day.ts'
import { anApproval, anOpenRequest, aRequest } from '../testdata/request.ts'
import { type LineStanding, lifecycleState } from './lifecycle-state.ts'
import type { LifecycleState } from './lifecycle-table.ts'

const warnings = { expiry: 3 * oneDay, recertification: 2 * oneDay }
const stateOf = (given: Partial<LineStanding>) => {
  const { line = aRequest(), now = day(20) } = given
  const expectation = foldLines([line], now)
  return lifecycleState({ line, sufficient: true, expectation, sight: 'present', now, warnings, ...given })
}
const rejection = anApproval({ decision: 'rejected' })

describe('lifecycleState', () => {
  it('has none for a line that asks for no access', () => {
    expect(stateOf({ line: aRequest({ kind: 'none' }) })).toBeUndefined()
  })

  it.each<[string, Partial<LineStanding>, LifecycleState]>([
    ['waits', { line: anOpenRequest(), sufficient: false }, 'requested'],
    ['is approved', { line: anOpenRequest() }, 'approved'],
    ['was rejected', { line: anOpenRequest({ approvals: [rejection] }), sufficient: false }, 'rejected'],
    ['was rejected and approved since', { line: anOpenRequest({ approvals: [rejection] }) }, 'approved'],
    [
      'was rejected in a comment',
      { line: anOpenRequest({ approvals: [{ ...rejection, how: 'informal' }] }), sufficient: false },
      'requested',
    ],
    [
      'was rejected before it was opened again',
      { line: anOpenRequest({ approvals: [rejection], reopenedAt: day(10) }), sufficient: false },
      'requested',
    ],
    [
      'was rejected at the instant at which it was opened again',
      { line: anOpenRequest({ approvals: [rejection], reopenedAt: rejection.decidedAt }), sufficient: false },
      'rejected',
    ],
    ['was cancelled', { line: aRequest({ state: 'cancelled' }), sufficient: false }, 'cancelled'],
    ['was closed as not done', { line: aRequest({ state: 'closed-incomplete' }) }, 'cancelled'],
    [
      'was closed because it was rejected',
      { line: aRequest({ state: 'closed-incomplete', approvals: [rejection] }), sufficient: false },
      'rejected',
    ],
  ])('stands, while nothing was granted, as a request that %s', (_what, given, state) => {
    expect(stateOf(given)).toBe(state)
  })

  it.each<[string, Partial<LineStanding>, LifecycleState]>([
    ['is there', {}, 'active'],
    ['is there without approval', { sufficient: false }, 'active'],
    ['no closed ticket promises any more', { expectation: { state: 'none' } as const }, 'fulfilled'],
    ['no system shows', { sight: 'absent' }, 'fulfilled'],
    ['nobody can tell of', { sight: 'unknown' }, 'fulfilled'],
    ['ends later than the warning', { line: aRequest({ expiresAt: day(23) + 1 }) }, 'active'],
    ['ends within the warning', { line: aRequest({ expiresAt: day(23) }) }, 'expiring'],
    ['is due later than the warning', { dueAt: day(22) + 1 }, 'active'],
    ['is due within the warning', { dueAt: day(22) }, 'recertification-due'],
    ['is overdue', { dueAt: day(2) }, 'recertification-due'],
    ['is due and ends', { dueAt: day(22), line: aRequest({ expiresAt: day(21) }) }, 'recertification-due'],
    ['is due and not there', { dueAt: day(2), sight: 'absent' }, 'fulfilled'],
    ['has ended', { line: aRequest({ expiresAt: day(20) }) }, 'expired'],
    ['has ended, of which nobody can tell', { line: aRequest({ expiresAt: day(20) }), sight: 'unknown' }, 'expired'],
    ['has ended and is gone', { line: aRequest({ expiresAt: day(20) }), sight: 'absent' }, 'removed'],
    ['has ended, was gone and is back', { line: aRequest({ expiresAt: day(20) }), sight: 'returned' }, 'removal-due'],
    ['was to be removed', { line: aRequest({ kind: 'deprovision' }) }, 'removal-due'],
    [
      'was to be removed, of which nobody can tell',
      { line: aRequest({ kind: 'deprovision' }), sight: 'unknown' },
      'removal-due',
    ],
    ['was removed', { line: aRequest({ kind: 'deprovision' }), sight: 'absent' }, 'removed'],
    ['was removed and is back', { line: aRequest({ kind: 'deprovision' }), sight: 'returned' }, 'removal-due'],
  ])('stands, once it closed as done, as access that %s', (_what, given, state) => {
    expect(stateOf(given)).toBe(state)
  })
})
