import { createElement } from 'react'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Rendered, renderForge, wordsOf } from '../../packages/jira-forge/src/testdata/render-forge.ts'
import { IssuePanel } from '../../packages/jira-forge/src/ui/issue-panel/issue-panel.tsx'
import { accessFields } from '../world/jira/fields.ts'
import { type OpenApp, openApp } from './open-app.ts'

const { owner, expiresAt, level } = accessFields
let app: OpenApp

beforeEach(async () => {
  app = await openApp()
})

afterEach(() => app.close())

/** The panel of an issue as an account sees it: the app's frontend on its own backend, on the emulated site. */
function panel(account: string, issueKey = 'ACC-1'): Promise<Rendered> {
  const invoke = (key: string, payload: unknown) => app.call(account, key, Object(payload), issueKey)
  return renderForge(createElement(IssuePanel), { invoke })
}

/** What Jira was asked from here on, as `GET /rest/api/3/issue/10001 as acc-bob`. */
function watchJira(): () => readonly string[] {
  const { length } = app.jira.record.requests
  return () => app.jira.record.requests.slice(length).map((it) => `${it.method} ${it.path} as ${it.account}`)
}

describe('a requester in the portal of an emulated site', () => {
  const shown = (issueKey: string) => {
    const as = { accountId: 'acc-alice', moduleKey: 'portal-panel', extension: { request: { key: issueKey } } }
    return app.forge.invokeResolver('portal-resolver', 'draw', {}, as)
  }

  it('reads on whom the request waits, by name, and then that it has what it needs', async () => {
    expect(await shown('ACC-1')).toMatchObject({
      ok: true,
      screen: { state: 'waits-for-others', todo: [], waitsOn: ['an owner: Bob Berg, Dave Dorn'] },
    })
    await app.decide('acc-bob')
    expect(await shown('ACC-1')).toMatchObject({ ok: true, screen: { state: 'approved', waitsOn: [] } })
  })

  it('reads what is missing, and no account', async () => {
    const answer = await shown('ACC-2')
    expect(answer).toMatchObject({ ok: true, screen: { state: 'waits-for-you' } })
    expect(JSON.stringify(answer)).not.toContain('acc-')
  })
})

describe('an agent on an emulated site', () => {
  it('is blocked, puts the fields right in place, has an owner approve, and passes', async () => {
    await app.edit('acc-carol', { [owner.id]: null, [expiresAt.id]: '2020-01-01' })
    expect(await app.grant('acc-carol')).toMatchObject({ status: 400 })

    const agent = await panel('acc-carol')
    expect(wordsOf(agent.one('Lozenge'))).toBe('Blocked')
    await agent.fire(agent.one('DatePicker'), 'onChange', '2027-01-31')
    await agent.fire(agent.one('Form', 'Save last day'), 'onSubmit')
    await agent.fire(agent.one('Button', 'Choose Bob Berg'), 'onClick')
    await agent.fire(agent.one('Form', 'Save owner'), 'onSubmit')
    expect(agent.words()).toContain('The gate is shut: 1 approval is missing.')
    expect(app.jira.world.issue('ACC-1')?.values).toMatchObject({ [owner.id]: 'acc-bob', [expiresAt.id]: '2027-01-31' })

    const approver = await panel('acc-bob')
    await approver.fire(approver.one('Button', 'Approve'), 'onClick')
    await approver.fire(approver.one('Form', 'Approve this request?'), 'onSubmit')
    expect(wordsOf(approver.one('Lozenge'))).toBe('Ready')
    expect(await app.grant('acc-carol')).toMatchObject({ status: 204 })
  })

  it('has the panel drawn with four requests to Jira, one of them as whoever looks', async () => {
    const asked = watchJira()
    expect(await app.call('acc-carol', 'draw')).toMatchObject({ ok: true })
    const id = app.jira.world.issue('ACC-1')?.id
    expect([...asked()].sort()).toEqual([
      `GET /rest/api/3/issue/${id}/changelog as acc-ticketbound`,
      'GET /rest/api/3/issue/ACC-1 as acc-carol',
      'GET /rest/api/3/issue/ACC-1 as acc-ticketbound',
      `GET /rest/servicedeskapi/request/${id}/approval as acc-ticketbound`,
    ])
  })

  it('is the author of what the panel sets, in Jira’s own history', async () => {
    await app.call('acc-carol', 'fix', { field: 'level', value: '10223' })
    expect(app.jira.world.issue('ACC-1')?.changes.at(-1)).toMatchObject({ by: 'acc-carol' })
  })

  it('sets nothing with rights that they do not have', async () => {
    const asked = watchJira()
    const view = await panel('acc-bob')
    expect(view.all('Button').map(wordsOf)).not.toContain('Change level')
    expect(await app.call('acc-bob', 'fix', { field: 'level', value: '10223' })).toMatchObject({
      ok: false,
      code: 'fix-not-offered',
    })
    expect(asked().filter((line) => line.startsWith('PUT'))).toEqual([])
  })

  it('sees nothing of an issue that Jira does not show them', async () => {
    const view = await panel('acc-alice', 'ACC-2')
    expect(view.one('EmptyState').props.header).toContain('There is no issue')
    expect(view.all('Button')).toEqual([])
  })

  it('sees of an approval that a change made void that it no longer counts, and why', async () => {
    await app.decide('acc-bob')
    app.later(60_000)
    // On a screen the field is frozen; a rule of automation goes past that.
    app.jira.automation.edit('ACC-1', { [level.id]: { id: '10223' } })
    await app.jira.settled()
    const view = await panel('acc-carol')
    expect(wordsOf(view.one('Lozenge'))).toBe('Approval void')
    expect(view.words()).toContain('Does not count: approved something else than the request asks for now')
  })

  it('finds entitlements of the catalogue that the issue’s field offers', async () => {
    const found = await app.call('acc-carol', 'search', { what: 'entitlements', text: 'AUD' })
    expect(found).toMatchObject({ ok: true, choices: [{ label: 'audit' }] })
  })

  it('reads of what asks for no access that nothing is checked', async () => {
    const view = await panel('acc-carol', 'ACC-5')
    expect(view.one('EmptyState').props.header).toBe('This is no access request')
  })
})
