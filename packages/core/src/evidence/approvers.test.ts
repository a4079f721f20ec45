import { describe, expect, it } from 'vitest'
import type { Approval, RequestLine } from '../model/request.ts'
import { day } from '../testdata/day.ts'
import { aPerson, directoryOf } from '../testdata/person.ts'
import { anApproval, aRequest } from '../testdata/request.ts'
import { isNamedBy } from './approvers.ts'
import type { EvidenceRule } from './evaluate-evidence.ts'

const delegation = { to: 'dora', from: day(5), until: day(12) }
const people = directoryOf(
  aPerson('alice', { manager: 'mia-adm' }),
  aPerson('loner'),
  aPerson('bob', { accounts: [{ account: 'bob-adm' }], delegates: [delegation] }),
  aPerson('carl', { delegates: [{ ...delegation, to: 'dora', entitlements: ['read'] }] }),
  aPerson('mia', { accounts: [{ account: 'mia-adm' }], delegates: [delegation] }),
  aPerson('dora', { accounts: [{ account: 'dora-adm' }], delegates: [{ ...delegation, to: 'eve' }] }),
  aPerson('eve'),
  aPerson('gone', { endedAt: day(7), delegates: [delegation] }),
  aPerson('member', {
    groups: [{ id: 'ops', from: day(8), until: day(10) }],
    roles: [{ id: 'head' }],
    delegates: [delegation],
  }),
)

interface Case {
  readonly rule?: Partial<EvidenceRule>
  readonly approver: string
  readonly approval?: Partial<Approval>
  readonly request?: Partial<RequestLine>
}

function isNamed({ rule, approver, approval, request }: Case): boolean {
  const full: EvidenceRule = { from: 'owner', count: 1, entitlement: 'deploy', owners: ['bob-adm', 'carl'], ...rule }
  return isNamedBy(full, {
    approver,
    approval: anApproval({ approver, ...approval }),
    request: aRequest(request),
    people,
  })
}

const manager = { from: 'manager' } as const
const group = { from: 'group', name: 'ops' } as const
const role = { from: 'role', name: 'head' } as const

describe('a rule names', () => {
  it.each<[string, Case, boolean]>([
    ['an owner, by whichever account the catalogue has', { approver: 'bob' }, true],
    ['nobody who is no owner', { approver: 'eve' }, false],
    ['the manager of whom the request is for', { approver: 'mia', rule: manager }, true],
    ['no other manager', { approver: 'bob', rule: manager }, false],
    ['nobody where there is no manager', { approver: 'mia', rule: manager, request: { principal: 'loner' } }, false],
    [
      'nobody where nobody knows whom it is for',
      { approver: 'mia', rule: manager, request: { principal: 'x' } },
      false,
    ],
    ['a member of the group', { approver: 'member', rule: group }, true],
    ['a member from the first instant', { approver: 'member', rule: group, approval: { decidedAt: day(8) } }, true],
    ['no member before that', { approver: 'member', rule: group, approval: { decidedAt: day(8) - 1 } }, false],
    ['no member from the end on', { approver: 'member', rule: group, approval: { decidedAt: day(10) } }, false],
    ['nobody for a group they are not in', { approver: 'eve', rule: group }, false],
    ['nobody for a role of the group’s name', { approver: 'member', rule: { ...role, name: 'ops' } }, false],
    ['a bearer of the role', { approver: 'member', rule: role }, true],
    ['no other', { approver: 'bob', rule: role }, false],
  ])('%s', (_whom, given, expected) => {
    expect(isNamed(given)).toBe(expected)
  })
})

describe('a delegate', () => {
  it.each<[string, Case, boolean]>([
    ['decides for an owner', { approver: 'dora' }, true],
    ['decides from the first instant', { approver: 'dora', approval: { decidedAt: day(5) } }, true],
    ['does not decide before it', { approver: 'dora', approval: { decidedAt: day(5) - 1 } }, false],
    ['does not decide from the end on', { approver: 'dora', approval: { decidedAt: day(12) } }, false],
    ['decides for the manager', { approver: 'dora', rule: manager }, true],
    ['decides for whom the approval names', { approver: 'dora', approval: { onBehalfOf: 'bob-adm' } }, true],
    [
      'does not decide for somebody the rule does not name',
      { approver: 'dora', approval: { onBehalfOf: 'mia' } },
      false,
    ],
    ['does not decide for somebody unknown', { approver: 'dora', approval: { onBehalfOf: 'x' } }, false],
    [
      'does not decide for whom they were not appointed by',
      { approver: 'eve', approval: { onBehalfOf: 'bob' } },
      false,
    ],
    [
      'decides for a member of a group whom the approval names',
      {
        approver: 'dora',
        rule: group,
        approval: { onBehalfOf: 'member' },
      },
      true,
    ],
    ['does not decide for a group as such', { approver: 'dora', rule: group }, false],
    ['does not hand on what was delegated to them', { approver: 'eve' }, false],
    ['does not stand in for somebody who has left', { approver: 'dora', rule: { owners: ['gone'] } }, false],
    ['does not decide about other entitlements than theirs', { approver: 'dora', rule: { owners: ['carl'] } }, false],
    [
      'decides about those that are theirs',
      { approver: 'dora', rule: { owners: ['carl'], entitlement: 'read' } },
      true,
    ],
  ])('%s', (_what, given, expected) => {
    expect(isNamed(given)).toBe(expected)
  })
})
