import { describe, expect, it } from 'vitest'
import { sealDecision } from './seal-decision.ts'
import { anIssue, hour, key, noon, type Situation } from './testdata/an-issue.ts'
import { aPersonOf } from './testdata/people.ts'
import { whomToAsk } from './whom-to-ask.ts'

const day = 24 * hour
const security = { from: 'group', name: 'security', count: 2 } as const
const inSecurity = { groups: [{ id: 'security' }] }

async function asked(situation: Situation = {}) {
  return whomToAsk(await anIssue(situation)).map(({ words, missing, people, more }) => ({
    words,
    missing,
    names: people.map(({ principal, onBehalfOf }) => (onBehalfOf ? `${principal} for ${onBehalfOf}` : principal)),
    more,
  }))
}

describe('whom to ask next', () => {
  it('is an owner', async () => {
    expect(await asked()).toEqual([{ words: 'an owner', missing: 1, names: ['acc-bob', 'acc-dave'], more: 0 }])
  })

  it('is nobody with something to gain', async () => {
    expect(await asked({ line: { requester: 'acc-bob' } })).toMatchObject([{ names: ['acc-dave'] }])
  })

  it('is every part of the rule that is not met', async () => {
    const people = [
      aPersonOf('alice', { manager: 'mia' }),
      aPersonOf('bob', inSecurity),
      aPersonOf('carol', inSecurity),
      aPersonOf('dave', { ...inSecurity, active: false }),
      aPersonOf('mia'),
    ]
    const entitlement = { owners: ['bob'], approval: { parts: [{ from: 'manager', count: 1 } as const, security] } }
    expect(await asked({ people, entitlement })).toEqual([
      { words: 'the manager', missing: 1, names: ['mia'], more: 0 },
      { words: '2 of group `security`', missing: 2, names: ['bob'], more: 0 },
    ])
  })

  it('is a delegate in force, too, and in whose place', async () => {
    const people = [
      aPersonOf('alice'),
      aPersonOf('carol'),
      aPersonOf('bob', { active: true, delegates: [{ to: 'acc-eve', from: noon - day, until: noon + day }] }),
      aPersonOf('eve'),
    ]
    expect(await asked({ people, entitlement: { owners: ['bob'] } })).toMatchObject([{ names: ['bob', 'eve for bob'] }])
  })

  it('leaves out who has decided', async () => {
    const two = { approval: { parts: [{ from: 'owner' as const, count: 2 }] } }
    const first = await sealDecision(
      { accountId: 'acc-bob', decision: 'approved' },
      {},
      await anIssue({ entitlement: two }),
      key,
    )
    const seals = first.ok ? [first.seal] : []
    expect(await asked({ entitlement: two, seals, at: noon + 1 })).toEqual([
      { words: '2 owners', missing: 1, names: ['acc-dave'], more: 0 },
    ])
    const rejected = { approver: 'acc-bob', decision: 'rejected', decidedAt: noon - hour, how: 'native' } as const
    expect(await asked({ line: { approvals: [rejected] } })).toMatchObject([{ names: ['acc-dave'] }])
  })

  it.each<[string, Situation]>([
    ['has nothing that it needs', { entitlement: { approval: { parts: [] } } }],
    ['takes access away', { line: { kind: 'deprovision' } }],
    ['is closed', { line: { state: 'closed-complete', closedAt: noon } }],
    ['is about what no catalogue has', { governed: false }],
    [
      'is approved',
      { line: { approvals: [{ approver: 'acc-bob', decision: 'approved', decidedAt: noon - 1, how: 'native' }] } },
    ],
  ])('is nobody where a request %s', async (_what, situation) => {
    expect(await asked(situation)).toEqual([])
  })

  it('says that without a people document nobody can be named for a group', async () => {
    const [part] = whomToAsk(await anIssue({ entitlement: { approval: { parts: [security] } } }))
    expect(part).toMatchObject({ people: [], note: expect.stringContaining('no people document') })
  })

  it('names some of very many, and says how many more there are', async () => {
    const many = Array.from({ length: 40 }, (_, at) => aPersonOf(`p${at}`, inSecurity))
    const [part] = await asked({
      people: [aPersonOf('alice'), aPersonOf('carol'), ...many],
      entitlement: { approval: { parts: [security] } },
    })
    expect(part).toMatchObject({ more: 30, names: expect.objectContaining({ length: 10 }) })
  })
})
