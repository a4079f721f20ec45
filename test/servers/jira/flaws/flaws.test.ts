import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { accessFields } from '../../../world/jira/fields.ts'
import { ask } from '../ask.ts'
import { type JiraEmulator, startJira } from '../start-jira.ts'
import { adfOf } from '../world/adf.ts'

let jira: JiraEmulator
const told: unknown[] = []
beforeEach(async () => {
  jira = await startJira()
  told.length = 0
  jira.installApp({
    manifest: { modules: { trigger: [{ key: 'watch', function: 'watch', events: ['avi:jira:updated:issue'] }] } },
    invoke: async (_key, payload) => {
      told.push((payload as { changelog: { items: { toString: string }[] } }).changelog.items[0]?.toString)
    },
  })
})
afterEach(() => jira.stop())

const get = (path = 'issue/ACC-1', as?: string) => ask(jira, path, as === undefined ? {} : { as })
const summary = (text: string) => ask(jira, 'issue/ACC-1', { method: 'PUT', body: { fields: { summary: text } } })
const statuses = async (times: number) => {
  const seen: number[] = []
  for (let at = 0; at < times; at += 1) seen.push((await get()).status)
  return seen
}

describe('a flaw', () => {
  it('shows when it is told to, and no more once it is switched off', async () => {
    jira.flaws.on('server-errors', { every: 2, statuses: [502] })
    expect(await statuses(4)).toEqual([200, 502, 200, 502])
    expect(jira.record.requests.map(({ flaws }) => flaws.length)).toEqual([0, 1, 0, 1])
    jira.flaws.off('server-errors')
    expect(await statuses(2)).toEqual([200, 200])
    jira.flaws.on('transient-401', { account: 'acc-mia', path: 'ACC-1', nth: [1], method: 'GET' })
    expect((await get('issue/ACC-2')).status).toBe(200)
    expect(await statuses(2)).toEqual([401, 200])
  })

  it('may be there from the start', async () => {
    await jira.stop()
    jira = await startJira({ flaws: { 'rate-limited': { first: 1 } } })
    expect(await statuses(2)).toEqual([429, 200])
  })
})

describe('what keeps a request from being served', () => {
  it('rate-limited says when to come again', async () => {
    jira.flaws.on('rate-limited', { every: 1, retryAfter: 7 })
    const { status, headers, body } = await get()
    expect([status, headers.get('retry-after'), headers.get('x-ratelimit-remaining')]).toEqual([429, '7', '0'])
    expect(body.errorMessages).toHaveLength(1)
  })

  it('server-errors answer in turn, with a page', async () => {
    jira.flaws.on('server-errors', { every: 1 })
    expect(await statuses(5)).toEqual([500, 502, 503, 504, 500])
    expect((await get()).body).toBeUndefined()
  })

  it('page-for-people is no JSON', async () => {
    jira.flaws.on('page-for-people', { every: 1 })
    expect(await get()).toMatchObject({ status: 200, body: undefined })
  })

  it('connection-dropped ends the connection, and nothing is done', async () => {
    jira.flaws.on('connection-dropped', { every: 1 })
    await expect(summary('other')).rejects.toThrow()
    expect(jira.world.issue('ACC-1')?.values.summary).toBe('Deploy access for Alice')
  })
})

describe('what happens to an answer', () => {
  it('slow-answers come late', async () => {
    jira.flaws.on('slow-answers', { afterMs: 80 })
    const since = performance.now()
    await get()
    expect(performance.now() - since).toBeGreaterThan(75)
  })

  it('reset-mid-body and damaged-200 cannot be read', async () => {
    jira.flaws.on('reset-mid-body', { every: 1 })
    await expect(get()).rejects.toThrow()
    jira.flaws.off('reset-mid-body')
    jira.flaws.on('damaged-200', { every: 1 })
    expect(await get()).toMatchObject({ status: 200, body: undefined })
  })

  it('write-500-commits says that what was done was not', async () => {
    jira.flaws.on('write-500-commits', { every: 1 })
    expect((await summary('other')).status).toBe(500)
    expect(jira.world.issue('ACC-1')?.values.summary).toBe('other')
  })
})

describe('what the site is made of', () => {
  it('app-permission-missing takes a permission from the app alone', async () => {
    jira.flaws.on('app-permission-missing')
    expect((await get('issue/ACC-1', jira.appAccount)).status).toBe(404)
    expect((await get()).status).toBe(200)
    jira.flaws.off('app-permission-missing')
    expect((await get('issue/ACC-1', jira.appAccount)).status).toBe(200)
  })

  it('field-removed hides a field and what issues hold for it', async () => {
    const field = accessFields.owner.id
    jira.flaws.on('field-removed', { field })
    expect((await get()).body.fields).not.toHaveProperty(field)
    expect((await get('field')).text).not.toContain(field)
    jira.flaws.off('field-removed')
    expect((await get()).body.fields[field].accountId).toBe('acc-bob')
  })

  it('status-renamed keeps the id', async () => {
    jira.flaws.on('status-renamed', { name: 'Checking' })
    expect((await get()).body.fields.status).toMatchObject({ id: '10001', name: 'Checking' })
    jira.flaws.off('status-renamed')
    expect((await get()).body.fields.status.name).toBe('Waiting for approval')
  })

  it('user-deactivated and user-deleted show who was', async () => {
    const shown = async () => (await get()).body.fields[accessFields.owner.id]
    jira.flaws.on('user-deactivated')
    expect(await shown()).toMatchObject({ accountId: 'acc-bob', displayName: 'Bob Berg', active: false })
    jira.flaws.off('user-deactivated')
    jira.flaws.on('user-deleted')
    expect(await shown()).toMatchObject({ accountId: 'acc-bob', displayName: 'Former user', active: false })
    expect((await get('user?accountId=acc-bob')).status).toBe(404)
    jira.flaws.off('user-deleted')
    expect((await shown()).active).toBe(true)
  })
})

describe('what is told of it', () => {
  it('stale-search-index does not know what was changed', async () => {
    const find = async () => (await get('search/jql?jql=summary~changed')).body.issues.length
    jira.flaws.on('stale-search-index')
    await summary('changed')
    expect(await find()).toBe(0)
    jira.flaws.off('stale-search-index')
    expect(await find()).toBe(1)
  })

  it('changelog-cut shows a page of what there is', async () => {
    for (const text of ['a', 'b', 'c']) await summary(text)
    jira.flaws.on('changelog-cut', { entries: 2 })
    expect((await get('issue/ACC-1?expand=changelog')).body.changelog).toMatchObject({
      total: 4,
      histories: { length: 2 },
    })
    expect((await get('issue/ACC-1/changelog')).body).toMatchObject({ total: 4, isLast: false, values: { length: 2 } })
    const body = { issueIdsOrKeys: ['ACC-1'] }
    expect((await ask(jira, 'changelog/bulkfetch', { method: 'POST', body })).body).toHaveProperty('nextPageToken')
    jira.flaws.off('changelog-cut')
    expect((await get('issue/ACC-1/changelog')).body.values).toHaveLength(4)
  })

  it('comments-cut shows a page of what there is', async () => {
    for (const text of ['a', 'b'])
      await ask(jira, 'issue/ACC-1/comment', { method: 'POST', body: { body: adfOf(text) } })
    jira.flaws.on('comments-cut')
    expect((await get()).body.fields.comment).toMatchObject({ total: 2, comments: { length: 1 } })
    expect((await get('issue/ACC-1/comment')).body).toMatchObject({ total: 2, maxResults: 1, comments: { length: 1 } })
    jira.flaws.off('comments-cut')
    expect((await get()).body.fields.comment.comments).toHaveLength(2)
  })

  it('changelog-epochs tells moments as numbers', async () => {
    const created = async () => {
      const answer = await ask(jira, 'changelog/bulkfetch', { method: 'POST', body: { issueIdsOrKeys: ['ACC-1'] } })
      return answer.body.issueChangeLogs[0].changeHistories[0].created
    }
    const text = await created()
    jira.flaws.on('changelog-epochs')
    const at = await created()
    expect(new Date(at).toISOString()).toBe(text.replace('+0000', 'Z'))
    jira.flaws.on('changelog-epochs', { as: 'seconds' })
    expect(await created()).toBe(Math.floor(at / 1000))
  })
})

describe('what the app is told and asked', () => {
  it('events-twice, events-late, events-out-of-order, events-lost', async () => {
    jira.flaws.on('events-twice')
    await summary('a')
    await jira.settled()
    expect(told.splice(0)).toEqual(['a', 'a'])
    jira.flaws.off('events-twice')
    jira.flaws.on('events-late')
    await summary('b')
    await new Promise((later) => setImmediate(() => setImmediate(later)))
    expect(told).toEqual([])
    jira.flaws.on('events-out-of-order')
    await summary('c')
    await jira.settled()
    expect(told.splice(0)).toEqual(['c', 'b'])
    jira.flaws.on('events-lost')
    await summary('d')
    await jira.settled()
    expect(told).toEqual([])
  })

  it('edits-unvalidated asks nobody', async () => {
    const validator = { key: 'no', action: 'workItemEdited', expression: 'false' }
    jira.installApp({ manifest: { modules: { 'jira:actionValidator': [validator] } }, invoke: async () => undefined })
    expect((await summary('a')).status).toBe(400)
    jira.flaws.on('edits-unvalidated')
    expect((await summary('a')).status).toBe(204)
  })

  it('impatient-validators gives up', async () => {
    const validator = { key: 'gate', function: 'gate' }
    jira.installApp({
      manifest: { modules: { 'jira:workflowValidator': [validator] } },
      invoke: () => new Promise(() => undefined),
    })
    jira.world.addRule('ACC', 'Grant', { kind: 'validator', module: 'gate' })
    jira.flaws.on('impatient-validators', { afterMs: 10 })
    const answer = await ask(jira, 'issue/ACC-1/transitions', { method: 'POST', body: { transition: { id: '21' } } })
    expect(answer.status).toBe(400)
  })
})
