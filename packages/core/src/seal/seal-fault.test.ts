import { hash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { Approval, RequestLine } from '../model/request.ts'
import { day } from '../testdata/day.ts'
import { anApproval, anOpenRequest } from '../testdata/request.ts'
import { aDesk, aSealedApproval, opened, someClaims } from '../testdata/seal.ts'
import type { SealDefect, SealReading } from './open-seal.ts'
import type { SealClaims } from './seal-claims.ts'
import { noSeals } from './seal-desk.ts'
import { sealFault } from './seal-fault.ts'

const sha256 = (text: string): string => hash('sha256', text, 'hex')

interface Case {
  readonly claims?: Partial<SealClaims>
  readonly approval?: Partial<Approval>
  readonly request?: Partial<RequestLine>
  /** The other decisions on the same line. */
  readonly others?: readonly Approval[]
  readonly reading?: SealReading
}

function faultOf({ claims, approval: given, request, others = [], reading }: Case) {
  const approval = aSealedApproval(given)
  const desk = aDesk(sha256, { 's-1': reading ?? opened(someClaims(sha256, claims)) })
  return sealFault(approval, anOpenRequest(request), [...others, approval], desk)
}

describe('a seal has no fault', () => {
  it.each<[string, Case]>([
    ['where it says exactly what the row and the request say', {}],
    [
      'where both name the group that it was given for',
      { claims: { for: 'security' }, approval: { group: 'security' } },
    ],
    [
      'where both name whose place it was given in',
      { claims: { onBehalfOf: 'carol' }, approval: { onBehalfOf: 'carol' } },
    ],
    [
      'where it was made after the request was opened again',
      { claims: { opened: day(9) }, request: { reopenedAt: day(9) } },
    ],
    [
      'where the decision before it is still there',
      {
        claims: { previous: sha256('s-0') },
        others: [anApproval(), aSealedApproval({ seal: 's-9' }), aSealedApproval({ seal: 's-0' })],
      },
    ],
    [
      'where it is the first, whatever else was decided',
      { others: [anApproval({ decision: 'rejected' }), aSealedApproval({ seal: 's-0' })] },
    ],
    [
      'where something changed that is not material',
      { request: { justification: 'other words', fulfilledAt: day(10), changes: [{ at: day(10), field: 'level' }] } },
    ],
  ])('%s', (_where, given) => {
    expect(faultOf(given)).toBeUndefined()
  })
})

describe('the fault of a seal', () => {
  it('is that there is none', () => {
    const { seal: _seal, ...row } = aSealedApproval()
    expect(sealFault(row, anOpenRequest(), [row], aDesk(sha256, {}))).toBe('seal-missing')
  })

  it('is that nobody has opened it', () => {
    expect(faultOf({ approval: { seal: 's-2' } })).toBe('seal-not-verified')
    expect(sealFault(aSealedApproval(), anOpenRequest(), [], noSeals)).toBe('seal-not-verified')
  })

  it.each<SealDefect>(['seal-malformed', 'seal-key-unknown', 'seal-key-revoked', 'seal-key-retired', 'seal-forged'])(
    'is what kept it from being opened: %s',
    (defect) => {
      expect(faultOf({ reading: { ok: false, defect } })).toBe(defect)
    },
  )

  it.each(['umbrella', 'Acme', ''])('is that it was made for another tenant, such as %j', (tenant) => {
    expect(faultOf({ claims: { tenant } })).toBe('seal-of-other-tenant')
  })

  it.each<[string, Case]>([
    ['another source', { claims: { source: 'jira' } }],
    ['another ticket', { claims: { number: 'REQ2' } }],
    ['another line of the ticket', { claims: { item: '2' } }],
    ['an opening before the last', { request: { reopenedAt: day(9) } }],
    ['an opening of some other time', { claims: { opened: day(8) + 1 } }],
  ])('is that it is about %s', (_what, given) => {
    expect(faultOf(given)).toBe('seal-of-other-request')
  })

  it.each<[string, Partial<RequestLine>]>([
    ['kind', { kind: 'change' }],
    ['principal', { principal: 'carol' }],
    ['entitlement', { entitlement: 'audit' }],
    ['level', { level: 'write' }],
    ['owner', { owner: 'carol' }],
    ['end', { expiresAt: day(40) }],
    ['requester', { requester: 'carol' }],
  ])('is that another %s was approved', (_field, request) => {
    expect(faultOf({ request })).toBe('seal-of-other-content')
  })

  it.each<[string, Case]>([
    ['another approver', { approval: { approver: 'carol' } }],
    ['a group that the seal does not name', { approval: { group: 'security' } }],
    ['no group, where the seal names one', { claims: { for: 'security' } }],
    ['another group', { claims: { for: 'security' }, approval: { group: 'finance' } }],
    ['a place that the seal does not name', { approval: { onBehalfOf: 'carol' } }],
    ['nobody in whose place it was given, where the seal does', { claims: { onBehalfOf: 'carol' } }],
    ["another one's place", { claims: { onBehalfOf: 'carol' }, approval: { onBehalfOf: 'mia' } }],
    ['an approval, where the seal says rejected', { claims: { decision: 'rejected' } }],
    ['an approval, where the seal says withdrawn', { claims: { decision: 'withdrawn' } }],
    ['another instant', { approval: { decidedAt: day(9) + 1 } }],
  ])('is that the row says %s', (_what, given) => {
    expect(faultOf(given)).toBe('seal-says-otherwise')
  })

  it.each<[string, readonly Approval[]]>([
    ['nothing', []],
    ['decisions without a seal', [anApproval({ approver: 'carol', decision: 'rejected' })]],
    ['other seals', [aSealedApproval({ seal: 's-9' })]],
  ])('is that the decision before it is gone, where there is only, beside it, %s', (_what, others) => {
    expect(faultOf({ claims: { previous: sha256('s-0') }, others })).toBe('seal-history-broken')
  })

  it('is the one that says most, where it has several', () => {
    const claims = {
      tenant: 'umbrella',
      number: 'REQ2',
      digest: sha256('something else'),
      approver: 'carol',
      previous: sha256('s-0'),
    }
    const { tenant, number, digest, approver, previous } = claims
    expect([
      faultOf({ claims: { tenant, number, digest, approver, previous } }),
      faultOf({ claims: { number, digest, approver, previous } }),
      faultOf({ claims: { digest, approver, previous } }),
      faultOf({ claims: { approver, previous } }),
      faultOf({ claims: { previous } }),
    ]).toEqual([
      'seal-of-other-tenant',
      'seal-of-other-request',
      'seal-of-other-content',
      'seal-says-otherwise',
      'seal-history-broken',
    ])
  })
})
