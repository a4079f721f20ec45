import { describe, expect, it } from 'vitest'
import type { Approval, RequestLine } from '../model/request.ts'
import type { ApprovalPart } from '../policy/catalogue.ts'
import { day } from '../testdata/day.ts'
import { aPerson, directoryOf } from '../testdata/person.ts'
import { anApproval, aRequest } from '../testdata/request.ts'
import type { ApprovalFault } from './approval-faults.ts'
import { evaluateEvidence } from './evaluate-evidence.ts'

const from = { from: day(1), until: day(20) }
const people = directoryOf(
  aPerson('alice', { accounts: [{ account: 'a.lovelace' }], delegates: [{ to: 'dora', ...from }] }),
  aPerson('rita', { accounts: [{ account: 'rita-adm' }], delegates: [{ to: 'dora', ...from }] }),
  aPerson('sam', { delegates: [{ to: 'dora', ...from }] }),
  aPerson('bob', { groups: [{ id: 'ops' }] }),
  aPerson('dora'),
  aPerson('bot', { kind: 'agent', sponsor: 'rita', groups: [{ id: 'ops' }] }),
  aPerson('svc', { kind: 'service', sponsor: 'sam' }),
)

const owner: ApprovalPart = { from: 'owner', count: 1 }
const ops: ApprovalPart = { from: 'group', name: 'ops', count: 1 }

interface Case {
  readonly request?: Partial<RequestLine>
  readonly approval?: Partial<Approval>
  readonly parts?: readonly ApprovalPart[]
  readonly owners?: readonly string[]
  readonly groupOwners?: readonly string[]
}

function faultsOf({ request, approval, parts = [owner], owners = ['bob'], groupOwners = [] }: Case) {
  const rule = { parts, entitlement: 'deploy', owners, ownersOfGroup: () => groupOwners }
  const line = aRequest({ requester: 'rita', ...request })
  return evaluateEvidence(line, [anApproval(approval)], rule, people, day(10)).approvals[0]?.faults
}

describe('nobody approves their own', () => {
  it.each<[string, Case, readonly ApprovalFault[]]>([
    ['request', { approval: { approver: 'rita' }, owners: ['rita'] }, ['approver-is-requester']],
    [
      'request from another account',
      { approval: { approver: 'rita-adm' }, owners: ['rita'] },
      ['approver-is-requester'],
    ],
    [
      'access from another account',
      { approval: { approver: 'a.lovelace' }, owners: ['alice'] },
      ['approver-is-principal'],
    ],
    [
      'service',
      { request: { principal: 'svc' }, approval: { approver: 'sam' }, owners: ['sam'] },
      ['approver-is-sponsor'],
    ],
    ['request through a delegate', { approval: { approver: 'dora' }, owners: ['rita'] }, ['approver-not-named']],
    ['access through a delegate', { approval: { approver: 'dora' }, owners: ['alice'] }, ['approver-not-named']],
    [
      'service through a delegate',
      { request: { principal: 'svc' }, approval: { approver: 'dora' }, owners: ['sam'] },
      ['approver-not-named'],
    ],
    ['request through an agent of theirs', { approval: { approver: 'bot' }, owners: ['bot'] }, ['approver-not-human']],
    ['request through a group they decide about', { parts: [ops], groupOwners: ['rita-adm'] }, ['group-of-interested']],
    ['access through a group they decide about', { parts: [ops], groupOwners: ['alice'] }, ['group-of-interested']],
  ])('%s', (_what, given, faults) => {
    expect(faultsOf(given)).toEqual(faults)
  })
})

describe('an approval counts', () => {
  it.each<[string, Case]>([
    ['through a group that somebody else decides about', { parts: [ops], groupOwners: ['sam'] }],
    ['through another part than the group of the requester', { parts: [ops, owner], groupOwners: ['rita'] }],
    ['by a delegate of somebody without an interest', { approval: { approver: 'dora' }, owners: ['sam'] }],
    ['at the instant at which the request was opened again', { request: { reopenedAt: day(9) } }],
    ['from anybody where nobody is asked for', { approval: { approver: 'dora' }, parts: [] }],
  ])('%s', (_what, given) => {
    expect(faultsOf(given)).toEqual([])
  })
})

it('does not count before the request was opened again', () => {
  expect(faultsOf({ request: { reopenedAt: day(9) + 1 } })).toEqual(['before-reopening'])
})

it('does not count where it is said to be sealed and has no seal', () => {
  expect(faultsOf({ approval: { how: 'sealed' } })).toEqual(['seal-missing'])
})
