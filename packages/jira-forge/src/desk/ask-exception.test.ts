import { beforeEach, describe, expect, it } from 'vitest'
import { noon } from '../testdata/app-host.ts'
import { anIssue, someFields } from '../testdata/issue.ts'
import { askException } from './ask-exception.ts'
import { type ExceptionAsked, readExceptionAsked } from './exception-asked.ts'
import { aDesk, type MemoryDesk, onDesk } from './testdata/a-desk.ts'

/** Until a day that the catalogue does not allow, which an exception can excuse. */
const tooLate = [anIssue({ fields: someFields({ customfield_10055: '2027-11-30' }) })]
let desk: MemoryDesk

beforeEach(() => {
  desk = aDesk({ issues: tooLate })
})

const wish = (given: Partial<ExceptionAsked> = {}): ExceptionAsked => ({
  issueKey: 'ACC-1',
  accountId: 'acc-carol',
  rules: ['expiry-too-late'],
  reason: 'the audit lasts until the end of next year',
  until: '2027-06-30',
  ...given,
})

const kept = () => desk.dossiers.kept.get('20001')?.dossier?.exceptionRequests ?? []
const codeOf = (outcome: Awaited<ReturnType<typeof askException>>): string =>
  outcome.ok ? outcome.recorded : outcome.code

describe('asking for an exception', () => {
  it('is kept with who asks, for which rules, why and until when; and in the log without the reason', async () => {
    expect(codeOf(await askException(wish(), desk))).toBe('recorded')
    const { accountId: by, rules, reason, until } = wish()
    expect(kept()).toEqual([{ at: noon, by, rules, reason, until }])
    expect(desk.audit.facts).toEqual([
      { type: 'exception-asked', at: noon, refs: { issue: '20001', key: 'ACC-1', account: by, rules, until } },
    ])
  })

  it('excuses nothing', async () => {
    await askException(wish(), desk)
    expect((await onDesk(desk)).judged.decision.request.violations.map(({ code }) => code)).toContain('expiry-too-late')
  })

  it('is kept once', async () => {
    await askException(wish(), desk)
    expect(codeOf(await askException(wish({ rules: ['expiry-too-late', 'expiry-too-late'] }), desk))).toBe('already-so')
    expect(kept()).toHaveLength(1)
  })

  it('is kept beside what others wrote at the same moment', async () => {
    const outcomes = await Promise.all([askException(wish(), desk), askException(wish({ accountId: 'acc-eve' }), desk)])
    expect(outcomes.map(codeOf)).toEqual(['recorded', 'recorded'])
    expect(
      kept()
        .map(({ by }) => by)
        .sort(),
    ).toEqual(['acc-carol', 'acc-eve'])
  })

  it('keeps of a reason what can be shown', async () => {
    await askException(wish({ reason: '  <b>because</b>\u202e of \u0007\nthe audit  ' }), desk)
    expect(kept()[0]?.reason).toBe('<b>because</b>  of  the audit')
  })

  it.each<[string, Partial<ExceptionAsked>, string]>([
    ['to a rule that the request keeps', { rules: ['expiry-too-late', 'owner-missing'] }, 'rule-not-excusable'],
    ['to what is no rule', { rules: ['<b>'] }, 'rule-not-excusable'],
    ['without a reason', { reason: '          \n ' }, 'reason-not-fit'],
    ['with a reason that nobody reads', { reason: 'x'.repeat(1001) }, 'reason-not-fit'],
    ['with half a character', { reason: 'because of \ud83d things' }, 'reason-not-fit'],
    ['until a day that is over', { until: '2026-11-09' }, 'period-not-fit'],
    ['until a day that is none', { until: '2027-02-30' }, 'period-not-fit'],
    ['for longer than the policy allows', { until: '2027-11-30' }, 'period-not-fit'],
  ])('is refused %s', async (_what, given, code) => {
    expect(codeOf(await askException(wish(given), desk))).toBe(code)
    expect([kept(), desk.audit.facts]).toEqual([[], []])
  })

  it('is refused where nothing is broken', async () => {
    expect(codeOf(await askException(wish(), aDesk()))).toBe('nothing-broken')
  })

  it('is bounded, so that nobody can keep others from asking', async () => {
    for (let at = 0; at < 6; at += 1) await askException(wish({ reason: `the reason number ${at}` }), desk)
    expect(kept()).toHaveLength(5)
    for (let at = 0; at < 20; at += 1) await askException(wish({ accountId: `acc-${at}` }), desk)
    expect(kept()).toHaveLength(20)
    expect(codeOf(await askException(wish({ accountId: 'acc-bob' }), desk))).toBe('too-many-asked')
  })

  it('stands although the log could not be written, and says so to an administrator', async () => {
    const silent = { ...desk, audit: { ...desk.audit, append: async () => Promise.reject(new Error('full')) } }
    expect(codeOf(await askException(wish(), silent))).toBe('recorded')
    expect([kept().length, desk.reported.length]).toEqual([1, 1])
  })

  it('says so where nobody can tell whether it is kept', async () => {
    const broken = { ...desk, dossiers: { ...desk.dossiers, write: async () => Promise.reject(new Error('slow')) } }
    expect(codeOf(await askException(wish(), broken))).toBe('recorded-unsurely')
  })
})

describe('what a screen sends of an exception', () => {
  const platform = { issueKey: 'ACC-1', accountId: 'acc-carol' }
  const sent = { rules: ['expiry-too-late'], reason: 'because', until: '2027-06-30' }

  it('is read beside what the platform says', () => {
    expect(readExceptionAsked(sent, platform)).toEqual({ ok: true, asked: { ...platform, ...sent } })
  })

  it.each([
    ['names who asks', { ...sent, accountId: 'acc-bob' }],
    ['grants itself', { ...sent, approvedBy: 'acc-carol' }],
    ['names no rule', { ...sent, rules: [] }],
    ['is very long', { ...sent, reason: 'x'.repeat(32_768) }],
  ])('is refused where it %s', (_what, payload) => {
    expect(readExceptionAsked(payload, platform)).toMatchObject({ ok: false, code: 'asked-malformed' })
  })
})
