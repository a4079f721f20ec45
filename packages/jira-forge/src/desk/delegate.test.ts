import { beforeEach, describe, expect, it } from 'vitest'
import { noon } from '../testdata/app-host.ts'
import { anIssue, someFields } from '../testdata/issue.ts'
import { delegate } from './delegate.ts'
import { type DelegationAsked, readDelegationAsked } from './delegation-asked.ts'
import { delegationsBy } from './delegations-by.ts'
import { endDelegation } from './end-delegation.ts'
import { mayApprove } from './permission.ts'
import { recordDecision } from './record-decision.ts'
import { aDesk, asks, booksWhere, type MemoryDesk, onDesk } from './testdata/a-desk.ts'
import { aPersonOf } from './testdata/people.ts'

const hour = 3_600_000
let desk: MemoryDesk

/** A desk whose rule book has what was delegated in the meantime, as a storage gives it. */
function living(given: Parameters<typeof aDesk>[0] = {}): MemoryDesk {
  const made = aDesk(given)
  const ruleBooks: MemoryDesk['ruleBooks'] = {
    read: async (now) => ({ ...(await made.ruleBooks.read(now)), delegations: await made.delegations.inForce(now) }),
  }
  made.asApp.answer('/rest/api/3/user', { status: 200, body: { active: true, accountType: 'atlassian' } })
  return { ...made, ruleBooks }
}

beforeEach(() => {
  desk = living()
})

const wish = (given: Partial<DelegationAsked> = {}): DelegationAsked => ({
  issueKey: 'ACC-1',
  accountId: 'acc-bob',
  to: 'acc-eve',
  until: '2026-11-20',
  onlyThis: false,
  ...given,
})

const kept = () => desk.delegations.inForce(noon)
const codeOf = (outcome: Awaited<ReturnType<typeof delegate>>): string => (outcome.ok ? outcome.recorded : outcome.code)

describe('delegating', () => {
  it('lets the delegate decide until the last day is over, in the place of whoever delegated', async () => {
    expect(codeOf(await delegate(wish(), desk))).toBe('recorded')
    expect(await kept()).toEqual([{ by: 'acc-bob', to: 'acc-eve', from: noon, until: Date.UTC(2026, 10, 21) }])
    expect(mayApprove('acc-eve', await onDesk(desk))).toMatchObject({ as: [{ onBehalfOf: 'acc-bob' }] })
    const outcome = await recordDecision(await asks(desk, { accountId: 'acc-eve' }), desk)
    expect(outcome).toMatchObject({ ok: true, judged: { decision: { allowed: true } } })
    expect(outcome.ok && outcome.judged.line.approvals).toMatchObject([{ approver: 'acc-eve', onBehalfOf: 'acc-bob' }])
  })

  it('works with principals where a people document has them', async () => {
    const people = ['alice', 'bob', 'carol', 'eve'].map((name) => aPersonOf(name))
    desk = living({ book: booksWhere({ owners: ['bob'] }, { people }) })
    expect(codeOf(await delegate(wish(), desk))).toBe('recorded')
    expect(await kept()).toMatchObject([{ by: 'bob', to: 'eve' }])
    expect(mayApprove('acc-eve', await onDesk(desk))).toMatchObject({ as: [{ onBehalfOf: 'bob' }] })
  })

  it('is about the entitlement of the issue alone where that is asked', async () => {
    await delegate(wish({ onlyThis: true }), desk)
    expect(await kept()).toMatchObject([{ entitlements: ['deploy'] }])
  })

  it('begins on the day that is asked', async () => {
    await delegate(wish({ from: '2026-11-15' }), desk)
    expect(await kept()).toMatchObject([{ from: Date.UTC(2026, 10, 15) }])
    expect(mayApprove('acc-eve', await onDesk(desk))).toMatchObject({ code: 'not-yours-to-approve' })
  })

  it('is in the log before it has any effect, and recorded once', async () => {
    await delegate(wish(), desk)
    expect(codeOf(await delegate(wish({ until: '2026-11-19', onlyThis: true }), desk))).toBe('already-so')
    expect(await kept()).toHaveLength(1)
    expect(desk.audit.facts).toMatchObject([
      { type: 'delegation-made', refs: { account: 'acc-bob', by: 'acc-bob', to: 'acc-eve' } },
    ])
    const silent = { ...desk, audit: { ...desk.audit, append: async () => Promise.reject(new Error('full')) } }
    expect(codeOf(await delegate(wish({ to: 'acc-mia' }), silent))).toBe('desk-failed')
    expect(await kept()).toHaveLength(1)
  })

  it('says so where nobody can tell whether it is kept', async () => {
    const broken = { ...desk, delegations: { ...desk.delegations, add: async () => Promise.reject(new Error('slow')) } }
    expect(codeOf(await delegate(wish(), broken))).toBe('recorded-unsurely')
  })

  it.each<[string, Partial<DelegationAsked>, string]>([
    ['by somebody whom the rule does not name', { accountId: 'acc-eve', to: 'acc-mia' }, 'not-yours-to-delegate'],
    ['to oneself', { to: 'acc-bob' }, 'delegate-not-fit'],
    ['to the requester', { to: 'acc-carol' }, 'delegate-not-fit'],
    ['to whoever would receive the access', { to: 'acc-alice' }, 'delegate-not-fit'],
    ['until a day that is over', { until: '2026-11-09' }, 'period-not-fit'],
    ['until a day before the first', { from: '2026-11-20', until: '2026-11-19' }, 'period-not-fit'],
    ['for longer than 92 days', { until: '2027-02-11' }, 'period-not-fit'],
    ['until a day that is none', { until: '2026-11-31' }, 'period-not-fit'],
    ['until an instant', { until: '2026-11-20T00:00:00Z' }, 'period-not-fit'],
    ['from what is no day', { from: 'tomorrow' }, 'period-not-fit'],
  ])('is refused %s', async (_what, given, code) => {
    expect(codeOf(await delegate(wish(given), desk))).toBe(code)
    expect(await kept()).toEqual([])
  })

  it.each<[string, ReturnType<typeof aPersonOf>, RegExp]>([
    ['has left', aPersonOf('eve', { active: false }), /no active human/],
    ['is a service', aPersonOf('eve', { kind: 'service' }), /no active human/],
    [
      'is the requester under another account',
      aPersonOf('carol', { accounts: [{ account: 'acc-carol' }, { account: 'acc-eve' }] }),
      /asked for this access/,
    ],
    ['nobody knows', aPersonOf('mia'), /does not know/],
  ])('is refused to somebody who %s', async (_who, person, words) => {
    const people = [
      ...['alice', 'bob', 'carol'].filter((it) => it !== person.principal).map((it) => aPersonOf(it)),
      person,
    ]
    desk = living({ book: booksWhere({ owners: ['bob'] }, { people }) })
    const outcome = await delegate(wish(), desk)
    expect(outcome).toMatchObject({ code: 'delegate-not-fit', message: expect.stringMatching(words) })
  })

  it.each([
    ['Jira hides', { status: 404, body: undefined }],
    ['is deactivated', { status: 200, body: { active: false, accountType: 'atlassian' } }],
    ['is a customer of a portal', { status: 200, body: { active: true, accountType: 'customer' } }],
    ['is another app', { status: 200, body: { active: true, accountType: 'app' } }],
    ['is nothing that can be read', { status: 200, body: 'a page' }],
  ])('is refused to an account that %s', async (_what, answer) => {
    const asUser = {
      ...desk.asUser,
      send: async (request: Parameters<typeof desk.asUser.send>[0]) =>
        request.path.at(-1) === 'user' ? answer : desk.asUser.send(request),
    }
    expect(codeOf(await delegate(wish(), { ...desk, asUser }))).toBe('delegate-not-fit')
  })

  it('is refused beyond the twentieth', async () => {
    for (let at = 0; at < 20; at += 1) await delegate(wish({ to: `acc-${at}` }), desk)
    expect(codeOf(await delegate(wish(), desk))).toBe('too-many-asked')
  })

  it('sends nobody where whoever delegated must not go', async () => {
    const fields = someFields({ reporter: { accountId: 'acc-bob' } })
    desk = living({ issues: [anIssue({ fields })] })
    expect(codeOf(await delegate(wish(), desk))).toBe('recorded')
    expect(mayApprove('acc-eve', await onDesk(desk))).toMatchObject({ code: 'not-yours-to-approve' })
  })
})

describe('ending a delegation', () => {
  const end = { issueKey: 'ACC-1', accountId: 'acc-bob', to: 'acc-eve' }

  it('keeps the delegate from deciding from then on, and leaves what they decided', async () => {
    await delegate(wish(), desk)
    await recordDecision(await asks(desk, { accountId: 'acc-eve' }), desk)
    desk.later(hour)
    expect(await endDelegation(end, desk)).toEqual({ ok: true, recorded: 'recorded' })
    expect(await endDelegation(end, desk)).toEqual({ ok: true, recorded: 'already-so' })
    expect(mayApprove('acc-eve', await onDesk(desk))).toMatchObject({ code: 'not-yours-to-approve' })
    expect(desk.audit.facts.at(-1)).toMatchObject({ type: 'delegation-ended', refs: { by: 'acc-bob', to: 'acc-eve' } })
  })

  it("ends nobody else's", async () => {
    await delegate(wish(), desk)
    expect(await endDelegation({ ...end, accountId: 'acc-dave' }, desk)).toEqual({ ok: true, recorded: 'already-so' })
    expect(await delegationsBy('acc-bob', await onDesk(desk), desk)).toHaveLength(1)
  })
})

describe('what a screen sends of a delegation', () => {
  const platform = { issueKey: 'ACC-1', accountId: 'acc-bob' }

  it('is read beside what the platform says', () => {
    expect(readDelegationAsked({ to: 'acc-eve', until: '2026-11-20', onlyThis: true, from: null }, platform)).toEqual({
      ok: true,
      asked: { ...platform, to: 'acc-eve', until: '2026-11-20', onlyThis: true },
    })
  })

  it.each([
    ['names who delegates', { to: 'acc-eve', until: '2026-11-20', onlyThis: true, accountId: 'acc-dave' }],
    ['names nobody', { until: '2026-11-20', onlyThis: true }],
    ['is a text', 'acc-eve'],
  ])('is refused where it %s', (_what, payload) => {
    expect(readDelegationAsked(payload, platform)).toMatchObject({ ok: false, code: 'asked-malformed' })
  })
})
