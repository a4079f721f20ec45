import { afterEach, describe, expect, it } from 'vitest'
import { kvs } from '../../../packages/jira-forge/src/testdata/forge-packages.ts'
import * as handlers from '../../../packages/jira-forge/src/testdata/sample-app.ts'
import { type JiraEmulator, startJira } from '../jira/start-jira.ts'
import { type ForgeOptions, type ForgePlatform, startForge } from './start-forge.ts'

const functions = ['tell', 'hang', 'fail', 'count', 'chatter', 'ask', 'askFor', 'clock', 'push', 'take', 'again']

const manifest = {
  app: { id: 'ari:cloud:ecosystem::app/11111111-1111-4111-8111-111111111111' },
  permissions: { scopes: ['read:jira-work', 'storage:app'] },
  modules: {
    function: [
      ...functions.map((key) => ({ key, handler: `index.${key}` })),
      { key: 'resolver', handler: 'index.resolver' },
      { key: 'gone', handler: 'index.gone' },
    ],
    trigger: [{ key: 'on-install', function: 'again', events: ['avi:forge:installed:app'] }],
    scheduledTrigger: [{ key: 'hourly', function: 'tell', interval: 'hour' }],
    consumer: [{ key: 'worker', queue: 'work', function: 'take' }],
    'jira:issuePanel': [{ key: 'panel', title: 'Panel', resolver: { function: 'resolver' } }],
  },
}

let jira: JiraEmulator | undefined

afterEach(async () => {
  await jira?.stop()
  jira = undefined
})

function start(options: Partial<ForgeOptions> = {}): Promise<ForgePlatform> {
  return startForge({ manifest, handlers, ...options })
}

async function onSite(
  options: Partial<ForgeOptions> = {},
): Promise<{ forge: ForgePlatform; jira: JiraEmulator; key: string }> {
  jira = await startJira()
  const forge = await start({ jira, ...options })
  const [key = ''] = jira.world.issues.keys()
  return { forge, jira, key }
}

const reasonOf = (asked: Promise<unknown>): Promise<unknown> =>
  asked.then(
    () => 'done',
    (error: { readonly reason?: string; readonly message: string }) => error.reason ?? error.message,
  )

describe('a function', () => {
  it('is given its payload, and beside it what the platform says', async () => {
    const forge = await start()
    expect(await forge.invoke('tell', { issue: { key: 'ACC-1' } }, { moduleKey: 'gate' })).toMatchObject({
      payload: { issue: { key: 'ACC-1' }, context: { moduleKey: 'gate', userAccess: { enabled: false } } },
      context: { installContext: expect.stringMatching(/^ari:cloud:jira::site\//) },
      app: { appId: '11111111-1111-4111-8111-111111111111', environmentType: 'DEVELOPMENT' },
    })
  })

  it('gets nothing of what the caller holds: it is another process', async () => {
    const payload = { list: [1] }
    const told = (await (await start()).invoke('tell', payload)) as { readonly payload: typeof payload }
    expect(told.payload.list).toEqual([1])
    expect(told.payload.list).not.toBe(payload.list)
  })

  it('is stopped when its time is over', async () => {
    const forge = await start({ limits: { 'function-seconds': 0.05 } })
    expect(await reasonOf(forge.invoke('hang', {}))).toBe('timed-out')
    expect(forge.record.invocations.map(({ outcome }) => outcome)).toEqual(['timed-out'])
    expect(forge.logs.at(-1)?.text).toContain('the function took more than 50 ms')
  })

  it('is not heard any more once it was stopped', async () => {
    const forge = await start({ limits: { 'function-seconds': 0.05 } })
    let wake = (): void => undefined
    const woken = new Promise<void>((resolve) => {
      wake = resolve
    })
    const stopped = forge.within(async () => {
      await woken
      await kvs.set('late', true)
    })
    expect(await reasonOf(stopped)).toBe('timed-out')
    wake()
    for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve))
    expect(forge.storage.values()).toEqual({})
    expect(forge.record.calls).toEqual([])
  })

  it('is stopped where storage never answers', async () => {
    const forge = await start({ limits: { 'function-seconds': 0.05 }, flaws: { 'storage-slow': { call: 'set' } } })
    expect(await reasonOf(forge.invoke('count', {}))).toBe('timed-out')
  })

  it('fails with what it threw, which stands in its log', async () => {
    const forge = await start()
    expect(await reasonOf(forge.invoke('fail', {}))).toBe('threw')
    expect(forge.logs).toMatchObject([{ function: 'fail', level: 'error' }])
    expect(forge.logs[0]?.text).toContain('the app has a defect')
  })

  it.each(['gone', 'nowhere'])('is none where the app has no %s', async (key) => {
    expect(await reasonOf((await start()).invoke(key, {}))).toBe('unknown-function')
  })

  it('takes no payload of more than 5 MB', async () => {
    const forge = await start()
    const text = 'x'.repeat(5 * 1024 * 1024)
    expect(await reasonOf(forge.invoke('tell', { text }))).toBe('payload-too-large')
  })

  it('runs at the same time as another, each with its own way out', async () => {
    const forge = await start()
    const both = await Promise.all([forge.invoke('count', {}), forge.invoke('count', {})])
    // Both read before either wrote, as two containers would.
    expect(both).toEqual([1, 1])
    expect(new Set(forge.record.calls.map(({ invocation }) => invocation)).size).toBe(2)
  })

  it('has the time that the platform has', async () => {
    const forge = await start({ clock: () => 1234 })
    expect(await forge.invoke('clock', {})).toBe(1234)
    expect(Date.now()).toBeGreaterThan(1_700_000_000_000)
  })

  it('writes a hundred lines to its log and no more', async () => {
    const forge = await start()
    await forge.invoke('chatter', { lines: 120 })
    expect(forge.logs).toHaveLength(100)
    expect(forge.logs[99]).toMatchObject({ function: 'chatter', level: 'info', text: 'line 100' })
  })
})

describe('a frontend', () => {
  it('is told who looks at it and where, by the platform', async () => {
    const { forge, key, jira: site } = await onSite()
    const as = { accountId: 'acc-carol', issueKey: key }
    const told = await forge.invokeResolver('resolver', 'tell', { accountId: 'acc-eve', context: 'forged' }, as)
    expect(told).toMatchObject({
      payload: { accountId: 'acc-eve', context: 'forged' },
      context: {
        accountId: 'acc-carol',
        cloudId: site.cloudId,
        moduleKey: 'panel',
        extension: { type: 'jira:issuePanel', issue: { key, id: site.world.issue(key)?.id }, project: { key: 'ACC' } },
        installContext: `ari:cloud:jira::site/${site.cloudId}`,
      },
    })
  })

  it('asks through the page, which knows its context and what is done on the screen', async () => {
    const { forge, key } = await onSite()
    const page = forge.openPage({ moduleKey: 'panel', accountId: 'acc-carol', issueKey: key })
    expect(await page.callBridge('getContext')).toMatchObject({ accountId: 'acc-carol', extension: { issue: { key } } })
    const told = await page.callBridge('invoke', { functionKey: 'tell', payload: { n: 1 } })
    expect(told).toMatchObject({ payload: { n: 1 }, context: { accountId: 'acc-carol' } })
    await page.callBridge('showFlag', { id: 'f' })
    expect(page.done).toEqual([{ command: 'showFlag', data: { id: 'f' } }])
    await expect(page.callBridge('requestRemote', {})).rejects.toThrow('requestRemote')
  })

  it('cannot make itself a token', async () => {
    const { forge, key } = await onSite()
    const { token } = forge.openPage({ moduleKey: 'panel', accountId: 'acc-eve', issueKey: key })
    const [context = '', signature = ''] = token.split('.')
    const said = JSON.parse(Buffer.from(context, 'base64url').toString())
    const forged = Buffer.from(JSON.stringify({ ...said, accountId: 'acc-bob' })).toString('base64url')
    const other = (await start()).openPage({ moduleKey: 'panel', accountId: 'acc-bob' }).token
    for (const made of [`${forged}.${signature}`, forged, '', `${context}.`, other]) {
      expect(await reasonOf(forge.invokeWithToken(made, 'tell', {}))).toBe('token-refused')
    }
    expect(await reasonOf(forge.invokeWithToken(token, 'tell', {}))).toBe('done')
  })

  it('sends 500 KB at most, and gets 5 MB at most', async () => {
    const { forge } = await onSite()
    const as = { accountId: 'acc-carol' }
    const text = 'x'.repeat(500 * 1024)
    expect(await reasonOf(forge.invokeResolver('resolver', 'tell', { text }, as))).toBe('payload-too-large')
    expect(await reasonOf(forge.invokeResolver('resolver', 'large', {}, as))).toBe('answer-too-large')
  })

  it('is refused where one account asks too often', async () => {
    const { forge } = await onSite({ limits: { 'invocations-per-user-and-minute': 2 }, clock: () => 0 })
    const ask = (accountId: string) => reasonOf(forge.invokeResolver('resolver', 'tell', {}, { accountId }))
    expect([await ask('acc-eve'), await ask('acc-eve'), await ask('acc-eve')]).toEqual(['done', 'done', 'too-many'])
    expect(await ask('acc-bob')).toBe('done')
  })

  it('asks Jira as whoever looks at it, as far as the scopes go', async () => {
    const { forge, key, jira: site } = await onSite()
    const page = forge.openPage({ moduleKey: 'panel', accountId: 'acc-carol', issueKey: key })
    const fetched = (restPath: string) =>
      page.callBridge('fetchProduct', { product: 'jira', restPath, fetchRequestInit: { method: 'GET', headers: [] } })
    expect(await fetched(`/rest/api/3/issue/${key}`)).toMatchObject({ status: 200 })
    expect(site.record.requests.at(-1)?.account).toBe('acc-carol')
    expect(await fetched('/rest/api/3/users/search')).toMatchObject({ status: 401 })
  })
})

describe('Jira', () => {
  it('is asked in the name of the app, and of whoever is at the screen', async () => {
    const { forge, key, jira: site } = await onSite()
    expect(await forge.invoke('ask', { as: 'app', key })).toMatchObject({ status: 200, body: { key } })
    const as = { accountId: 'acc-carol', issueKey: key }
    expect(await forge.invokeResolver('resolver', 'ask', { as: 'user', key }, as)).toMatchObject({ status: 200 })
    expect(site.record.requests.map(({ account }) => account)).toEqual([site.appAccount, 'acc-carol'])
    expect(forge.record.calls.map(({ as: account, status }) => [account, status])).toEqual([
      [site.appAccount, 200],
      ['acc-carol', 200],
    ])
  })

  it('is asked in nobody’s name where nobody is at a screen, or somebody else is', async () => {
    const { forge, key, jira: site } = await onSite()
    await expect(forge.invoke('ask', { as: 'user', key })).rejects.toThrow('Authentication Required')
    const as = { accountId: 'acc-carol', issueKey: key }
    const another = forge.invokeResolver('resolver', 'ask', { as: 'another', key }, as)
    await expect(another).rejects.toThrow('Authentication Required')
    expect(site.record.requests).toEqual([])
  })

  it('refuses what the manifest’s scopes do not allow, and what nobody looked a scope up for', async () => {
    const { forge, jira: site } = await onSite()
    expect(await forge.invoke('askFor', { path: 'field' })).toBe(200)
    expect(await forge.invoke('askFor', { path: 'myself' })).toBe(401)
    expect(await forge.invoke('askFor', { path: 'webhook' })).toBe(401)
    expect(site.record.requests).toHaveLength(1)
  })

  it.each([
    ['proxy-fails', 'Forge platform failed to process runtime HTTP request - 502 - UPSTREAM_FAILURE'],
    ['product-unreachable', 'fetch failed'],
    ['product-answer-lost', 'fetch failed'],
    ['product-garbled', 'not valid JSON'],
  ] as const)('gives no answer where it is %s', async (flaw, message) => {
    const { forge, key } = await onSite({ flaws: { [flaw]: true } })
    await expect(forge.invoke('ask', { as: 'app', key })).rejects.toThrow(message)
  })

  it('answers with its own trouble', async () => {
    const { forge } = await onSite({ flaws: { 'product-fails': { status: 429, nth: 2 } } })
    expect(await forge.invoke('askFor', { path: 'field' })).toBe(200)
    expect(await forge.invoke('askFor', { path: 'field' })).toBe(429)
  })

  it('is not there for an app without a site', async () => {
    await expect((await start()).invoke('ask', { as: 'app', key: 'ACC-1' })).rejects.toThrow('BLOCKED_EGRESS')
  })
})

describe('what comes later', () => {
  it('is taken from a queue by its consumer', async () => {
    const forge = await start()
    const jobId = await forge.invoke('push', { name: 'a' })
    expect(forge.storage.values()).toEqual({})
    await forge.settled()
    expect(forge.storage.values()).toMatchObject({ 'taken.a': { queueName: 'work', jobId, body: { name: 'a' } } })
  })

  it('is not pushed where the queue takes no more', async () => {
    const forge = await start({ flaws: { 'push-refused': true } })
    await expect(forge.invoke('push', { name: 'a' })).rejects.toThrow()
    await forge.settled()
    expect(forge.storage.values()).toEqual({})
  })

  it.each([
    [0, 0],
    [3, 3],
    [9, 4],
  ])('is called again where the function asks for it: until %i, %i times', async (until, times) => {
    const forge = await start()
    await forge.trigger('avi:forge:installed:app', { until })
    await forge.settled()
    expect(forge.storage.values()).toEqual({ retries: times })
  })

  it('is told only what it listens for', async () => {
    const forge = await start()
    await forge.trigger('avi:jira:created:issue', { until: 0 })
    expect(forge.record.invocations).toEqual([])
  })

  it('runs on schedule', async () => {
    const forge = await start()
    expect(await forge.runSchedule('hourly')).toMatchObject({ payload: { context: { moduleKey: 'hourly' } } })
    await expect(forge.runSchedule('daily')).rejects.toThrow('daily')
  })
})
