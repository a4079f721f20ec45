import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { DecisionOutcome } from '../../packages/jira-forge/src/desk/record-decision.ts'
import { ask } from '../servers/jira/ask.ts'
import { accessFields } from '../world/jira/fields.ts'
import { type OpenDesk, openDesk } from './open-desk.ts'

const hour = 3_600_000
let desk: OpenDesk

beforeEach(async () => {
  desk = await openDesk()
})

afterEach(() => desk.close())

const codeOf = (outcome: DecisionOutcome): string => (outcome.ok ? outcome.recorded : outcome.code)

async function isAllowed(issueKey = 'ACC-1'): Promise<boolean> {
  return (await desk.look('acc-mia', issueKey)).judged.decision.allowed
}

/** Every seal that the app's storage has of an issue. */
async function sealsOf(issueKey = 'ACC-1'): Promise<readonly string[]> {
  return (await desk.look('acc-mia', issueKey)).kept.dossier?.seals ?? []
}

const property = async () => (await ask(desk.jira, 'issue/ACC-1/properties/ticketbound')).body?.value

describe('on an emulated site', () => {
  it('an owner approves, and the request may pass', async () => {
    expect(await isAllowed()).toBe(false)
    expect(codeOf(await desk.decide('acc-bob'))).toBe('recorded')
    expect(await isAllowed()).toBe(true)
    expect(await property()).toMatchObject({ state: 'ready', approvals: 1, needed: 1, seals: await sealsOf() })
  })

  it.each([
    ['the requester, who would receive the access', 'acc-alice'],
    ['an agent who may edit the issue', 'acc-carol'],
    ['an administrator of Jira', 'acc-mia'],
    ['somebody with no good intentions', 'acc-eve'],
  ])('%s does not approve', async (_who, account) => {
    const outcome = await desk.decide(account, { digest: (await desk.look('acc-mia')).judged.digest })
    expect(['not-yours-to-approve', 'issue-not-seen']).toContain(codeOf(outcome))
    expect([await sealsOf(), await isAllowed()]).toEqual([[], false])
  })

  it('a payload that names another account decides nothing', async () => {
    const forged = { accountId: 'acc-bob' } as object
    expect(codeOf(await desk.decide('acc-eve', forged))).toBe('asked-malformed')
  })

  it('what was edited while somebody looked is not approved', async () => {
    const { digest } = (await desk.look('acc-bob')).judged
    expect(await desk.edit('acc-carol', { [accessFields.level.id]: { id: '10223' } })).toBe(204)
    const outcome = await desk.decide('acc-bob', { digest })
    expect(outcome).toMatchObject({ code: 'changed-since-seen', message: expect.stringContaining('`admin`') })
    expect(await sealsOf()).toEqual([])
  })

  it('an edit makes an approval void for good: putting the old value back does not bring it to life', async () => {
    await desk.decide('acc-bob')
    desk.later(hour)
    await desk.edit('acc-carol', { [accessFields.level.id]: { id: '10223' } })
    expect(await isAllowed()).toBe(false)
    desk.later(hour)
    await desk.edit('acc-carol', { [accessFields.level.id]: { id: '10222' } })
    expect(await isAllowed()).toBe(false)
  })

  it('two who decide at once are both recorded', async () => {
    const outcomes = await Promise.all([desk.decide('acc-bob', {}, 'ACC-3'), desk.decide('acc-dave', {}, 'ACC-3')])
    expect(outcomes.map(codeOf)).toEqual(['recorded', 'recorded'])
    expect(await isAllowed('ACC-3')).toBe(true)
    const log = await desk.host.audit.read(1)
    expect(log.filter(({ bytes }) => bytes.includes('"decision-recorded"'))).toHaveLength(2)
  })

  it('one who decides twice at once is recorded once', async () => {
    const outcomes = await Promise.all([desk.decide('acc-bob'), desk.decide('acc-bob')])
    // Two seals of the same instant are the same text, and a storage that has it already has it.
    expect(outcomes.map(({ ok }) => ok)).toEqual([true, true])
    expect(await sealsOf()).toHaveLength(1)
  })

  it('a seal of another issue proves nothing, wherever it is put', async () => {
    await desk.decide('acc-bob', {}, 'ACC-3')
    const [stolen = ''] = await sealsOf('ACC-3')
    const { kept, issueId } = await desk.look('acc-mia')
    const dossier = (await desk.look('acc-mia', 'ACC-3')).kept.dossier
    if (dossier === undefined) throw new Error('ACC-3 was decided on')
    await desk.host.dossiers.write({ ...dossier, issueId, issueKey: 'ACC-1', seals: [stolen] }, kept.version)
    await ask(desk.jira, 'issue/ACC-1/properties/ticketbound', {
      method: 'PUT',
      as: 'acc-eve',
      body: { version: 1, state: 'ready', seals: [stolen] },
    })
    expect(await isAllowed()).toBe(false)
  })

  it('a request that was declined is decided on again only once it was opened again, and anew', async () => {
    await desk.decide('acc-bob')
    desk.later(hour)
    expect(await desk.transition('acc-carol', '31')).toBe(204)
    expect(codeOf(await desk.decide('acc-dave', { decision: 'rejected' }))).toBe('request-closed')
    desk.later(hour)
    expect(await desk.transition('acc-carol', '51')).toBe(204)
    expect(await isAllowed()).toBe(false)
    desk.later(hour)
    expect(await desk.decide('acc-bob')).toMatchObject({
      recorded: 'recorded',
      judged: { decision: { allowed: true } },
    })
  })

  it('access that was given is not decided on', async () => {
    await desk.decide('acc-bob')
    expect(await desk.transition('acc-carol', '21')).toBe(204)
    desk.later(hour)
    expect(codeOf(await desk.decide('acc-dave'))).toBe('request-fulfilled')
    expect(codeOf(await desk.decide('acc-bob', { decision: 'withdrawn' }))).toBe('request-fulfilled')
  })

  it('keys are rotated between two decisions, and both count; one that is revoked counts no more', async () => {
    await desk.decide('acc-bob', {}, 'ACC-3')
    desk.later(hour)
    await desk.host.keys.rotate(desk.host.now())
    desk.later(hour)
    await desk.decide('acc-dave', {}, 'ACC-3')
    expect(await isAllowed('ACC-3')).toBe(true)
    const [first = ''] = [...(await desk.host.keys.ring()).keys()]
    await desk.host.keys.revoke(first, desk.host.now())
    expect(await isAllowed('ACC-3')).toBe(false)
  })

  it('a decision is made under a new key where the active one was revoked', async () => {
    const { kid } = await desk.host.keys.active(desk.host.now())
    await desk.host.keys.revoke(kid, desk.host.now())
    desk.later(hour)
    expect(codeOf(await desk.decide('acc-bob'))).toBe('recorded')
    expect(await isAllowed()).toBe(true)
  })

  it('a property that was forged or taken away changes nothing, and the next decision puts it right', async () => {
    await desk.decide('acc-bob')
    const path = 'issue/ACC-1/properties/ticketbound'
    expect((await ask(desk.jira, path, { method: 'DELETE', as: 'acc-eve' })).status).toBe(204)
    expect(await isAllowed()).toBe(true)
    expect(codeOf(await desk.decide('acc-bob'))).toBe('already-so')
    expect(await property()).toMatchObject({ state: 'ready' })
  })
})
