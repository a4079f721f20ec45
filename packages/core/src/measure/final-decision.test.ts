import { expect, it } from 'vitest'
import type { RequestLine } from '../model/request.ts'
import { day } from '../testdata/day.ts'
import { anEntitlement, bookOf } from '../testdata/entitlement.ts'
import { anApproval, anOpenRequest, aRequest } from '../testdata/request.ts'
import { type FinalDecision, finalDecision } from './final-decision.ts'

const book = bookOf(anEntitlement('deploy', { approval: { parts: [{ from: 'owner', count: 2 }] } }))
const both = [anApproval(), anApproval({ approver: 'carol', decidedAt: day(11) })]

it.each<[string, RequestLine, FinalDecision | undefined]>([
  ['a request that nobody decided', anOpenRequest(), undefined],
  ['one approved as often as it must be', anOpenRequest({ approvals: both }), { at: day(11), approved: true }],
  ['an open one that lacks an approval', anOpenRequest({ approvals: [anApproval()] }), undefined],
  [
    'an open one that one person approved twice',
    anOpenRequest({ approvals: [anApproval(), anApproval({ decidedAt: day(10) })] }),
    undefined,
  ],
  ['a closed one that lacks an approval', aRequest({ approvals: [anApproval()] }), { at: day(9), approved: true }],
  [
    'one rejected',
    anOpenRequest({ approvals: [anApproval({ decision: 'rejected' })] }),
    { at: day(9), approved: false },
  ],
  ['one approved in words only', aRequest({ approvals: [anApproval({ how: 'informal' })] }), undefined],
  [
    'one whose approval was withdrawn',
    anOpenRequest({ approvals: [...both, anApproval({ decision: 'withdrawn', decidedAt: day(12) })] }),
    undefined,
  ],
  ['one opened again since', anOpenRequest({ approvals: both, reopenedAt: day(12) }), undefined],
  [
    'one for what the catalogue lacks',
    anOpenRequest({ entitlement: 'ghost', approvals: [anApproval()] }),
    { at: day(9), approved: true },
  ],
])('finalDecision of %s', (_what, line, decided) => {
  expect(finalDecision(line, book)).toEqual(decided)
})
