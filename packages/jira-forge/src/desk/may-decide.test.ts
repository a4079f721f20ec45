import { describe, expect, it } from 'vitest'
import { mayDecide } from './may-decide.ts'
import { sealDecision } from './seal-decision.ts'
import { anIssue, hour, key, noon, type Situation } from './testdata/an-issue.ts'
import { aPersonOf } from './testdata/people.ts'

async function sealedBy(accountId: string, decision: 'approved' | 'rejected', situation: Situation = {}) {
  const outcome = await sealDecision({ accountId, decision }, {}, await anIssue(situation), key)
  if (!outcome.ok) throw new Error(outcome.message)
  return outcome.seal
}

describe('what somebody may do', () => {
  it('is everything that an owner may, with what they decided', async () => {
    const seals = [await sealedBy('acc-bob', 'approved')]
    const may = mayDecide('acc-bob', await anIssue({ seals, at: noon + 1, line: { justification: 'x' } }))
    expect(may).toMatchObject({
      approve: { ok: true },
      decline: { ok: true },
      withdraw: { ok: true },
      delegate: { ok: true },
      askException: { ok: true, rules: ['justification-missing'] },
      decided: 'approved',
      toAsk: [],
    })
  })

  it('is to say no for an owner who would gain by a yes, and why no more than that', async () => {
    const may = mayDecide('acc-bob', await anIssue({ line: { requester: 'acc-bob' } }))
    expect(may).toMatchObject({
      approve: { code: 'not-yours-to-approve' },
      decline: { ok: true },
      withdraw: { code: 'nothing-to-withdraw' },
      delegate: { ok: true },
      askException: { code: 'nothing-broken' },
      toAsk: [{ people: [{ principal: 'acc-dave' }] }],
    })
    expect(may).not.toHaveProperty('decided')
  })

  it('is what they said no to, until somebody says yes', async () => {
    const no = await sealedBy('acc-bob', 'rejected')
    const declined = { seals: [no], at: noon + 1 }
    expect(mayDecide('acc-bob', await anIssue(declined)).decided).toBe('rejected')
    const yes = await sealedBy('acc-dave', 'approved', declined)
    expect(mayDecide('acc-bob', await anIssue({ seals: [no, yes], at: noon + 2 }))).not.toHaveProperty('decided')
  })

  it('is no decision of theirs that was about something else', async () => {
    const seals = [await sealedBy('acc-bob', 'rejected', { line: { level: 'read' } })]
    expect(mayDecide('acc-bob', await anIssue({ seals, at: noon + 1 }))).not.toHaveProperty('decided')
  })

  it('is to delegate only for whom the rule names in their own right', async () => {
    const people = [
      aPersonOf('alice'),
      aPersonOf('carol'),
      aPersonOf('bob', { delegates: [{ to: 'eve', from: noon - hour, until: noon + hour }] }),
      aPersonOf('eve'),
    ]
    const issue = await anIssue({ people, entitlement: { owners: ['bob'] } })
    expect(mayDecide('acc-eve', issue)).toMatchObject({
      approve: { ok: true },
      delegate: { code: 'not-yours-to-delegate' },
    })
  })

  it('is not to ask to live with what nobody could answer for', async () => {
    const may = mayDecide('acc-bob', await anIssue({ people: [aPersonOf('bob'), aPersonOf('carol')] }))
    expect(may.askException).toMatchObject({ ok: false, code: 'rule-not-excusable' })
  })
})
