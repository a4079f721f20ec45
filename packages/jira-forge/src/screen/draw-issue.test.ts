import { readCatalogue } from '@ticketbound/core'
import { describe, expect, it } from 'vitest'
import { aRuleBook } from '../testdata/rule-book.ts'
import { drawIssue } from './draw-issue.ts'
import { drawnFor, fieldOf, textOf, told } from './testdata/drawn-for.ts'
import { aScreenHost } from './testdata/screen-host.ts'

describe('drawIssue', () => {
  it('says what stands against a request, whom to ask, and that whoever asks may not decide', async () => {
    const screen = await drawnFor('acc-carol')
    expect(screen.glance).toEqual({
      state: 'blocked',
      label: 'Blocked',
      sentence: 'The gate is shut: 1 approval is missing.',
    })
    expect(screen.approvals).toEqual({ rule: 'an owner', needed: 1, counted: 0 })
    expect(screen.askNext).toEqual([
      {
        what: '1 more from an owner',
        people: [expect.objectContaining({ accountId: 'acc-bob' }), { name: 'acc-dave', accountId: 'acc-dave' }],
      },
    ])
    expect(screen.may).toMatchObject({ approve: [], withdraw: false, delegate: false })
    expect(textOf(screen.may.whyNot ?? [])).toContain('you are the requester')
  })

  it('shows every mapped field as it is, with what a change of it means', async () => {
    const { fields } = await drawnFor('acc-bob')
    expect(fields.map(({ label, shown, material }) => [label, shown, material])).toEqual([
      ['Kind of request', { as: 'text', text: 'New access' }, true],
      ['Recipient', { as: 'person', person: { name: 'Alice', accountId: 'acc-alice' } }, true],
      ['Access', { as: 'text', text: 'deploy' }, true],
      ['Level', { as: 'text', text: 'read' }, true],
      ['Owner', { as: 'person', person: { name: 'Bob', accountId: 'acc-bob' } }, true],
      ['Requester', { as: 'person', person: { name: 'Carol', accountId: 'acc-carol' } }, true],
      ['Last day', { as: 'day', day: '2026-12-31' }, true],
      ['Reason', { as: 'text', text: 'to release what is built' }, false],
    ])
  })

  it('offers whoever the rule names to decide about exactly what is shown', async () => {
    const screen = await drawnFor('acc-bob')
    expect(screen.may).toMatchObject({
      approve: [{ label: 'Yourself' }],
      decline: [{ label: 'Yourself' }],
      delegate: true,
    })
    expect(screen.digest).toMatch(/^[0-9a-f]{64}$/)
  })

  it('says what is wrong with a field at the field, and how to set it in place', async () => {
    const screen = await drawnFor('acc-carol', { fields: { customfield_10055: '2028-01-01' } })
    const end = fieldOf(screen, 'expiresAt')
    expect(told(end.violations)).toEqual([
      'The access would end on 2028-01-01, and “deploy” is given for 180 days at most. Name an end no later than 2027-05-08.',
    ])
    expect(end.fix).toEqual({ kind: 'date', field: 'expiresAt', min: '2026-11-10', max: '2027-05-08' })
  })

  it('suggests the owners of the catalogue', async () => {
    const fields = {
      customfield_10054: { accountId: 'acc-mia', displayName: 'Mia' },
      assignee: { accountId: 'acc-bob', displayName: 'Bob' },
    }
    const owner = fieldOf(await drawnFor('acc-carol', { fields }), 'owner')
    expect(told(owner.violations)).toEqual([
      '<acc-mia> is not an owner of “deploy”. Name an owner of “deploy”: <acc-bob>, <acc-dave>.',
    ])
    expect(owner.fix).toEqual({
      kind: 'user',
      field: 'owner',
      suggested: [
        { value: 'acc-bob', label: 'Bob' },
        { value: 'acc-dave', label: 'Jira’s acc-dave' },
      ],
    })
  })

  it('offers owners by the names that Jira has, where one has to be named', async () => {
    const screen = await drawnFor('acc-carol', { fields: { customfield_10054: null } })
    expect(fieldOf(screen, 'owner').fix).toMatchObject({
      suggested: [
        { value: 'acc-bob', label: 'Jira’s acc-bob' },
        { value: 'acc-dave', label: 'Jira’s acc-dave' },
      ],
    })
  })

  it('offers of the lists only what means something to the catalogue, and never a kind that asks for nothing', async () => {
    const screen = await drawnFor('acc-carol')
    expect(fieldOf(screen, 'entitlement').fix).toMatchObject({
      choices: [
        { value: '10110', label: 'deploy' },
        { value: '10111', label: 'audit' },
      ],
      more: false,
    })
    expect(fieldOf(screen, 'level').fix).toMatchObject({
      choices: [
        { value: '10120', label: 'read' },
        { value: '10121', label: 'write' },
      ],
    })
    expect(fieldOf(screen, 'kind').fix).toMatchObject({
      choices: [{ label: 'New access' }, { label: 'Removal of access' }],
    })
  })

  it('offers no fix for what whoever looks may not set, and says where to go instead', async () => {
    const screen = await drawnFor('acc-carol', { fields: { customfield_10054: null }, editable: ['customfield_10055'] })
    const owner = fieldOf(screen, 'owner')
    expect(owner.fix).toBeUndefined()
    expect(told(owner.violations)[0]).toContain('ask somebody who may edit this issue')
  })

  it('says of a request that cannot be read which fields keep it from being read', async () => {
    const screen = await drawnFor('acc-carol', { fields: { customfield_10052: null } })
    expect(screen.glance).toMatchObject({
      state: 'blocked',
      sentence: 'The gate is shut: 1 thing of this request cannot be read.',
    })
    const field = fieldOf(screen, 'entitlement')
    expect(told(field.violations)).toEqual(['The field is empty. Fill the field in.'])
    expect(field.fix).toMatchObject({ kind: 'entitlement' })
    expect(screen.may).toMatchObject({ approve: [], decline: [] })
  })

  it('hands on what only an administrator can put right', async () => {
    const screen = await drawnFor('acc-carol', {
      fields: { customfield_10050: { id: '10999', value: 'Something new' } },
    })
    expect(screen.problems).toEqual([
      {
        message: expect.stringContaining('does not say which kind'),
        help: 'Ask a Jira administrator to look at the field map of this project: project settings, Ticketbound.',
      },
    ])
  })

  it('says that nothing is set up where there is no catalogue', async () => {
    const { catalogue: _none, ...book } = aRuleBook()
    const screen = await drawnFor('acc-carol', { book })
    expect(screen.glance.state).toBe('unconfigured')
    expect(screen.problems[0]?.help).toContain('catalogue.yaml')
  })

  it.each([
    ['no project has', { projects: {} }, 'unconfigured'],
    ['other projects have', { projects: { 10999: aRuleBook().settings.projects['10000']! } }, 'no-request'],
  ] as const)('knows what %s a map', async (_who, settings, state) => {
    const screen = await drawnFor('acc-carol', { book: aRuleBook({ settings }) })
    expect(screen).toMatchObject({ glance: { state }, fields: [] })
  })

  it('says of what asks for no access only that', async () => {
    const screen = await drawnFor('acc-carol', { fields: { customfield_10050: { id: '10103', value: 'Other' } } })
    expect(screen).toMatchObject({ glance: { state: 'no-request' }, fields: [], timeline: [], problems: [] })
  })

  it('shows nothing to somebody who does not see the issue, and asks nothing more', async () => {
    const host = aScreenHost({ sees: false })
    expect(await drawIssue({ accountId: 'acc-eve', issueKey: 'ACC-1' }, host)).toMatchObject({
      ok: false,
      code: 'issue-not-seen',
    })
    expect(host.asApp.asked).toEqual([])
  })

  it('asks Jira four times at most: once as whoever looks, and as the gate does', async () => {
    const host = aScreenHost()
    await drawnFor('acc-bob', host)
    expect(host.asApp.asked).toEqual([
      'GET /rest/api/3/issue/ACC-1',
      'GET /rest/api/3/issue/20001/changelog',
      'GET /rest/servicedeskapi/request/20001/approval',
    ])
  })

  it('gives a reference for what failed, and says nothing of why', async () => {
    const host = aScreenHost()
    host.asApp.answer('changelog', { status: 500, body: 'secret' })
    const answer = await drawIssue({ accountId: 'acc-bob', issueKey: 'ACC-1' }, host)
    expect(answer).toMatchObject({ ok: false, code: 'jira-failed' })
    expect(JSON.stringify(answer)).toContain('ref-1')
    expect(JSON.stringify(answer)).not.toContain('secret')
    expect(host.reported).toHaveLength(1)
  })

  it('hands on the demand of the platform that the user consents', async () => {
    const host = aScreenHost()
    const demand = Object.assign(new Error('consent'), { name: 'NEEDS_AUTHENTICATION_ERR' })
    const asUser = { send: () => Promise.reject(demand) }
    await expect(drawIssue({ accountId: 'acc-bob', issueKey: 'ACC-1' }, { ...host, asUser })).rejects.toBe(demand)
  })

  it('shows what a field says as data: bounded, on one line, and with nothing hidden in it', async () => {
    const hostile = `<script>alert(1)</script>\n\u202eeulav${'x'.repeat(32_000)}`
    const { shown } = fieldOf(await drawnFor('acc-bob', { fields: { customfield_10056: hostile } }), 'justification')
    expect(shown).toMatchObject({ as: 'text' })
    const text = shown.as === 'text' ? shown.text : ''
    expect(text.startsWith('<script>alert(1)</script> \ufffdeulav')).toBe(true)
    expect(text.length).toBeLessThan(2100)
  })

  const night = {
    version: 1,
    run: 'run-1',
    at: '2026-11-10T02:00:00Z',
    complete: true,
    findings: [
      {
        id: 'f1',
        kind: 'closed-not-removed',
        severity: 'high',
        message: 'Still there.',
        action: 'Remove it.',
        since: '2026-11-09T02:00:00Z',
      },
    ],
  }

  it('shows what last night left on the issue, and draws without it where it cannot be read', async () => {
    expect((await drawnFor('acc-bob', { night })).night).toEqual({
      at: '2026-11-10T02:00:00Z',
      complete: true,
      findings: [
        { severity: 'high', message: ['Still there.'], action: ['Remove it.'], since: '2026-11-09T02:00:00Z' },
      ],
    })
    expect(await drawnFor('acc-bob', { night: { ...night, version: 2 } })).not.toHaveProperty('night')
  })

  it('takes no word of the issue for who may decide: a finding or a field gives nobody a right', async () => {
    const screen = await drawnFor('acc-eve', { fields: { customfield_10054: { accountId: 'acc-eve' } } })
    expect(screen.may.approve).toEqual([])
  })

  it('lets more of a large catalogue be searched', async () => {
    const entitlements = Array.from({ length: 30 }, (_, at) => ({ id: `e${at}`, owners: ['acc-bob'] }))
    const catalogue = readCatalogue({ defaults: { system: 'prod' }, entitlements })
    if (!catalogue.ok) throw new Error('the catalogue of this test is sound')
    const fields = { customfield_10052: 'e3' }
    const host = aScreenHost({ book: aRuleBook({ catalogue: catalogue.value }), fields })
    const send = host.asUser.send
    const asText = { customfield_10052: { schema: { type: 'string' } } }
    const asUser = {
      send: async (request: Parameters<typeof send>[0]) => {
        const answer = await send(request)
        return { ...answer, body: { ...(answer.body as object), editmeta: { fields: asText } } }
      },
    }
    const { fix } = fieldOf(await drawnFor('acc-carol', { ...host, asUser }), 'entitlement')
    expect(fix).toMatchObject({ kind: 'entitlement', more: true })
    expect(fix?.kind === 'entitlement' ? fix.choices : []).toHaveLength(20)
  })
})
