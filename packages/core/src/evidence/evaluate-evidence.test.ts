import { hash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Approval, RequestLine } from '../model/request.ts'
import { materialFields } from '../model/request.ts'
import { everyNameItself } from '../people/directory.ts'
import { day, oneDay } from '../testdata/day.ts'
import { aPerson, directoryOf } from '../testdata/person.ts'
import { anApproval, aRequest } from '../testdata/request.ts'
import { aDesk, aSealedApproval, opened, someClaims } from '../testdata/seal.ts'
import type { ApprovalFault } from './approval-faults.ts'
import { type EvidenceRule, evaluateEvidence } from './evaluate-evidence.ts'

const sha256 = (text: string): string => hash('sha256', text, 'hex')
const people = directoryOf(
  aPerson('alice', { manager: 'mia', accounts: [{ account: 'alice-adm' }] }),
  aPerson('bob', { accounts: [{ account: 'bob-adm' }] }),
  aPerson('carol'),
  aPerson('mia'),
  aPerson('left', { endedAt: day(9) }),
  aPerson('gone', { active: false }),
  aPerson('robot', { kind: 'agent', sponsor: 'bob-adm' }),
)
const rule: EvidenceRule = {
  parts: [{ from: 'owner', count: 1 }],
  entitlement: 'deploy',
  owners: ['bob', 'left', 'gone', 'alice'],
}

interface Case {
  readonly request?: Partial<RequestLine>
  readonly approvals: readonly Partial<Approval>[]
  readonly rule?: Partial<EvidenceRule>
  readonly now?: number
}

function verdict({ request, approvals, rule: given, now = day(10) }: Case) {
  return evaluateEvidence(aRequest(request), approvals.map(anApproval), { ...rule, ...given }, people, now)
}

const faultsOf = (given: Case): readonly ApprovalFault[] => verdict(given).approvals[0]?.faults ?? []

describe('an approval counts', () => {
  it.each<[string, Case]>([
    ['when the owner gave it, recorded, between opening and closing', { approvals: [{}] }],
    ['when the owner gave it from another account of theirs', { approvals: [{ approver: 'bob-adm' }] }],
    ['when somebody else asked for it', { request: { requester: 'carol' }, approvals: [{}] }],
    [
      'when somebody else answers for whom it is for',
      { request: { principal: 'robot' }, approvals: [{ approver: 'alice' }] },
    ],
    ['at the instant the request was opened', { approvals: [{ decidedAt: day(8) }] }],
    ['at the instant of fulfilment', { request: { fulfilledAt: day(9) }, approvals: [{}] }],
    [
      'at the instant of the last material change',
      {
        request: { changes: [{ at: day(9), field: 'level' }] },
        approvals: [{}],
      },
    ],
    [
      'before a change of a field that is not material',
      {
        request: { changes: [{ at: day(9) + 1, field: 'justification' }] },
        approvals: [{}],
      },
    ],
    ['when it is just as old as the rule allows', { approvals: [{}], rule: { maxAge: oneDay } }],
    ['just before the approver left', { approvals: [{ approver: 'left', decidedAt: day(9) - 1 }] }],
    [
      'when it was given again after a rejection',
      {
        approvals: [{ decidedAt: day(9) + 2 }, { approver: 'carol', decision: 'rejected', decidedAt: day(9) + 1 }],
      },
    ],
    [
      'when it was rejected only in words',
      { approvals: [{}, { approver: 'carol', decision: 'rejected', how: 'informal', decidedAt: day(9) + 1 }] },
    ],
    [
      'when its approver gave it again after withdrawing an earlier one',
      { approvals: [{ decidedAt: day(9) + 2 }, { decision: 'withdrawn', decidedAt: day(9) + 1 }] },
    ],
    [
      'when somebody else withdrew theirs',
      {
        approvals: [{}, { approver: 'carol', decision: 'withdrawn', decidedAt: day(9) + 1 }],
      },
    ],
    [
      'when it was withdrawn only in words',
      {
        approvals: [{}, { decision: 'withdrawn', how: 'informal', decidedAt: day(9) + 1 }],
      },
    ],
  ])('%s', (_when, given) => {
    expect(faultsOf(given)).toEqual([])
    expect(verdict(given)).toMatchObject({ sufficient: true, counted: 1, needed: 1, onlyLate: false })
  })
})

describe('an approval does not count', () => {
  it.each<[ApprovalFault, string, Case]>([
    ['not-an-approval', 'when it is a rejection', { approvals: [{ decision: 'rejected' }] }],
    ['not-an-approval', 'when it is a withdrawal', { approvals: [{ decision: 'withdrawn' }] }],
    ['informal', 'when it is only words', { approvals: [{ how: 'informal' }] }],
    ['seal-not-verified', 'when its seal was not verified', { approvals: [{ how: 'sealed', seal: 'x' }] }],
    ['approver-unknown', 'when nobody knows the approver', { approvals: [{ approver: 'nobody' }] }],
    ['approver-inactive', 'when the approver had left', { approvals: [{ approver: 'left' }] }],
    ['approver-inactive', 'when the approver is not active', { approvals: [{ approver: 'gone' }] }],
    ['approver-not-named', 'when the rule does not name the approver', { approvals: [{ approver: 'carol' }] }],
    ['approver-is-requester', 'when the approver asked for it', { request: { requester: 'bob' }, approvals: [{}] }],
    [
      'approver-is-requester',
      'when the approver asked for it from another account',
      {
        request: { requester: 'bob-adm' },
        approvals: [{}],
      },
    ],
    ['approver-is-principal', 'when it is for the approver', { approvals: [{ approver: 'alice' }] }],
    [
      'approver-is-principal',
      'when it is for the approver under another account',
      {
        request: { principal: 'alice-adm' },
        approvals: [{ approver: 'alice' }],
      },
    ],
    [
      'approver-is-sponsor',
      'when the approver answers for whom it is for',
      {
        request: { principal: 'robot' },
        approvals: [{}],
      },
    ],
    ['before-opening', 'when it was given before the request was opened', { approvals: [{ decidedAt: day(8) - 1 }] }],
    [
      'before-material-change',
      'when the request was changed after it',
      {
        request: {
          changes: [
            { at: day(9) + 1, field: 'expiresAt' },
            { at: day(8), field: 'level' },
          ],
        },
        approvals: [{}],
      },
    ],
    [
      'before-material-change',
      'when the last of several changes came after it',
      {
        request: {
          changes: [
            { at: day(8), field: 'level' },
            { at: day(9) + 1, field: 'expiresAt' },
          ],
        },
        approvals: [{}],
      },
    ],
    ['too-old', 'when it is older than the rule allows', { approvals: [{}], rule: { maxAge: oneDay - 1 } }],
    [
      'withdrawn',
      'when its approver withdrew it',
      {
        approvals: [{}, { approver: 'bob-adm', decision: 'withdrawn', decidedAt: day(9) + 1 }],
      },
    ],
    ['withdrawn', 'when it was withdrawn at the same instant', { approvals: [{}, { decision: 'withdrawn' }] }],
    [
      'rejected-later',
      'when anybody rejected it later',
      {
        approvals: [{}, { approver: 'carol', decision: 'rejected', decidedAt: day(9) + 1 }],
      },
    ],
    [
      'rejected-later',
      'when somebody rejected it at the same instant',
      { approvals: [{}, { approver: 'carol', decision: 'rejected' }] },
    ],
    ['after-fulfilment', 'when it came after fulfilment', { request: { fulfilledAt: day(9) - 1 }, approvals: [{}] }],
    ['after-fulfilment', 'when it came after closing', { approvals: [{ decidedAt: day(10) + 1 }] }],
  ])('(%s) %s', (fault, _when, given) => {
    expect(faultsOf(given)).toEqual([fault])
    expect(verdict(given)).toMatchObject({ sufficient: false, counted: 0 })
  })

  it.each(materialFields)('after a change of `%s`', (field) => {
    const changes = [{ at: day(9) + 1, field }]
    expect(faultsOf({ request: { changes }, approvals: [{}] })).toEqual(['before-material-change'])
  })

  it.each<[string, readonly ApprovalFault[]]>([
    ['nobody', ['approver-unknown', 'withdrawn']],
    ['nobody else', ['approver-unknown']],
  ])('and counts as withdrawn by an unknown approver only under the same name: %s', (approver, faults) => {
    const withdrawal = { approver, decision: 'withdrawn', decidedAt: day(9) + 1 } as const
    expect(faultsOf({ approvals: [{ approver: 'nobody' }, withdrawal] })).toEqual(faults)
  })

  it.each([
    ['first', [day(9) + 1, day(9) - 1]],
    ['last', [day(9) - 1, day(9) + 1]],
  ])('after the latest of several rejections, where that one is listed %s', (_where, instants) => {
    const rejections = instants.map((decidedAt) => ({ approver: 'carol', decision: 'rejected', decidedAt }) as const)
    expect(faultsOf({ approvals: [{}, ...rejections] })).toEqual(['rejected-later'])
  })

  it('and says all that is wrong with it at once', () => {
    const given = { approvals: [{ approver: 'left', how: 'informal', decidedAt: day(10) + 1 } as const] }
    expect(faultsOf(given)).toEqual(['informal', 'approver-inactive', 'after-fulfilment'])
  })
})

describe('the verdict', () => {
  const sealed = aSealedApproval()
  const desk = aDesk(sha256, { 's-1': opened(someClaims(sha256)) })
  const two = { parts: [{ from: 'owner', count: 2 } as const], owners: ['bob', 'carol', 'mia'] }

  it.each<[string, Case, object]>([
    [
      'asks for nobody where the rule asks for none',
      { approvals: [], rule: { parts: [] } },
      { sufficient: true, needed: 0 },
    ],
    ['is insufficient where there is no approval', { approvals: [] }, { sufficient: false, counted: 0 }],
    [
      'counts one person once, from the first approval that stands',
      {
        approvals: [{ decidedAt: day(9) + 5 }, { approver: 'bob-adm' }],
        rule: two,
      },
      { sufficient: false, counted: 1 },
    ],
    [
      'is proven by the first approval of one who gave several',
      { approvals: [{ decidedAt: day(9) + 5 }, { approver: 'bob-adm' }] },
      { sufficient: true, counted: 1, provenAt: day(9) },
    ],
    [
      'is proven by the last approval that was needed',
      {
        approvals: [{ approver: 'mia', decidedAt: day(9) + 9 }, { approver: 'carol', decidedAt: day(9) + 5 }, {}],
        rule: two,
      },
      { sufficient: true, counted: 2, approvedBy: ['bob', 'carol', 'mia'], provenAt: day(9) + 5 },
    ],
    [
      'is proven whether or not others do not count',
      {
        approvals: [{ approver: 'nobody' }, {}, { how: 'informal' }],
      },
      { sufficient: true, counted: 1, provenAt: day(9) },
    ],
  ])('%s', (_what, given, expected) => {
    expect(verdict(given)).toMatchObject(expected)
  })

  it('has no instant of proof where none was needed, or where it falls short', () => {
    expect(verdict({ approvals: [{}], rule: { parts: [] } })).not.toHaveProperty('provenAt')
    expect(verdict({ approvals: [] })).not.toHaveProperty('provenAt')
  })

  it.each<[string, Case, boolean]>([
    ['the one approval that is missing came late', { approvals: [{ decidedAt: day(10) + 1 }] }, true],
    ['the late approval has another fault too', { approvals: [{ approver: 'left', decidedAt: day(10) + 1 }] }, false],
    ['there are too few, late ones included', { approvals: [{ decidedAt: day(10) + 1 }], rule: two }, false],
    [
      'one in time and one late make enough',
      {
        approvals: [{}, { approver: 'carol', decidedAt: day(10) + 1 }],
        rule: two,
      },
      true,
    ],
    ['there are enough in time', { approvals: [{}, { decidedAt: day(10) + 1 }] }, false],
  ])('says whether being late is the only fault: %s', (_when, given, onlyLate) => {
    expect(verdict(given).onlyLate).toBe(onlyLate)
  })

  it('is unproven where the source keeps no history, and proven where the history is empty', () => {
    expect(verdict({ approvals: [{}] }).assurance).toBe('unproven')
    expect(verdict({ approvals: [{}], request: { changes: [] } }).assurance).toBe('proven')
  })

  it.each<[string, readonly Approval[], 'proven' | 'unproven']>([
    ['every approval that counts is sealed', [sealed], 'proven'],
    ['one that does not count is native', [sealed, anApproval({ approver: 'nobody' })], 'proven'],
    ['one that counts is native', [sealed, anApproval({ approver: 'mia' })], 'unproven'],
    ['the sealed one does not count', [{ ...sealed, approver: 'carol' }, anApproval()], 'unproven'],
    ['none counts', [{ ...sealed, approver: 'carol' }], 'unproven'],
    ['there is none', [], 'unproven'],
  ])('is proven by seals alone where the source keeps no history: %s', (_where, approvals, assurance) => {
    const owned = { ...rule, owners: ['bob', 'mia'] }
    expect(evaluateEvidence(aRequest(), approvals, owned, people, day(10), desk).assurance).toBe(assurance)
  })

  it('is proven where a history is kept, sealed or not', () => {
    const { assurance } = evaluateEvidence(aRequest({ changes: [] }), [sealed], rule, people, day(10), desk)
    expect(assurance).toBe('proven')
  })

  it('names each approval by the principal behind it, else as it was written, in the order given', () => {
    const { approvals } = verdict({ approvals: [{ approver: 'nobody' }, { approver: 'bob-adm' }] })
    expect(approvals.map(({ approver }) => approver)).toEqual(['nobody', 'bob'])
  })

  it('takes every name for a principal of its own without a people source', () => {
    const owned = { ...rule, owners: ['bob'] }
    const judged = (approver: string) =>
      evaluateEvidence(aRequest(), [anApproval({ approver })], owned, everyNameItself, day(10)).sufficient
    expect(['bob', 'carol', 'alice'].map(judged)).toEqual([true, false, false])
  })

  it('does not depend on the order of the approvals', () => {
    const given = [
      {},
      { approver: 'carol', decidedAt: day(9) + 3 },
      { approver: 'mia', decidedAt: day(9) + 2 },
      { approver: 'mia', decision: 'withdrawn' as const, decidedAt: day(9) + 4 },
      { approver: 'left', decidedAt: day(10) + 1 },
    ]
    const { approvals: _inOrder, ...expected } = verdict({ approvals: given, rule: two })
    fc.assert(
      fc.property(fc.shuffledSubarray(given, { minLength: given.length }), (approvals) => {
        expect(verdict({ approvals, rule: two })).toMatchObject(expected)
      }),
    )
  })
})
