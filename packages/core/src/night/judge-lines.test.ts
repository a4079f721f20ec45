import { describe, expect, it } from 'vitest'
import type { RequestLine } from '../model/request.ts'
import { day } from '../testdata/day.ts'
import { anEntitlement, bookOf } from '../testdata/entitlement.ts'
import { aNight } from '../testdata/night.ts'
import { anApproval, anOpenRequest, aRequest } from '../testdata/request.ts'
import { judgeLines } from './judge-lines.ts'
import type { StoredVerdict } from './subject.ts'

const governed = (at = day(20)) => aNight({ at, entitlements: bookOf(anEntitlement()) })
const judge = (line: RequestLine, verdict?: StoredVerdict, night = governed()) =>
  judgeLines([verdict ? { line, verdict } : { line }], night)
const verdictOn = (line: RequestLine) => judge(line).lines[0]?.verdict
const kept: StoredVerdict = {
  policy: 'old',
  judgedAt: day(12),
  sufficient: false,
  onlyLate: false,
  assurance: 'unproven',
  approvedBy: [],
  refused: [{ approver: 'kept', faults: ['informal'] }],
}

describe('judgeLines', () => {
  it('judges a closed line by its entitlement’s rule and owners, under the policy of the night', () => {
    expect(verdictOn(aRequest({ approvals: [anApproval()] }))).toEqual({
      policy: 'p',
      judgedAt: day(20),
      sufficient: true,
      onlyLate: false,
      provenAt: day(9),
      assurance: 'unproven',
      approvedBy: ['bob'],
      refused: [],
    })
  })

  it('keeps why each approval does not count', () => {
    const line = aRequest({ approvals: [anApproval({ how: 'informal' }), anApproval({ approver: 'alice' })] })
    expect(verdictOn(line)).toMatchObject({
      sufficient: false,
      refused: [
        { approver: 'bob', faults: ['informal'] },
        { approver: 'alice', faults: ['approver-not-named', 'approver-is-principal'] },
      ],
    })
  })

  it('judges as of the closing, so that approvals do not age', () => {
    const rule = { parts: [{ from: 'owner', count: 1 }], maxAge: day(10) - day(9) } as const
    const night = aNight({ at: day(90), entitlements: bookOf(anEntitlement('deploy', { approval: rule })) })
    expect(judge(aRequest({ approvals: [anApproval()] }), undefined, night).lines[0]?.verdict?.sufficient).toBe(true)
  })

  it.each<[string, RequestLine]>([
    ['is open', anOpenRequest()],
    ['closes only after the night', aRequest({ closedAt: day(21) })],
    ['was closed incomplete', aRequest({ state: 'closed-incomplete' })],
    ['was cancelled', aRequest({ state: 'cancelled' })],
    ['is a removal', aRequest({ kind: 'deprovision' })],
    ['is about no access', aRequest({ kind: 'none' })],
    ['is about something the catalogue lacks', aRequest({ entitlement: 'ghost' })],
    ['is closed without a date', anOpenRequest({ state: 'closed-complete' })],
  ])('judges no line that %s', (_which, line) => {
    expect(verdictOn(line)).toBeUndefined()
  })

  it('judges nothing without a catalogue', () => {
    expect(judge(aRequest(), undefined, aNight()).lines[0]).toEqual({ line: aRequest() })
  })

  it('keeps a verdict, whatever became of the policy', () => {
    const given = [{ line: aRequest({ approvals: [anApproval()] }), verdict: kept }]
    const { lines, standing } = judgeLines(given, governed())
    expect(lines).toBe(given)
    expect(standing).toEqual(given)
  })

  it.each<[string, Partial<RequestLine>, boolean]>([
    ['a decision after it was judged', { approvals: [anApproval({ decidedAt: day(12) + 1 })] }, true],
    ['a decision at the instant it was judged', { approvals: [anApproval({ decidedAt: day(12) })] }, false],
    ['a change after it was judged', { changes: [{ at: day(13), field: 'level' }] }, true],
    ['a change before it was judged', { changes: [{ at: day(11), field: 'level' }] }, false],
    ['a decision after the night', { approvals: [anApproval({ decidedAt: day(21) })] }, false],
  ])('judges anew only where there is news: %s', (_what, given, anew) => {
    const verdict = judge(aRequest(given), kept).lines[0]?.verdict
    expect(verdict === kept).toBe(!anew)
  })

  it('gives the very same array where nothing is judged, and keeps lines that do not exist yet', () => {
    const given = [{ line: aRequest({ openedAt: day(21), closedAt: day(22) }) }, { line: anOpenRequest() }]
    const { lines, standing } = judgeLines(given, governed())
    expect(lines).toBe(given)
    expect(standing).toEqual([{ line: anOpenRequest() }])
  })

  it('shows lines as they stood, and keeps them as they are', () => {
    const line = aRequest({ approvals: [anApproval(), anApproval({ decidedAt: day(21) })] })
    const { lines, standing } = judge(line)
    expect(standing[0]?.line.approvals).toHaveLength(1)
    expect(lines[0]?.line).toBe(line)
    expect(standing[0]?.verdict).toBe(lines[0]?.verdict)
  })

  it('shows no verdict on a line that is open again', () => {
    expect(judge(anOpenRequest(), kept).standing).toEqual([{ line: anOpenRequest() }])
  })
})
