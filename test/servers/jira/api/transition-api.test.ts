import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { accessFields } from '../../../world/jira/fields.ts'
import { createSmallJira } from '../../../world/jira/small-jira.ts'
import { ask } from '../ask.ts'
import type { InstalledApp } from '../engine/installed-app.ts'
import { type JiraEmulator, startJira } from '../start-jira.ts'
import { adfOf } from '../world/adf.ts'

let jira: JiraEmulator
beforeEach(async () => {
  jira = await startJira({ clock: () => Date.parse('2026-11-25T12:00:00Z') })
})
afterEach(() => jira.stop())

const grant = '21'
const make = (key: string, id: string, more: object = {}, as = 'acc-carol') =>
  ask(jira, `issue/${key}/transitions`, { method: 'POST', body: { transition: { id }, ...more }, as })
const statusOf = (key: string) => jira.world.statuses.get(jira.world.issue(key)?.status ?? '')?.name

interface Invoked {
  readonly key: string
  readonly payload: unknown
}

/** Installs an app whose functions answer as given, with a validator and a post function on the way to granting. */
function install(answer: (payload: unknown) => unknown, scopes = ['read:jira-work']): readonly Invoked[] {
  const invoked: Invoked[] = []
  const app: InstalledApp = {
    manifest: {
      modules: {
        'jira:workflowValidator': [{ key: 'gate', function: 'gate' }],
        'jira:workflowPostFunction': [{ key: 'passed', function: 'record' }],
        trigger: [{ key: 'watch', function: 'watch', events: ['avi:jira:updated:issue'] }],
      },
      permissions: { scopes },
    },
    invoke: async (key, payload) => {
      invoked.push({ key, payload })
      return key === 'gate' ? answer(payload) : undefined
    },
  }
  jira.world.addRule('ACC', grant, { kind: 'validator', module: 'gate', configuration: { kinds: ['provision'] } })
  jira.world.addRule('ACC', grant, { kind: 'post-function', module: 'passed', configuration: { to: 'here' } })
  jira.installApp(app)
  return invoked
}

describe('listing transitions', () => {
  it('lists those that lead on from where the issue stands', async () => {
    const { body } = await ask(jira, 'issue/ACC-1/transitions?expand=transitions.fields')
    expect(body.transitions).toMatchObject([
      { id: '21', name: 'Grant', to: { id: '10002' }, hasScreen: true, isGlobal: false },
      { id: '31', name: 'Decline', to: { id: '10004' } },
      { id: '51', name: 'Start again', to: { id: '10000' } },
    ])
    expect(body.transitions[0].fields).toHaveProperty('customfield_10054')
  })

  it('lists none for those who may not make any', async () => {
    expect((await ask(jira, 'issue/ACC-1/transitions', { as: 'acc-bob' })).body.transitions).toEqual([])
  })

  it('lists from everywhere what leads from any status, but to where the issue is', async () => {
    const { body } = await ask(jira, 'issue/OPS-1/transitions')
    expect(body.transitions).toMatchObject([
      { name: 'In Progress', isGlobal: true },
      { name: 'Done', isGlobal: true },
    ])
  })
})

describe('making a transition', () => {
  it('moves the issue, takes over the screen and writes one entry into the changelog', async () => {
    const more = {
      fields: { [accessFields.expiresAt.id]: '2026-12-01' },
      update: { comment: [{ add: { body: adfOf('Off we go') } }] },
    }
    expect((await make('ACC-1', grant, more)).status).toBe(204)
    const issue = jira.world.issue('ACC-1')
    expect(statusOf('ACC-1')).toBe('Granting')
    expect(issue?.changes.at(-1)?.items.map(({ field }) => field)).toEqual(['Access until', 'status'])
    expect(issue?.comments.map(({ body }) => body)).toEqual([adfOf('Off we go')])
  })

  it('gives a resolution to what is done', async () => {
    await make('ACC-4', '41', { fields: { resolution: { name: "Won't Do" } } })
    expect((await ask(jira, 'issue/ACC-4')).body.fields.resolution).toMatchObject({ name: "Won't Do" })
  })

  it.each([
    ['ACC-2', { transition: { id: grant } }, "Transition id '21' is not valid for this issue."],
    ['ACC-1', {}, "Missing 'transition' identifier"],
    ['ACC-1', { transition: { id: 'Grant' } }, "'transition' identifier must be an integer"],
  ])('refuses %s with %j', async (key, body, message) => {
    const answer = await ask(jira, `issue/${key}/transitions`, { method: 'POST', body })
    expect([answer.status, answer.body.errorMessages]).toEqual([400, [message]])
  })

  it('refuses a field that is not on its screen', async () => {
    const { status, body } = await make('ACC-1', '31', { fields: { labels: ['x'] } })
    expect([status, Object.keys(body.errors)]).toEqual([400, ['labels']])
  })

  it('leads round an approval from any status, where the site has that hole', async () => {
    await jira.stop()
    jira = await startJira({ world: createSmallJira({ anyStatusHole: true }) })
    expect((await make('ACC-2', '91')).status).toBe(204)
    expect(statusOf('ACC-2')).toBe('Granting')
    expect(jira.world.issue('ACC-2')?.approvals).toEqual([])
  })
})

describe('a validator of an app', () => {
  it('is told what the documentation says, with the screen’s changes, and lets pass', async () => {
    const invoked = install(() => ({ result: true }))
    const more = {
      fields: {
        [accessFields.owner.id]: { accountId: 'acc-dave' },
        [accessFields.level.id]: { id: '10223' },
        [accessFields.approvers.id]: [],
        [accessFields.expiresAt.id]: '2027-01-31',
        duedate: '2026-12-01',
        summary: 'Another',
      },
    }
    expect((await make('ACC-1', grant, more)).status).toBe(204)
    expect(invoked[0]?.payload).toEqual({
      issue: { key: 'ACC-1' },
      configuration: { kinds: ['provision'] },
      transition: {
        from: { id: '10001' },
        to: { id: '10002' },
        // Neither what did not change, nor the fields of Jira's own that a validator is not told.
        modifiedFields: {
          customfield_10053: { accountId: 'acc-dave' },
          customfield_10052: { self: `${jira.url}/rest/api/3/customFieldOption/10223`, value: 'admin', id: '10223' },
          customfield_10056: null,
        },
      },
    })
  })

  it('is not told the screen’s changes without the scope', async () => {
    const invoked = install(() => ({ result: true }), [])
    await make('ACC-1', grant, { fields: { [accessFields.level.id]: { id: '10223' } } })
    expect(invoked[0]?.payload).not.toHaveProperty('transition.modifiedFields')
  })

  it('reads the issue as it was before the screen', async () => {
    let seen: unknown
    install(async () => {
      seen = (await ask(jira, 'issue/ACC-1', { as: jira.appAccount })).body.fields[accessFields.level.id].value
      return { result: true }
    })
    await make('ACC-1', grant, { fields: { [accessFields.level.id]: { id: '10223' } } })
    expect(seen).toBe('write')
  })

  it('stops the transition with its message, and nothing happens', async () => {
    const invoked = install(() => ({ result: false, errorMessage: 'No owner approved.' }))
    const { status, body } = await make('ACC-1', grant, { fields: { [accessFields.level.id]: { id: '10223' } } })
    expect([status, body]).toEqual([400, { errorMessages: ['No owner approved.'], errors: {} }])
    await jira.settled()
    expect(invoked.map(({ key }) => key)).toEqual(['gate'])
    expect(statusOf('ACC-1')).toBe('Waiting for approval')
    expect(jira.world.issue('ACC-1')?.values[accessFields.level.id]).toBe('10222')
  })

  it.each([
    ['throws', () => Promise.reject(new Error('boom'))],
    ['says nothing', () => undefined],
    ['says no boolean', () => ({ result: 'true' })],
    ['does not answer', () => new Promise(() => undefined)],
  ])('stops the transition where it %s', async (_how, answer) => {
    install(answer)
    jira.site.habits.validatorTimeoutMs = 20
    expect((await make('ACC-1', grant)).status).toBe(400)
    expect(statusOf('ACC-1')).toBe('Waiting for approval')
  })

  it('stops the transition where its app is gone', async () => {
    install(() => ({ result: true }))
    jira.uninstallApp()
    expect((await make('ACC-1', grant)).status).toBe(400)
  })

  it('stops the slower of two transitions at once', async () => {
    const waiting: ((answer: object) => void)[] = []
    install(() => new Promise((give) => waiting.push(give)))
    const first = make('ACC-1', grant)
    await expect.poll(() => waiting.length).toBe(1)
    expect((await make('ACC-1', '31')).status).toBe(204)
    waiting[0]?.({ result: true })
    expect((await first).status).toBe(409)
    expect(statusOf('ACC-1')).toBe('Declined')
  })
})

describe('what happens after a transition', () => {
  it('tells the post function and the triggers, without anybody waiting for them', async () => {
    const invoked = install(() => ({ result: true }))
    await make('ACC-1', grant)
    await jira.settled()
    const told = Object.fromEntries(invoked.map(({ key, payload }) => [key, payload]))
    expect(told.record).toMatchObject({
      issue: { key: 'ACC-1' },
      atlassianId: 'acc-carol',
      transition: { id: grant, name: 'Grant', from: { id: '10001' }, to: { id: '10002' } },
      configuration: { to: 'here' },
    })
    expect(told.watch).toMatchObject({
      eventType: 'avi:jira:updated:issue',
      issue: { key: 'ACC-1', fields: { status: { id: '10002' } } },
      atlassianId: 'acc-carol',
      changelog: { items: [{ field: 'status', from: '10001', to: '10002' }] },
      selfGenerated: false,
    })
    expect(told.watch).not.toHaveProperty('issue.fields.customfield_10050')
  })
})
