import { claimsOfSeal } from '@ticketbound/jira'
import { describe, expect, it } from 'vitest'
import { sealDecision } from './seal-decision.ts'
import { anIssue, hour, key, noon, ring, site } from './testdata/an-issue.ts'

const bobApproves = { accountId: 'acc-bob', decision: 'approved' } as const

async function sealed(...args: Parameters<typeof sealDecision>): Promise<string> {
  const outcome = await sealDecision(...args)
  if (!outcome.ok) throw new Error(outcome.message)
  return outcome.seal
}

describe('sealing a decision', () => {
  it('says who decided what about exactly this request of this site, and when', async () => {
    const issue = await anIssue()
    expect(claimsOfSeal(await sealed(bobApproves, {}, issue, key))).toEqual({
      version: 1,
      tenant: site,
      source: 'jira',
      number: 'ACC-1',
      item: '["acc-alice","deploy"]',
      opened: noon - 48 * hour,
      digest: issue.judged.digest,
      approver: 'acc-bob',
      for: null,
      onBehalfOf: null,
      decision: 'approved',
      decidedAt: noon,
      previous: null,
    })
  })

  it('gives the issue as the gate judges it with the decision', async () => {
    const issue = await anIssue()
    const outcome = await sealDecision(bobApproves, {}, issue, key)
    expect(issue.judged.decision.allowed).toBe(false)
    expect(outcome).toMatchObject({ ok: true, judged: { state: 'ready', decision: { allowed: true } } })
  })

  it('names the decision before it', async () => {
    const first = await sealed({ accountId: 'acc-dave', decision: 'rejected' }, {}, await anIssue(), key)
    const issue = await anIssue({ seals: [first], at: noon + 1 })
    const outcome = await sealDecision(bobApproves, {}, issue, key)
    expect(outcome).toMatchObject({ ok: true, judged: { decision: { allowed: true } } })
  })

  it.each([
    ['a key that was revoked meanwhile', 'revoked'],
    ['a key that was retired meanwhile', 'retired'],
  ] as const)('records nothing under %s', async (_what, status) => {
    const entry = ring.get('k1')!
    const keys = new Map([['k1', { ...entry, status, ...(status === 'retired' && { retiredAt: noon - 1 }) }]])
    const outcome = await sealDecision(bobApproves, {}, await anIssue({ keys }), key)
    expect(outcome).toMatchObject({ ok: false, code: 'seal-not-sound', message: expect.stringContaining(status) })
  })

  it.each([['rejected'], ['withdrawn']] as const)(
    'records nothing under a key that nobody knows, %s or not',
    async (decision) => {
      const outcome = await sealDecision(
        { accountId: 'acc-bob', decision },
        {},
        await anIssue({ keys: new Map() }),
        key,
      )
      expect(outcome).toMatchObject({ ok: false, code: 'seal-not-sound' })
    },
  )

  it('records no approval that would not count', async () => {
    const outcome = await sealDecision({ ...bobApproves, accountId: 'acc-eve' }, {}, await anIssue(), key)
    expect(outcome).toMatchObject({
      ok: false,
      code: 'seal-not-sound',
      message: expect.stringContaining('is not somebody whom the rule lets approve'),
    })
  })

  it('records no approval after a decision that is gone', async () => {
    const first = await sealed({ accountId: 'acc-dave', decision: 'rejected' }, {}, await anIssue(), key)
    const lost = await anIssue({ dossier: { seals: [first] }, at: noon + 1 })
    const outcome = await sealDecision(
      bobApproves,
      {},
      { ...lost, judgeWith: (_seals, at) => lost.judgeWith([], at) },
      key,
    )
    expect(outcome).toMatchObject({ ok: false, message: expect.stringContaining('not among the approvals') })
  })
})
