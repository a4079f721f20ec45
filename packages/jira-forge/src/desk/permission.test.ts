import type { Approval, RequestLine } from '@ticketbound/core'
import { describe, expect, it } from 'vitest'
import { mayApprove, mayDecline, mayWithdraw, type Permission } from './permission.ts'
import { anIssue, hour, noon, type Situation } from './testdata/an-issue.ts'
import { aPersonOf } from './testdata/people.ts'

const day = 24 * hour
const ofGroup = { approval: { parts: [{ from: 'group' as const, name: 'security', count: 1 }] } }
const inSecurity = { groups: [{ id: 'security' }] }
const all = [aPersonOf('alice'), aPersonOf('bob'), aPersonOf('carol'), aPersonOf('dave'), aPersonOf('eve')]

function withPerson(...changed: readonly (typeof all)[number][]) {
  const names = new Set(changed.map(({ principal }) => principal))
  return [...all.filter(({ principal }) => !names.has(principal)), ...changed]
}

function approvedBy(account: string, given: Partial<Approval> = {}): Approval {
  return { approver: account, decision: 'approved', decidedAt: noon - hour, how: 'native', ...given }
}

const codeOf = (permission: Permission): string => (permission.ok ? 'may' : permission.code)
const wordsOf = (permission: Permission): string => (permission.ok ? 'may' : `${permission.message} ${permission.help}`)

describe('approving', () => {
  it.each<[string, string, Situation]>([
    ['an owner', 'acc-bob', {}],
    ['another owner', 'acc-dave', {}],
    ['an owner under an account of the people document', 'acc-bob', { people: all, entitlement: { owners: ['bob'] } }],
    [
      'the manager',
      'acc-dave',
      {
        people: withPerson(aPersonOf('alice', { manager: 'dave' })),
        entitlement: { approval: { parts: [{ from: 'manager', count: 1 }] } },
      },
    ],
    ['a member of the group', 'acc-eve', { people: withPerson(aPersonOf('eve', inSecurity)), entitlement: ofGroup }],
    ['an owner although the request breaks a rule', 'acc-bob', { line: { justification: 'x' } }],
  ])('is for %s', async (_who, account, situation) => {
    expect(codeOf(mayApprove(account, await anIssue(situation)))).toBe('may')
  })

  it.each<[string, string, Situation, RegExp]>([
    ['whom the rule does not name, though they may edit the issue', 'acc-eve', {}, /does not name you/],
    ['who asked for it, owner or not', 'acc-bob', { line: { requester: 'acc-bob' } }, /you are the requester/],
    [
      'who would receive it, owner or not',
      'acc-bob',
      { line: { principal: 'acc-bob' } },
      /you would receive the access/,
    ],
    [
      'who answers for the receiving account',
      'acc-bob',
      {
        people: withPerson(aPersonOf('alice', { kind: 'service', sponsor: 'bob' })),
        entitlement: { owners: ['bob'] },
      },
      /you answer for the account/,
    ],
    [
      'who asked for it under another account',
      'acc-bob-2',
      {
        people: withPerson(aPersonOf('bob', { accounts: [{ account: 'acc-bob' }, { account: 'acc-bob-2' }] })),
        entitlement: { owners: ['bob'] },
        line: { requester: 'acc-bob' },
      },
      /you are the requester/,
    ],
    [
      'who has left',
      'acc-bob',
      { people: withPerson(aPersonOf('bob', { active: false })), entitlement: { owners: ['bob'] } },
      /not have you as active/,
    ],
    ['whom nobody knows', 'acc-ghost', { people: all }, /does not know your account/],
    [
      'that is no human',
      'acc-bob',
      { people: withPerson(aPersonOf('bob', { kind: 'agent' })), entitlement: { owners: ['bob'] } },
      /only a human/,
    ],
    [
      'who was in the group',
      'acc-eve',
      {
        people: withPerson(aPersonOf('eve', { groups: [{ id: 'security', until: noon - day }] })),
        entitlement: ofGroup,
      },
      /does not name you/,
    ],
    [
      'whose group the requester decides about',
      'acc-eve',
      {
        people: withPerson(aPersonOf('eve', inSecurity)),
        entitlement: ofGroup,
        groupOwners: { security: ['carol'] },
      },
      /only by a group/,
    ],
  ])('is not for somebody %s, and says so to them', async (_who, account, situation, words) => {
    const permission = mayApprove(account, await anIssue(situation))
    expect(codeOf(permission)).toBe('not-yours-to-approve')
    expect(wordsOf(permission)).toMatch(words)
  })

  it('says every reason at once, and who may instead', async () => {
    const words = wordsOf(mayApprove('acc-alice', await anIssue({ line: { requester: 'acc-alice' } })))
    expect(words).toContain('the approval rule does not name you; you are the requester; you would receive the access.')
    expect(words).toContain('An owner may approve it.')
  })

  it.each<[string, Situation, string]>([
    ['a request that is closed', { line: { state: 'closed-complete', closedAt: noon - hour } }, 'request-closed'],
    ['a request that was cancelled', { line: { state: 'cancelled', closedAt: noon - hour } }, 'request-closed'],
    ['access that was given', { line: { fulfilledAt: noon - hour } }, 'request-fulfilled'],
    ['a removal', { line: { kind: 'deprovision' } }, 'no-approval-needed'],
    ['what asks for no access', { line: { kind: 'none' } }, 'no-approval-needed'],
    ['what needs nobody', { entitlement: { approval: { parts: [] } } }, 'no-approval-needed'],
    ['what no catalogue has', { governed: false }, 'no-approval-rule'],
  ])('is for nobody where it is about %s', async (_what, situation, code) => {
    const issue = await anIssue(situation)
    expect([codeOf(mayApprove('acc-bob', issue)), codeOf(mayDecline('acc-bob', issue))]).toEqual([code, code])
  })

  it('is for nobody where the history is too long to tell whether the request was opened again', async () => {
    const issue = await anIssue()
    const { changes: _changes, ...line } = issue.judged.line
    const unknown = { ...issue, judged: { ...issue.judged, line } }
    expect([codeOf(mayApprove('acc-bob', unknown)), codeOf(mayDecline('acc-bob', unknown))]).toEqual([
      'history-too-long',
      'may',
    ])
  })

  it('says what comes of approving what still breaks rules', async () => {
    const permission = mayApprove('acc-bob', await anIssue({ line: { justification: 'x' } }))
    expect(permission).toMatchObject({ beware: expect.stringContaining('still breaks a rule') })
    expect(mayApprove('acc-bob', await anIssue())).not.toHaveProperty('beware')
  })
})

describe('approving in the place of somebody', () => {
  const lent = { delegates: [{ to: 'eve', from: noon - day, until: noon + day }] }
  const ofDeploy = { owners: ['bob'] }

  it('is for a delegate in force, and says in whose place', async () => {
    const issue = await anIssue({ people: withPerson(aPersonOf('bob', lent)), entitlement: ofDeploy })
    expect(mayApprove('acc-eve', issue)).toMatchObject({ ok: true, as: [{ onBehalfOf: 'bob' }] })
  })

  it('is for the delegate of a member of a group', async () => {
    const people = withPerson(aPersonOf('bob', { ...lent, ...inSecurity }))
    expect(mayApprove('acc-eve', await anIssue({ people, entitlement: ofGroup }))).toMatchObject({
      as: [{ group: 'security', onBehalfOf: 'bob' }],
    })
  })

  it('comes after an own right', async () => {
    const issue = await anIssue({ people: withPerson(aPersonOf('bob', lent)), entitlement: { owners: ['bob', 'eve'] } })
    const permission = mayApprove('acc-eve', issue)
    expect(permission.ok && permission.as.map(({ onBehalfOf }) => onBehalfOf)).toEqual([undefined, 'bob'])
  })

  it.each<[string, Situation]>([
    [
      'whose time has not come',
      { people: withPerson(aPersonOf('bob', { delegates: [{ to: 'eve', from: noon + 1, until: noon + day }] })) },
    ],
    [
      'whose time is over',
      { people: withPerson(aPersonOf('bob', { delegates: [{ to: 'eve', from: noon - day, until: noon }] })) },
    ],
    [
      'for another entitlement',
      { people: withPerson(aPersonOf('bob', { delegates: [{ ...lent.delegates[0]!, entitlements: ['audit'] }] })) },
    ],
    ['of somebody who left', { people: withPerson(aPersonOf('bob', { ...lent, active: false })) }],
    ['of the requester', { people: withPerson(aPersonOf('bob', lent)), line: { requester: 'bob' } }],
    ['of somebody whom the rule does not name', { people: withPerson(aPersonOf('mia', lent)) }],
  ])('is not for the delegate %s', async (_who, situation) => {
    expect(codeOf(mayApprove('acc-eve', await anIssue({ entitlement: ofDeploy, ...situation })))).toBe(
      'not-yours-to-approve',
    )
  })

  it('passes nothing on: the delegate of a delegate is none', async () => {
    const people = withPerson(
      aPersonOf('bob', { delegates: [{ to: 'dave', from: noon - day, until: noon + day }] }),
      aPersonOf('dave', lent),
    )
    expect(codeOf(mayApprove('acc-eve', await anIssue({ people, entitlement: ofDeploy })))).toBe('not-yours-to-approve')
  })
})

describe('declining', () => {
  it.each<[string, string, Situation]>([
    ['an owner', 'acc-bob', {}],
    ['an owner who asked for it', 'acc-bob', { line: { requester: 'acc-bob' } }],
    ['an owner who would receive it', 'acc-bob', { line: { principal: 'acc-bob' } }],
  ])('is for %s', async (_who, account, situation) => {
    expect(codeOf(mayDecline(account, await anIssue(situation)))).toBe('may')
  })

  it.each<[string, string, Situation]>([
    ['whom the rule does not name', 'acc-eve', {}],
    ['who only asked for it', 'acc-carol', {}],
    [
      'who has left',
      'acc-bob',
      { people: withPerson(aPersonOf('bob', { active: false })), entitlement: { owners: ['bob'] } },
    ],
  ])('is not for somebody %s', async (_who, account, situation) => {
    const permission = mayDecline(account, await anIssue(situation))
    expect(codeOf(permission)).toBe('not-yours-to-decline')
    expect(wordsOf(permission)).not.toContain('you are the requester')
  })
})

describe('withdrawing', () => {
  const lines = (...approvals: readonly Approval[]): { readonly line: Partial<RequestLine> } => ({
    line: { approvals },
  })

  it.each<[string, string, Situation]>([
    ['an approval of Jira Service Management', 'acc-bob', lines(approvedBy('acc-bob'))],
    ['one by somebody whom the rule names no more', 'acc-eve', lines(approvedBy('acc-eve'))],
    [
      'one that came again after a withdrawal',
      'acc-bob',
      lines(approvedBy('acc-bob', { decision: 'withdrawn', decidedAt: noon - 2 * hour }), approvedBy('acc-bob')),
    ],
    [
      'one that was given under another account',
      'acc-bob-2',
      {
        people: withPerson(aPersonOf('bob', { accounts: [{ account: 'acc-bob' }, { account: 'acc-bob-2' }] })),
        ...lines(approvedBy('acc-bob')),
      },
    ],
  ])('is for whoever gave %s', async (_what, account, situation) => {
    expect(codeOf(mayWithdraw(account, await anIssue(situation)))).toBe('may')
  })

  it.each<[string, string, Situation, string]>([
    ["somebody else's approval", 'acc-dave', lines(approvedBy('acc-bob')), 'nothing-to-withdraw'],
    ['an approval that nobody gave', 'acc-bob', {}, 'nothing-to-withdraw'],
    ['a comment', 'acc-bob', lines(approvedBy('acc-bob', { how: 'informal' })), 'nothing-to-withdraw'],
    ['a rejection', 'acc-bob', lines(approvedBy('acc-bob', { decision: 'rejected' })), 'nothing-to-withdraw'],
    [
      'what was withdrawn',
      'acc-bob',
      lines(approvedBy('acc-bob'), approvedBy('acc-bob', { decision: 'withdrawn', decidedAt: noon - 1 })),
      'nothing-to-withdraw',
    ],
    [
      'an approval under which access was given',
      'acc-bob',
      { line: { approvals: [approvedBy('acc-bob')], fulfilledAt: noon } },
      'request-fulfilled',
    ],
    [
      'an approval of what is closed',
      'acc-bob',
      { line: { approvals: [approvedBy('acc-bob')], state: 'closed-complete', closedAt: noon } },
      'request-closed',
    ],
  ])('is not for %s', async (_what, account, situation, code) => {
    expect(codeOf(mayWithdraw(account, await anIssue(situation)))).toBe(code)
  })
})
