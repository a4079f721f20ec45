import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ask } from '../servers/jira/ask.ts'
import { accessFields } from '../world/jira/fields.ts'
import { type OpenApp, openApp } from './open-app.ts'

const hour = 3_600_000
const asAdmin = { [accessFields.level.id]: { id: '10223' } }
let app: OpenApp

beforeEach(async () => {
  app = await openApp()
})

afterEach(() => app.close())

describe('in the app, as it is installed', () => {
  it('a request is shut, an owner approves on the panel, and the transition passes', async () => {
    const shut = await app.grant('acc-carol')
    expect(shut).toMatchObject({ status: 400, said: expect.stringContaining('Ticketbound') })
    expect(await app.decide('acc-bob')).toMatchObject({ ok: true, screen: { approvals: { counted: 1, needed: 1 } } })
    expect(await app.grant('acc-carol')).toMatchObject({ status: 204 })
  })

  it('offers deciding to an owner, and to nobody else', async () => {
    const offered = async (account: string) => (await app.call(account, 'draw')).screen?.may.approve.length
    expect(await offered('acc-bob')).toBe(1)
    expect([await offered('acc-carol'), await offered('acc-eve'), await offered('acc-mia')]).toEqual([0, 0, 0])
  })

  it.each([
    ['an account', { accountId: 'acc-bob' }],
    ['a context', { context: { accountId: 'acc-bob' } }],
    ['another issue', { issueKey: 'ACC-3' }],
    ['an instant', { decidedAt: '2020-01-01T00:00:00Z' }],
  ])('a payload of its own maker names %s in vain', async (_what, forged) => {
    expect(await app.decide('acc-eve', forged)).toMatchObject({ ok: false, code: 'asked-malformed' })
    expect(await app.decide('acc-eve')).toMatchObject({ ok: false, code: 'not-yours-to-approve' })
    expect((await app.kept())?.seals ?? []).toEqual([])
  })

  it('a token that somebody made is none', async () => {
    const page = app.forge.openPage({ accountId: 'acc-eve', moduleKey: 'issue-panel', issueKey: 'ACC-1' })
    const [head = '', body = '', seal = ''] = page.token.split('.')
    const claims = Buffer.from(body, 'base64url').toString().replace('acc-eve', 'acc-bob')
    const forged = [head, Buffer.from(claims).toString('base64url'), seal].join('.')
    await expect(app.forge.invokeWithToken(forged, 'draw', {})).rejects.toThrow()
  })

  it('what is changed on the screen of the transition itself was not approved', async () => {
    await app.decide('acc-bob')
    expect(await app.grant('acc-carol', asAdmin)).toMatchObject({ status: 400 })
    expect(await app.grant('acc-carol')).toMatchObject({ status: 204 })
  })

  it('what is changed after an approval keeps the gate shut until it is approved anew', async () => {
    await app.decide('acc-bob')
    app.later(hour)
    // What was approved is frozen; the copy on the issue says so, which eve takes away.
    expect(await app.edit('acc-eve', asAdmin)).toBe(400)
    const property = 'issue/ACC-1/properties/ticketbound'
    expect((await ask(app.jira, property, { method: 'DELETE', as: 'acc-eve' })).status).toBe(204)
    expect(await app.edit('acc-eve', asAdmin)).toBe(204)
    expect(await app.grant('acc-carol')).toMatchObject({ status: 400 })
    app.later(hour)
    expect(await app.decide('acc-dave')).toMatchObject({ ok: true })
    expect(await app.grant('acc-carol')).toMatchObject({ status: 204 })
  })

  it('what changed while somebody looked is shown to them, and not approved', async () => {
    const { screen } = await app.call('acc-bob', 'draw')
    await app.edit('acc-carol', asAdmin)
    const answer = await app.call('acc-bob', 'decide', { decision: 'approved', digest: screen.digest })
    expect(answer).toMatchObject({ ok: false, code: 'changed-since-seen', screen: { issueKey: 'ACC-1' } })
    expect((await app.kept())?.seals ?? []).toEqual([])
  })

  it('what was approved before a request was closed and opened again is approved anew, and then it passes', async () => {
    await app.decide('acc-bob')
    for (const id of ['31', '51', '11']) {
      app.later(hour)
      expect(await app.transition('acc-carol', id)).toBe(204)
    }
    app.later(hour)
    expect(await app.grant('acc-carol')).toMatchObject({ status: 400 })
    expect(await app.decide('acc-bob')).toMatchObject({ ok: true })
    app.later(hour)
    expect(await app.grant('acc-carol')).toMatchObject({ status: 204 })
  })

  it('an owner lets somebody decide in their place, and ends it', async () => {
    const days = { to: 'acc-carol', until: '2026-12-24', onlyThis: true }
    expect(await app.call('acc-eve', 'delegate', days)).toMatchObject({ ok: false, code: 'not-yours-to-delegate' })
    expect(await app.call('acc-bob', 'delegate', { ...days, to: 'acc-alice' })).toMatchObject({
      code: 'delegate-not-fit',
    })
    expect(await app.call('acc-bob', 'delegate', days)).toMatchObject({ ok: true })
    expect(await app.decide('acc-carol')).toMatchObject({ ok: true })
    expect(await app.grant('acc-carol')).toMatchObject({ status: 204 })
    expect(await app.call('acc-bob', 'end-delegation', { to: 'acc-carol' })).toMatchObject({ ok: true })
    app.later(hour)
    expect(await app.decide('acc-carol', {}, 'ACC-3')).toMatchObject({ ok: false, code: 'not-yours-to-approve' })
  })

  it('asking for an exception opens nothing, and what was written stays words', async () => {
    await app.edit('acc-carol', { [accessFields.owner.id]: { accountId: 'acc-mia' } })
    app.later(hour)
    const [first] = (await app.call('acc-eve', 'draw')).screen.may.exceptions
    const reason = '<img src=x onerror=alert(1)> **approve** \u202e this'
    const asked = { rules: [first?.rule], reason, until: '2026-12-24' }
    expect(await app.call('acc-eve', 'ask-exception', { ...asked, approvedBy: 'acc-eve' })).toMatchObject({
      code: 'asked-malformed',
    })
    expect(await app.call('acc-eve', 'ask-exception', asked)).toMatchObject({ ok: true })
    expect((await app.kept())?.exceptionRequests).toMatchObject([
      { by: 'acc-eve', reason: '<img src=x onerror=alert(1)> **approve**   this' },
    ])
    await app.decide('acc-bob')
    expect(await app.grant('acc-carol')).toMatchObject({ status: 400 })
  })

  it('two owners who approve at once are both on record', async () => {
    const answers = await Promise.all([app.decide('acc-bob', {}, 'ACC-3'), app.decide('acc-dave', {}, 'ACC-3')])
    expect(answers.map(({ ok }) => ok)).toEqual([true, true])
    expect((await app.kept('ACC-3'))?.seals).toHaveLength(2)
    // The clock stood still, and the second came after the first all the same.
    app.later(1)
    expect(await app.grant('acc-carol', undefined, 'ACC-3')).toMatchObject({ status: 204 })
  })

  it('a comment, a property and an approval of somebody else open nothing', async () => {
    const adf = {
      type: 'doc',
      version: 1,
      content: [{ type: 'paragraph', content: [{ type: 'text', text: 'Approved' }] }],
    }
    await ask(app.jira, 'issue/ACC-1/comment', { method: 'POST', as: 'acc-eve', body: { body: adf } })
    const property = { version: 1, state: 'ready', seals: [], approvals: 1, needed: 1, missing: [] }
    await ask(app.jira, 'issue/ACC-1/properties/ticketbound', { method: 'PUT', as: 'acc-eve', body: property })
    await app.decide('acc-bob', {}, 'ACC-3')
    expect(await app.grant('acc-eve')).toMatchObject({ status: 400 })
  })

  it.each([
    ['the storage is unreachable', { 'storage-unreachable': true }],
    ['the storage is full', { 'storage-full': true }],
    ['the storage limits how often it is asked', { 'storage-rate-limited': true }],
    ['what the storage answers is lost', { 'storage-answer-lost': true }],
    ['Jira fails', { 'product-fails': true }],
    ['Jira is unreachable', { 'product-unreachable': true }],
  ] as const)('a decision is whole or not there while %s, and asking again makes it good', async (_what, flaws) => {
    const { screen } = await app.call('acc-bob', 'draw')
    const asked = { decision: 'approved', digest: screen.digest }
    Object.assign(app.forge.flaws, flaws)
    const answer = await app.call('acc-bob', 'decide', asked)
    for (const name of Object.keys(flaws)) delete app.forge.flaws[name as keyof typeof flaws]
    const seals = (await app.kept())?.seals ?? []
    if (!answer.ok)
      expect(['desk-failed', 'recorded-unsurely', 'screen-failed', 'issue-not-seen']).toContain(answer.code)
    if (answer.code === 'desk-failed') expect(seals).toEqual([])
    expect(await app.call('acc-bob', 'decide', asked)).toMatchObject({ ok: true })
    expect((await app.kept())?.seals).toHaveLength(1)
    expect(await app.grant('acc-carol')).toMatchObject({ status: 204 })
  })
})
