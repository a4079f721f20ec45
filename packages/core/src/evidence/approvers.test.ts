import { describe, expect, it } from 'vitest'
import type { Approval, RequestLine } from '../model/request.ts'
import { everyNameItself } from '../people/directory.ts'
import type { ApprovalPart } from '../policy/catalogue.ts'
import { noSeals } from '../seal/seal-desk.ts'
import { day } from '../testdata/day.ts'
import { aPerson, directoryOf } from '../testdata/person.ts'
import { anApproval, aRequest } from '../testdata/request.ts'
import { namingOf } from './approvers.ts'
import { circumstancesOf } from './circumstances.ts'
import type { EvidenceRule } from './evaluate-evidence.ts'

const delegation = { to: 'dora', from: day(5), until: day(12) }
const people = directoryOf(
  aPerson('alice', { manager: 'mia-adm' }),
  aPerson('loner'),
  aPerson('bert', { manager: 'member' }),
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
  readonly part?: ApprovalPart
  readonly rule?: Partial<EvidenceRule>
  readonly approver: string
  readonly approval?: Partial<Approval>
  readonly request?: Partial<RequestLine>
}

const owner: ApprovalPart = { from: 'owner', count: 1 }
const manager: ApprovalPart = { from: 'manager', count: 1 }
const group: ApprovalPart = { from: 'group', name: 'ops', count: 1 }
const role: ApprovalPart = { from: 'role', name: 'head', count: 1 }

function naming({ part = owner, rule, approver, approval, request }: Case, known = people) {
  const given = anApproval({ approver, ...approval })
  const full: EvidenceRule = { parts: [part], entitlement: 'deploy', owners: ['bob-adm', 'carl'], ...rule }
  const circumstances = {
    request: aRequest(request),
    approvals: [given],
    rule: full,
    people: known,
    now: day(10),
    seals: noSeals,
  }
  return namingOf(approver, given, circumstancesOf(circumstances))
}

const isNamed = (given: Case, known = people): boolean => naming(given, known) === 'named'

describe('a rule names', () => {
  it.each<[string, Case, boolean]>([
    ['an owner, by whichever account the catalogue has', { approver: 'bob' }, true],
    ['nobody who is no owner', { approver: 'eve' }, false],
    ['the manager of whom the request is for', { approver: 'mia', part: manager }, true],
    ['no other manager', { approver: 'bob', part: manager }, false],
    ['nobody where there is no manager', { approver: 'mia', part: manager, request: { principal: 'loner' } }, false],
    [
      'nobody where nobody knows whom it is for',
      { approver: 'mia', part: manager, request: { principal: 'x' } },
      false,
    ],
    ['a member of the group', { approver: 'member', part: group }, true],
    ['a member from the first instant', { approver: 'member', part: group, approval: { decidedAt: day(8) } }, true],
    ['no member before that', { approver: 'member', part: group, approval: { decidedAt: day(8) - 1 } }, false],
    ['no member from the end on', { approver: 'member', part: group, approval: { decidedAt: day(10) } }, false],
    ['nobody for a group they are not in', { approver: 'eve', part: group }, false],
    ['nobody for a role of the group’s name', { approver: 'member', part: { ...role, name: 'ops' } }, false],
    ['a bearer of the role', { approver: 'member', part: role }, true],
    ['no other', { approver: 'bob', part: role }, false],
  ])('%s', (_whom, given, expected) => {
    expect(isNamed(given)).toBe(expected)
  })
})

describe('without a people source, a rule names', () => {
  it.each<[string, Case, boolean]>([
    ['an owner', { approver: 'bob-adm' }, true],
    ['no manager', { approver: 'mia', part: manager }, false],
    ['no member of a group', { approver: 'member', part: group }, false],
    ['no bearer of a role', { approver: 'member', part: role }, false],
  ])('%s', (_whom, given, expected) => {
    expect(isNamed(given, everyNameItself)).toBe(expected)
  })
})

describe('a delegate', () => {
  it.each<[string, Case, boolean]>([
    ['decides for an owner', { approver: 'dora' }, true],
    ['decides from the first instant', { approver: 'dora', approval: { decidedAt: day(5) } }, true],
    ['does not decide before it', { approver: 'dora', approval: { decidedAt: day(5) - 1 } }, false],
    ['does not decide from the end on', { approver: 'dora', approval: { decidedAt: day(12) } }, false],
    ['decides for the manager', { approver: 'dora', part: manager }, true],
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
        part: group,
        approval: { onBehalfOf: 'member' },
      },
      true,
    ],
    ['does not decide for a group as such', { approver: 'dora', part: group }, false],
    [
      'does not decide for a group as such, though their manager is in it',
      { approver: 'dora', part: group, request: { principal: 'bert' } },
      false,
    ],
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
