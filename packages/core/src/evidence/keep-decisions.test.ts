import { describe, expect, it } from 'vitest'
import { day } from '../testdata/day.ts'
import { anApproval, aRequest } from '../testdata/request.ts'
import { keepDecisions } from './keep-decisions.ts'

const approval = anApproval()
const rejection = anApproval({ approver: 'carol', decision: 'rejected', decidedAt: day(9) + 1 })
const withdrawal = anApproval({ decision: 'withdrawn', decidedAt: day(9) + 2 })
const spoken = anApproval({ decision: 'rejected', how: 'informal' })

describe('keepDecisions', () => {
  it('keeps a rejection and a withdrawal that are gone', () => {
    const line = aRequest({ approvals: [approval] })
    const earlier = aRequest({ approvals: [approval, rejection, withdrawal] })
    expect(keepDecisions(line, earlier).approvals).toEqual([approval, rejection, withdrawal])
  })

  it('keeps a rejection that became an approval', () => {
    const line = aRequest({ approvals: [{ ...rejection, decision: 'approved' }] })
    expect(keepDecisions(line, aRequest({ approvals: [rejection] })).approvals).toContain(rejection)
  })

  it('keeps a rejection whose instant moved back', () => {
    const line = aRequest({ approvals: [{ ...rejection, decidedAt: day(8) }] })
    expect(keepDecisions(line, aRequest({ approvals: [rejection] })).approvals).toContain(rejection)
  })

  it.each([
    ['nothing was there', [], []],
    ['an approval is gone', [], [approval]],
    ['words are gone', [], [spoken]],
    ['everything is still there', [rejection, approval], [approval, rejection]],
  ])('gives the very line where %s', (_where, now, before) => {
    const line = aRequest({ approvals: now })
    expect(keepDecisions(line, aRequest({ approvals: before }))).toBe(line)
  })
})
