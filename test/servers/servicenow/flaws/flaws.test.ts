import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ask } from '../ask.ts'
import { type ServiceNowServer, startServiceNow } from '../start-servicenow.ts'
import { createWorld } from '../world/create-world.ts'
import { reference, shown, text } from '../world/fields.ts'
import type { Behaviours } from './catalogue.ts'

const rows = 20
let second = 0
let server: ServiceNowServer

beforeEach(async () => {
  const world = createWorld({ now: () => Date.UTC(2026, 2, 1) + second * 1000 })
  world.define({
    name: 'task',
    numberPrefix: 'T',
    fields: [shown('number'), text('subject'), reference('parent', 'task')],
  })
  let parent = ''
  for (second = 0; second < rows; second += 1)
    parent = world.insert('task', { subject: `s${second}`, parent }).sys_id ?? ''
  server = await startServiceNow({ world })
})
afterEach(() => server.close())

const list = (query = '') => ask(server, `table/task?sysparm_fields=sys_id,subject,sys_updated_on&${query}`)

function show(behaviours: Behaviours): void {
  Object.assign(server.behaviours, behaviours)
}

async function statuses(requests: number): Promise<readonly number[]> {
  const seen: number[] = []
  for (let sent = 0; sent < requests; sent += 1) seen.push((await list()).status)
  return seen
}

describe('a flaw', () => {
  it('shows for each nth request, for those that are named, or for the first ones', async () => {
    show({ 'rate-limited': { every: 3 } })
    expect(await statuses(6)).toEqual([200, 200, 429, 200, 200, 429])
    show({ 'rate-limited': { every: 1, nth: [1, 3] } })
    expect(await statuses(4)).toEqual([429, 200, 429, 200])
    show({ 'rate-limited': { every: 1, first: 2 } })
    expect(await statuses(4)).toEqual([429, 429, 200, 200])
  })

  it('shows by chance, and the same way for the same seed', async () => {
    show({ 'accepted-202': { every: 1, probability: 0.5, seed: 7 } })
    const once = await statuses(12)
    show({ 'accepted-202': { every: 1, probability: 0.5, seed: 7 } })
    expect(await statuses(12)).toEqual(once)
    expect(new Set(once)).toEqual(new Set([200, 202]))
  })

  it('concerns one table, one method or one API only', async () => {
    show({ 'too-many-threads': { every: 1, table: 'sys_choice' } })
    expect((await list()).status).toBe(200)
    expect((await ask(server, 'table/sys_choice')).status).toBe(429)
    show({ 'too-many-threads': { every: 1, method: 'POST' } })
    expect((await list()).status).toBe(200)
    show({ 'too-many-threads': { every: 1, api: 'stats' } })
    expect((await list()).status).toBe(200)
  })

  it('is over when it is switched off, and is named in the record', async () => {
    show({ hibernating: true })
    await list()
    delete server.behaviours.hibernating
    expect((await list()).status).toBe(200)
    expect(server.record.requests.map(({ flaws }) => flaws)).toEqual([['hibernating'], []])
  })
})

describe('a request that is not served', () => {
  it('is refused for its number with when to come back, as the documentation has it', async () => {
    show({ 'rate-limited': { every: 1, retryAfter: 40 } })
    const { status, headers, body } = await list()
    expect(status).toBe(429)
    expect(headers.get('retry-after')).toBe('40')
    expect(headers.get('x-ratelimit-limit')).toBe('100')
    expect(Number(headers.get('x-ratelimit-reset'))).toBe(server.world.now() / 1000 + 40)
    expect(headers.get('x-ratelimit-rule')).toMatch(/^[0-9a-f]{32}$/)
    expect(body).toEqual({
      error: {
        message: 'Rate limit exceeded',
        detail: 'Rate limit of 100 requests per hour for Table API exceeded',
      },
      status: 'failure',
    })
  })

  it('is refused from a number an hour on, of which every answer tells', async () => {
    show({ 'rate-limit-rule': { limit: 2 } })
    second = 600
    const first = await list()
    expect([first.status, first.headers.get('x-ratelimit-limit'), first.headers.get('retry-after')]).toEqual([
      200,
      '2',
      null,
    ])
    await list()
    const refused = await list()
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '3000'])
    second += 3000
    expect((await list()).status).toBe(200)
  })

  it('is refused for want of threads without a word on when', async () => {
    show({ 'too-many-threads': { every: 1 } })
    const { status, headers } = await list()
    expect([status, headers.get('retry-after'), headers.get('x-ratelimit-limit')]).toEqual([429, null, null])
  })

  it('gets a page while the instance hibernates', async () => {
    show({ hibernating: true })
    const { status, headers, text: page } = await list()
    expect([status, headers.get('content-type')]).toEqual([200, 'text/html;charset=UTF-8'])
    expect(page).toContain('hibernating')
  })

  it('gets 401 though its credentials are right', async () => {
    show({ 'transient-401': { every: 2 } })
    expect(await statuses(4)).toEqual([200, 401, 200, 401])
  })

  it('gets 502, 503 and 504 in turn', async () => {
    show({ 'gateway-errors': { every: 1 } })
    expect(await statuses(4)).toEqual([502, 503, 504, 502])
  })

  it('is dropped with its connection', async () => {
    show({ 'connection-dropped': { every: 1, first: 1, method: 'POST' } })
    await expect(ask(server, 'table/task', { method: 'POST', body: {} })).rejects.toThrow()
    expect(server.world.rows('task')).toHaveLength(rows)
    expect(server.record.requests.map(({ status }) => status)).toEqual([0])
  })
})

describe('rows', () => {
  it('are hidden after the page was cut and after they were counted', async () => {
    const hidden = new Set(server.world.rows('task').slice(4, 10))
    show({ 'rows-hidden-by-acl': { hides: (row) => hidden.has(row) } })
    expect((await list()).body.result).toHaveLength(rows - 6)
    const empty = await list('sysparm_limit=4&sysparm_offset=4')
    expect([empty.body.result, empty.headers.get('x-total-count')]).toEqual([[], String(rows)])
    const [one] = hidden
    expect((await ask(server, `table/task/${one?.sys_id}`)).status).toBe(404)
  })

  it('are counted after they were hidden, or not at all', async () => {
    show({ 'rows-hidden-by-acl': { share: 0.5 }, 'count-after-acls': true })
    const visible = await list()
    expect(visible.headers.get('x-total-count')).toBe(String(visible.body.result.length))
    show({ 'no-total-count': true })
    expect((await list()).headers.get('x-total-count')).toBeNull()
  })

  it('lack the fields that an access rule hides', async () => {
    show({ 'fields-hidden-by-acl': { fields: ['subject'] } })
    expect(Object.keys((await list()).body.result[0])).toEqual(['sys_id', 'sys_updated_on'])
  })

  it('are too many where part of a query is ignored', async () => {
    show({ 'query-parts-ignored': { fields: ['subject'] } })
    expect((await list('sysparm_query=subject=s1^sys_idISNOTEMPTY')).body.result).toHaveLength(rows)
  })

  it('may not be asked for by order or sorted where range queries are refused', async () => {
    show({ 'range-queries-refused': true })
    expect((await list('sysparm_query=subject=s1')).body.result).toHaveLength(1)
    for (const query of ['sys_id>0', 'ORDERBYsys_id', 'subjectLIKEs'])
      expect(await list(`sysparm_query=${query}`)).toMatchObject({
        status: 403,
        body: { error: { message: 'Insufficient rights to query records' } },
      })
    show({ 'range-queries-refused': { as: 'ignored' } })
    expect((await list('sysparm_query=sys_id>zzz')).body.result).toHaveLength(rows)
    show({ 'range-queries-refused': { as: 'no-rows' } })
    expect((await list('sysparm_query=sys_id>0')).body.result).toEqual([])
  })

  it('share their seconds, and come in another order each time', async () => {
    show({ 'many-ties': { rowsPerStamp: 5 } })
    const orders = new Set<string>()
    for (let asked = 0; asked < 4; asked += 1) {
      const { body } = await list('sysparm_query=ORDERBYsys_updated_on')
      const stamps = body.result.map((row: { sys_updated_on: string }) => row.sys_updated_on)
      expect(stamps).toEqual(stamps.toSorted())
      expect(new Set(stamps).size).toBe(rows / 5)
      orders.add(body.result.map((row: { sys_id: string }) => row.sys_id).join())
    }
    expect(orders.size).toBeGreaterThan(1)
  })

  it('change, and move to the end, while they are paged', async () => {
    show({ 'rows-change-while-paged': { rows: 3 } })
    second = 100
    const { body } = await list('sysparm_query=ORDERBYDESCsys_updated_on')
    expect(body.result.slice(0, 2).map((row: { sys_updated_on: string }) => row.sys_updated_on)).toEqual([
      '2026-03-01 00:01:40',
      '2026-03-01 00:01:40',
    ])
  })

  it('vanish while they are paged', async () => {
    show({ 'rows-vanish-while-paged': { rows: 2, first: 3 } })
    await statuses(5)
    expect(server.world.rows('task')).toHaveLength(rows - 6)
  })

  it('have ids of other forms, some alike but for their case, which references follow', async () => {
    show({ 'odd-sys-ids': { share: 0.5 } })
    const { body } = await list('sysparm_query=parentISNOTEMPTY')
    expect(body.result).toHaveLength(rows - 1)
    const ids = server.world.rows('task').map(({ sys_id }) => sys_id ?? '')
    const odd = ids.filter((id) => !/^[0-9a-f]{32}$/.test(id))
    expect(odd.length).toBeGreaterThan(3)
    expect(new Set(odd.map((id) => id.toLowerCase())).size).toBeLessThan(odd.length)
    expect(ids.filter((id) => !/^[0-9A-Za-z_.-]{1,32}$/.test(id))).toEqual([])
    for (const { parent = '' } of server.world.rows('task').slice(1)) expect(ids).toContain(parent)
  })
})

describe('an answer', () => {
  it('is no JSON though its status is 200', async () => {
    show({ 'damaged-200': { every: 1 } })
    const malformed = await list()
    expect([malformed.status, malformed.body]).toEqual([200, undefined])
    expect(malformed.text).toContain(
      ',}""],"error":{"message":"Transaction cancelled: maximum execution time exceeded"',
    )
    show({ 'damaged-200': { every: 1, as: 'cut' } })
    expect((await list()).body).toBeUndefined()
  })

  it.each(['damaged-200', 'cancelled-200', 'cancelled-500'] as const)('stays whole for few rows: %s', async (name) => {
    show({ [name]: { every: 1, moreThan: 10 } })
    expect((await list('sysparm_limit=11')).body?.result?.length).not.toBe(11)
    expect((await list('sysparm_limit=10')).body.result).toHaveLength(10)
  })

  it('holds the first rows and an error beside them', async () => {
    show({ 'cancelled-200': { every: 1 } })
    const { status, body } = await list()
    expect(status).toBe(200)
    expect(body.result).toHaveLength(rows / 2)
    expect(body).toMatchObject({ error: { message: expect.stringContaining('cancelled') }, status: 'failure' })
  })

  it('says that a write failed which was committed', async () => {
    show({ 'post-500-commits': true })
    const post = () => ask(server, 'table/task', { method: 'POST', body: { subject: 'new' } })
    expect((await post()).status).toBe(500)
    expect((await post()).status).toBe(201)
    show({ 'post-500-commits': { as: 'dropped', method: 'PATCH' } })
    const [row] = server.world.rows('task')
    await expect(
      ask(server, `table/task/${row?.sys_id}`, { method: 'PATCH', body: { subject: 'x' } }),
    ).rejects.toThrow()
    expect(server.record.writes.map(({ operation }) => operation)).toEqual(['insert', 'insert', 'update'])
  })

  it('begins late', async () => {
    show({ 'slow-first-byte': { every: 1, afterMs: 60 } })
    const begun = performance.now()
    await list()
    expect(performance.now() - begun).toBeGreaterThan(50)
  })

  it('stalls after its first bytes, until the client gives up', async () => {
    show({ 'stalled-body': { every: 1 } })
    const stopped = ask(server, 'table/task', { signal: AbortSignal.timeout(60) })
    await expect(stopped).rejects.toThrow()
  })

  it('ends with the connection after its first bytes', async () => {
    show({ 'reset-mid-body': { every: 1 } })
    await expect(list()).rejects.toThrow()
  })

  it('bears a date that is off', async () => {
    show({ 'clock-skewed': { seconds: 90 } })
    expect((await list()).headers.get('date')).toBe(new Date(server.world.now() + 90_000).toUTCString())
  })
})
