import { describe, expect, it } from 'vitest'
import type { RequestLine } from '../model/request.ts'
import { concluded } from '../testdata/concluded.ts'
import { day, oneDay } from '../testdata/day.ts'
import { anEntitlement, bookOf } from '../testdata/entitlement.ts'
import { aNight } from '../testdata/night.ts'
import { aPerson, directoryOf } from '../testdata/person.ts'
import { anApproval, anOpenRequest, aRequest } from '../testdata/request.ts'
import { standingOf } from './standing-of.ts'

const catalogued = aNight({
  entitlements: bookOf(anEntitlement('deploy', { recertify: 90 * oneDay })),
  directory: directoryOf(aPerson('alice'), aPerson('bob')),
})

/** Where a line that is the only one of its access stands. */
function standing(line: RequestLine, night = catalogued) {
  const [cell] = concluded({ lines: [line], night }).cells
  const [judged] = cell?.lines ?? []
  if (cell === undefined || judged === undefined) throw new Error('a ticket makes a cell with its line')
  return standingOf(judged, cell, night)
}

describe('standingOf', () => {
  it.each<[string, RequestLine, boolean]>([
    ['that an owner approved', anOpenRequest({ approvals: [anApproval()] }), true],
    ['that nobody approved', anOpenRequest(), false],
    ['that somebody else approved', anOpenRequest({ approvals: [anApproval({ approver: 'alice' })] }), false],
    [
      'that asks for a removal, which needs no approval and has none to show',
      anOpenRequest({ kind: 'deprovision', approvals: [anApproval()] }),
      false,
    ],
  ])('weighs an open line as its approvals stand at this moment: one %s', (_what, line, sufficient) => {
    expect(standing(line).sufficient).toBe(sufficient)
  })

  it('takes nothing for approved where no catalogue says who must approve', () => {
    expect(standing(anOpenRequest({ approvals: [anApproval()] }), aNight()).sufficient).toBe(false)
  })

  it('says when access is due where the catalogue asks for it, and only there', () => {
    expect(standing(aRequest({ approvals: [anApproval()] })).dueAt).toBe(day(100))
    expect(standing(aRequest(), aNight())).not.toHaveProperty('dueAt')
    expect(standing(anOpenRequest())).not.toHaveProperty('dueAt')
  })
})
