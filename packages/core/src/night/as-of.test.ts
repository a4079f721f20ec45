import { describe, expect, it } from 'vitest'
import { day } from '../testdata/day.ts'
import { anApproval, anOpenRequest, aRequest } from '../testdata/request.ts'
import { asOf } from './as-of.ts'

describe('asOf', () => {
  it.each([
    ['not there before it is opened', day(8) - 1, undefined],
    ['open from the instant it is opened', day(8), 'open'],
    ['still open just before it closes', day(10) - 1, 'open'],
    ['closed from the instant it closes', day(10), 'closed-complete'],
  ])('shows a line as %s', (_what, at, state) => {
    expect(asOf(aRequest(), at)?.state).toBe(state)
  })

  it('gives the very same line when nothing about it is later', () => {
    const line = aRequest({
      approvals: [anApproval()],
      changes: [{ at: day(9), field: 'level' }],
      fulfilledAt: day(10),
    })
    expect(asOf(line, day(10))).toBe(line)
  })

  it('leaves out what was decided, changed or fulfilled later', () => {
    const line = aRequest({
      fulfilledAt: day(10) - 1,
      approvals: [anApproval({ decidedAt: day(9) }), anApproval({ decidedAt: day(9) + 1 })],
      changes: [
        { at: day(9), field: 'level' },
        { at: day(9) + 1, field: 'level' },
      ],
    })
    const { closedAt: _closed, fulfilledAt: _fulfilled, ...rest } = line
    expect(asOf(line, day(9))).toEqual({
      ...rest,
      state: 'open',
      approvals: [anApproval({ decidedAt: day(9) })],
      changes: [{ at: day(9), field: 'level' }],
    })
  })

  it('keeps a closed line closed when only a later decision is left out', () => {
    const line = aRequest({ approvals: [anApproval({ decidedAt: day(12) })] })
    expect(asOf(line, day(11))).toEqual({ ...line, approvals: [] })
  })

  it('makes no field history where the source keeps none', () => {
    expect(asOf(aRequest(), day(9))).not.toHaveProperty('changes')
  })

  it.each(['closed-incomplete', 'cancelled'] as const)('shows a line that is %s later as open', (state) => {
    expect(asOf(aRequest({ state }), day(9))?.state).toBe('open')
  })

  it('leaves an open line open', () => {
    expect(asOf(anOpenRequest(), day(99))?.state).toBe('open')
  })
})
