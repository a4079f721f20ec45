import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createSmallJira } from '../../../world/jira/small-jira.ts'
import { ask } from '../ask.ts'
import { type JiraEmulator, startJira } from '../start-jira.ts'

let now: number
let jira: JiraEmulator
beforeEach(async () => {
  now = Date.parse('2026-11-25T12:00:00Z')
  jira = await startJira({ clock: () => now })
  jira.installApp({
    manifest: {
      modules: {
        'jira:entityProperty': [
          {
            key: 'state',
            propertyKey: 'ticketbound',
            values: [
              { path: 'state', type: 'string', searchAlias: 'ticketbound.state' },
              { path: 'expires', type: 'date', searchAlias: 'ticketbound.expires' },
              { path: 'approvals', type: 'number', searchAlias: 'ticketbound.approvals' },
              { path: 'missing', type: 'string', searchAlias: 'ticketbound.missing' },
            ],
          },
        ],
      },
    },
    invoke: async () => undefined,
  })
})
afterEach(() => jira.stop())

const search = (body: object, as = 'acc-mia') => ask(jira, 'search/jql', { method: 'POST', body, as })
const keys = async (jql: string, as = 'acc-mia') => {
  const { status, body } = await search({ jql, fields: ['key'] }, as)
  return status === 200 ? body.issues.map(({ key }: { key: string }) => key).join(' ') : body.errorMessages[0]
}
const property = (key: string, value: object) =>
  ask(jira, `issue/${key}/properties/ticketbound`, { method: 'PUT', body: value })

describe('a query', () => {
  it.each([
    ['project = ACC ORDER BY key', 'ACC-1 ACC-2 ACC-3 ACC-4 ACC-5'],
    ['project in (OPS, "Access") and key != ACC-5 order by key desc', 'OPS-1 ACC-4 ACC-3 ACC-2 ACC-1'],
    ['status = "waiting for approval" order by key', 'ACC-1 ACC-3'],
    ['status in (10000, Granting) order by key', 'ACC-2 ACC-4 ACC-5'],
    ['statusCategory = "To Do" order by key', 'ACC-2 ACC-5 OPS-1'],
    ['statusCategory != Done and not (project = ACC)', 'OPS-1'],
    ['key in (ACC-3, ACC-1)', 'ACC-3 ACC-1'],
    ['reporter = acc-alice or reporter = "Eve Engel" order by key', 'ACC-1 ACC-2 ACC-5'],
    ['reporter = currentUser()', ''],
    ['assignee is EMPTY and project = OPS', 'OPS-1'],
    ['assignee is not empty', ''],
    ['"Access until" < 2027-01-31', 'ACC-3'],
    ['cf[10154] >= "2027/01/01"', 'OPS-1'],
    ['customfield_10051 = deploy', 'ACC-1'],
    ['summary ~ "vault alice"', 'ACC-3'],
    ['project = ACC order by "Access until", key desc', 'ACC-3 ACC-1 ACC-5 ACC-4 ACC-2'],
    ['created >= -30d and created < 2026-11-20 ', ''],
    ['updated >= 2026-11-20 and updated <= now() and project = OPS', 'OPS-1'],
    ['created > startOfDay()', ''],
    ['summary !~ access', 'ACC-5 ACC-4'],
  ])('%s', async (jql, found) => {
    expect(await keys(jql)).toBe(found)
  })

  it.each([
    ['', 'Unbounded JQL queries are not allowed here. Please add a search restriction to your query.'],
    ['order by created', 'Unbounded JQL queries'],
    ['nope = 1', "Field 'nope' does not exist or you do not have permission to view it."],
    ['project = NOPE', "The value 'NOPE' does not exist for the field 'project'."],
    ['status = Doing', "The value 'Doing' does not exist for the field 'status'."],
    ['status > Done', "The operator '>' is not supported by the 'status' field."],
    ['created > soon', "Date value 'soon' for field 'created' is invalid."],
    ['created > tomorrow()', "Unable to find JQL function 'tomorrow()'."],
    ['project = ', 'the end of the query'],
    ['project ACC', "'ACC' was not expected here"],
    ['(project = ACC', 'the end of the query'],
    ['project = ACC,', "',' was not expected here"],
    ['project = "ACC', 'is not allowed here'],
  ])('is refused: %s', async (jql, message) => {
    expect(await keys(jql)).toContain(message)
  })

  it('asks for indexed values of issue properties by alias, or by key and path', async () => {
    await property('ACC-1', {
      state: 'blocked',
      expires: '2026-12-01',
      approvals: 1,
      missing: ['no-owner', 'no-expiry'],
    })
    await property('ACC-2', { state: 'ready', expires: '2027-06-30', approvals: 'many' })
    expect(await keys('ticketbound.state = "blocked"')).toBe('ACC-1')
    expect(await keys('ticketbound.expires <= "2026-12-01"')).toBe('ACC-1')
    expect(await keys('ticketbound.expires < 30d')).toBe('ACC-1')
    expect(await keys('ticketbound.approvals >= 1')).toBe('ACC-1')
    expect(await keys('ticketbound.missing = no-expiry')).toBe('ACC-1')
    expect(await keys('issue.property[ticketbound].state in (ready, blocked) order by key')).toBe('ACC-1 ACC-2')
    expect(await keys('project = ACC and ticketbound.state is empty order by key')).toBe('ACC-3 ACC-4 ACC-5')
    jira.uninstallApp()
    expect(await keys('ticketbound.state = "blocked"')).toContain('does not exist')
  })

  it('finds only what whoever asks may see', async () => {
    expect(await keys('project in (ACC, OPS) order by key', 'acc-alice')).toBe('')
  })
})

describe('the pages of a search', () => {
  it('go on with a cursor until the last one', async () => {
    const first = (await search({ jql: 'project = ACC order by key', fields: ['summary'], maxResults: 2 })).body
    expect(first).toMatchObject({
      isLast: false,
      issues: [{ key: 'ACC-1', fields: { summary: expect.any(String) } }, { key: 'ACC-2' }],
    })
    expect(Object.keys(first.issues[0].fields)).toEqual(['summary'])
    const query = new URLSearchParams({
      jql: 'project = ACC order by key',
      maxResults: '4',
      nextPageToken: first.nextPageToken,
    })
    const last = (await ask(jira, `search/jql?${query}`)).body
    expect(last.issues).toHaveLength(3)
    expect(last).toEqual({ isLast: true, issues: [{ id: expect.any(String) }, expect.anything(), expect.anything()] })
  })

  it('refuse a cursor of another query', async () => {
    const { nextPageToken } = (await search({ jql: 'project = ACC', maxResults: 1 })).body
    expect((await search({ jql: 'project = OPS', nextPageToken })).status).toBe(400)
    expect((await search({ jql: 'project = OPS', nextPageToken: 'x' })).status).toBe(400)
  })

  it('hold at most 100 issues where more than ids are asked for', async () => {
    const [some] = [...jira.world.issues.values()]
    for (let number = 100; number < 210; number += 1) {
      jira.world.put({ ...(some as NonNullable<typeof some>), id: String(20_000 + number), key: `ACC-${number}` })
    }
    expect((await search({ jql: 'project = ACC', fields: ['status'], maxResults: 5000 })).body.issues).toHaveLength(100)
    expect((await search({ jql: 'project = ACC', maxResults: 5000 })).body.issues).toHaveLength(115)
  })

  it('show properties and changelogs where they are asked for', async () => {
    await property('ACC-1', { state: 'ready' })
    const { body } = await search({
      jql: 'key = ACC-1',
      fields: ['status'],
      properties: ['ticketbound'],
      expand: 'changelog,names',
    })
    expect(body.issues[0]).toMatchObject({ properties: { ticketbound: { state: 'ready' } }, changelog: { total: 1 } })
    expect(body.names).toEqual({ status: 'Status' })
  })

  it('can be counted', async () => {
    const { body } = await ask(jira, 'search/approximate-count', { method: 'POST', body: { jql: 'project = ACC' } })
    expect(body).toEqual({ count: 5 })
  })

  it('are no more to be had from the search that Jira removed', async () => {
    expect((await ask(jira, 'search?jql=project=ACC')).status).toBe(410)
  })
})

describe('the index of the search', () => {
  it('lags behind, but for issues that are to be reconciled', async () => {
    jira.site.index.lagMs = 60_000
    await property('ACC-1', { state: 'blocked' })
    const { id } = jira.world.issue('ACC-1') ?? { id: '' }
    expect(await keys('ticketbound.state = blocked')).toBe('')
    const body = { jql: 'ticketbound.state = blocked', reconcileIssues: [Number(id)] }
    expect((await search(body)).body.issues).toHaveLength(1)
    now += 60_000
    expect(await keys('ticketbound.state = blocked')).toBe('ACC-1')
  })

  it('still knows what was deleted', async () => {
    jira.site.index.lagMs = Number.POSITIVE_INFINITY
    await ask(jira, 'issue/ACC-1', { method: 'DELETE' })
    expect(await keys('key = ACC-1')).toBe('ACC-1')
    jira.site.index.catchUp()
    expect(await keys('key = ACC-1')).toBe('')
  })
})

it('begins with what was there before anybody listened', async () => {
  await jira.stop()
  jira = await startJira({ world: createSmallJira() })
  expect(await keys('project = OPS')).toBe('OPS-1')
})
