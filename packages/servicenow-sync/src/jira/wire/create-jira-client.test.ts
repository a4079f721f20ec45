import type nock from 'nock'
import { afterEach, describe, expect, it } from 'vitest'
import { useHttpMock } from '../../http/testdata/http-mock.ts'
import { connect } from '../connect.ts'
import { anEntry, anIssue } from '../testdata/site.ts'
import type { JiraClient } from './jira-client.ts'

const mock = useHttpMock()
const secret = 'a-token-nobody-sees'
const open: JiraClient[] = []

function client(env: Readonly<Record<string, string>> = { JIRA_TOKEN: secret }): JiraClient {
  const one = connect(anEntry, { env, userAgent: 'ticketbound', retry: { attempts: 2, firstMs: 1, mostMs: 2 } })
  open.push(one)
  return one
}

afterEach(() => {
  for (const one of open.splice(0)) one.close()
})

const search = { jql: 'project = ACC', fields: ['status'], properties: ['ticketbound'], limit: 100 }

describe('the client of a site', () => {
  it('shows who asks by address and token', async () => {
    const authorization = `Basic ${Buffer.from(`night@example.com:${secret}`).toString('base64')}`
    mock
      .server()
      .get('/rest/api/3/myself')
      .matchHeader('authorization', authorization)
      .reply(200, { accountId: 'acc-night' })
    expect(await client().myself()).toBe('acc-night')
  })

  it('asks for a page with its fields and properties, and tells where the next begins', async () => {
    const body = { jql: 'project = ACC', fields: ['status'], properties: ['ticketbound'], maxResults: 100 }
    mock
      .server()
      .post('/rest/api/3/search/jql', body)
      .reply(200, { issues: [anIssue(1, {}, { ticketbound: 1 })], isLast: false, nextPageToken: 'two' })
      .post('/rest/api/3/search/jql', { ...body, nextPageToken: 'two' })
      .reply(200, { issues: [], isLast: true })
    const first = await client().page(search)
    expect(first).toMatchObject({
      issues: [{ id: '10001', key: 'ACC-1', properties: { ticketbound: 1 } }],
      next: 'two',
    })
    expect(await client().page({ ...search, token: 'two' })).toEqual({ issues: [] })
  })

  it.each([
    ['says there is more and not where', { issues: [], isLast: false }],
    ['leads back to itself', { issues: [], isLast: false, nextPageToken: 'two' }],
  ])('takes no page that %s', async (_what, page) => {
    mock.server().post('/rest/api/3/search/jql').reply(200, page)
    const asked = client().page({ ...search, token: 'two' })
    await expect(asked).rejects.toMatchObject({ kind: 'upstream', code: 'jira-paging-broken' })
  })

  it('puts the history of an issue together that ends on another page', async () => {
    const entry = (id: string) => ({ id, created: 1_772_438_400_000, items: [{ field: 'status', fieldId: 'status' }] })
    const page = (id: string) => ({ issueChangeLogs: [{ issueId: '10001', changeHistories: [entry(id)] }] })
    const body = { issueIdsOrKeys: ['10001', '10002'], fieldIds: ['status'], maxResults: 10_000 }
    mock
      .server()
      .post('/rest/api/3/changelog/bulkfetch', body)
      .reply(200, { ...page('1'), nextPageToken: 'more' })
      .post('/rest/api/3/changelog/bulkfetch', { ...body, nextPageToken: 'more' })
      .reply(200, page('2'))
    const histories = await client().changelogs(['10001', '10002'], ['status'])
    expect([...histories].map(([id, entries]) => [id, entries.map((each) => each.id)])).toEqual([['10001', ['1', '2']]])
  })

  it('reads every step of approval, none of what is no request, and says where it may not see them', async () => {
    const path = (key: string) => `/rest/servicedeskapi/request/${key}/approval`
    mock
      .server()
      .get(path('ACC-1'))
      .query({ start: '0', limit: '100' })
      .reply(200, { values: [{ id: '1' }], isLastPage: false })
      .get(path('ACC-1'))
      .query({ start: '1', limit: '100' })
      .reply(200, { values: [{ id: '2' }], isLastPage: true })
      .get(path('ACC-2'))
      .query(true)
      .reply(404, { errorMessage: 'no request' })
      .get(path('ACC-3'))
      .query(true)
      .reply(403, {})
    expect(await client().approvals('ACC-1')).toMatchObject([{ id: '1' }, { id: '2' }])
    expect(await client().approvals('ACC-2')).toEqual([])
    expect(await client().approvals('ACC-3')).toBe('hidden')
  })

  it('keeps what a key holds from changing the address', async () => {
    mock.server().get('/rest/servicedeskapi/request/..%2F..%2Fapi/approval').query(true).reply(404)
    expect(await client().approvals('../../api')).toEqual([])
  })

  it('tells a property that is not there from an issue that is not', async () => {
    const issue = '/rest/api/3/issue/ACC-1'
    mock
      .server()
      .get(`${issue}/properties/p`)
      .reply(200, { key: 'p', value: { a: 1 } })
      .get(`${issue}/properties/p`)
      .times(2)
      .reply(404, {})
      .get(issue)
      .query({ fields: 'key' })
      .reply(200, { id: '1', key: 'ACC-1' })
      .get(issue)
      .query({ fields: 'key' })
      .reply(404, {})
    const asking = client()
    expect(await asking.property('ACC-1', 'p')).toEqual({ value: { a: 1 } })
    expect(await asking.property('ACC-1', 'p')).toBe('no-property')
    expect(await asking.property('ACC-1', 'p')).toBe('no-issue')
  })

  it('writes and removes a property', async () => {
    const path = '/rest/api/3/issue/ACC-1/properties/p'
    mock.server().put(path, { a: 1 }).reply(201, {}).put(path).reply(403, {}).delete(path).reply(204)
    const asking = client()
    expect(await asking.setProperty('ACC-1', 'p', { a: 1 })).toBe('written')
    expect(await asking.setProperty('ACC-1', 'p', { a: 1 })).toBe('refused')
    expect(await asking.removeProperty('ACC-1', 'p')).toBe('written')
  })
})

describe('a site that does not answer as it should', () => {
  it('refuses the token: the operator must act, and the token is told to nobody', async () => {
    mock
      .server()
      .get('/rest/api/3/myself')
      .times(2)
      .reply(401, { message: `Basic of ${secret}` })
    const error = await client()
      .myself()
      .catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ kind: 'config', code: 'credentials-refused' })
    expect(JSON.stringify(error)).not.toContain(secret)
  })

  it('takes who asks for nobody', async () => {
    mock.server().get('/rest/api/3/myself').reply(403, {})
    await expect(client().myself()).rejects.toMatchObject({ kind: 'config', code: 'jira-account-missing' })
  })

  it('has no token to show', async () => {
    await expect(client({}).myself()).rejects.toMatchObject({ kind: 'config', code: 'secret-not-found' })
  })

  it('is asked again after as long as it says, and as it asks', async () => {
    mock
      .server()
      .post('/rest/api/3/search/approximate-count')
      .reply(429, {}, { 'Retry-After': '0' })
      .post('/rest/api/3/search/approximate-count', { jql: 'project = ACC' })
      .reply(200, { count: 7 })
    expect(await client().count('project = ACC')).toBe(7)
  })

  it('fails for good', async () => {
    mock.server().post('/rest/api/3/search/jql').times(2).reply(503, 'down')
    await expect(client().page(search)).rejects.toMatchObject({ kind: 'upstream', code: 'http-not-answered' })
  })

  it('is asked again for what did not come whole, and taken at its word the third time', async () => {
    const isJson = { 'content-type': 'application/json' }
    mock
      .server()
      .post('/rest/api/3/search/jql')
      .reply(200, '{"issues":[', isJson)
      .post('/rest/api/3/search/jql')
      .reply(200, { issues: [], isLast: true })
      .post('/rest/api/3/search/jql')
      .times(3)
      .reply(200, '{"issues":[{"id":1}]}', isJson)
    expect(await client().page(search)).toEqual({ issues: [] })
    await expect(client().page(search)).rejects.toMatchObject({ kind: 'upstream', code: 'jira-answer-strange' })
  })

  it('is asked again while it shows people a page that it will be back', async () => {
    mock
      .server()
      .post('/rest/api/3/search/jql')
      .reply(200, '<html>We will be right back</html>', { 'content-type': 'text/html' })
      .post('/rest/api/3/search/jql')
      .reply(200, { issues: [], isLast: true })
    expect(await client().page(search)).toEqual({ issues: [] })
  })

  it('refuses a query, and is repeated in its own words', async () => {
    mock
      .server()
      .post('/rest/api/3/search/jql')
      .reply(400, { errorMessages: ["The value 'ACC' does not exist"] })
    await expect(client().page(search)).rejects.toMatchObject({
      kind: 'config',
      code: 'jira-refused',
      message: "Jira refuses the search for issues: `The value 'ACC' does not exist` (400)",
    })
  })

  it.each([
    [200, { 'content-type': 'text/html' }, '<html>Log in</html>', 'config', 'site-answers-with-page'],
    [302, { location: 'https://elsewhere.test' }, '', 'config', 'site-elsewhere'],
    [410, { 'content-type': 'application/json' }, '{"errorMessages":["gone"]}', 'config', 'jira-refused'],
  ])('with status %i and %j', async (status, headers, body, kind, code) => {
    mock
      .server()
      .post('/rest/api/3/search/jql')
      .reply(status, body, headers as nock.ReplyHeaders)
    await expect(client().page(search)).rejects.toMatchObject({ kind, code })
  })
})
