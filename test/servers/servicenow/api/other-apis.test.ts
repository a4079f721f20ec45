import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type AskingInstance, ask } from '../ask.ts'
import { type ServiceNowServer, startServiceNow } from '../start-servicenow.ts'
import { smallInstance } from '../worlds/small-instance.ts'

let server: ServiceNowServer

beforeEach(async () => {
  server = await startServiceNow(smallInstance({ now: () => Date.UTC(2026, 2, 1) }))
})
afterEach(() => server.close())

const get = (path: string, asking?: AskingInstance) => ask(server, path, asking)
const post = (path: string, body: unknown, asking: AskingInstance = {}) =>
  ask(server, path, { method: 'POST', body, ...asking })

describe('the Aggregate API', () => {
  it('counts what a query finds', async () => {
    const { body } = await get('stats/sc_req_item?sysparm_count=true&sysparm_query=state=3')
    expect(body).toEqual({ result: { stats: { count: '5' } } })
    expect((await get('stats/sc_req_item')).body).toEqual({ result: { stats: {} } })
  })

  it('counts by group, those groups that have enough, in the order that is asked for', async () => {
    const group = 'stats/sc_req_item?sysparm_count=true&sysparm_group_by=state'
    const counts = (await get(group)).body.result
    expect(counts).toEqual([
      { stats: { count: '1' }, groupby_fields: [{ field: 'state', value: '1' }] },
      { stats: { count: '5' }, groupby_fields: [{ field: 'state', value: '3' }] },
      { stats: { count: '1' }, groupby_fields: [{ field: 'state', value: '4' }] },
    ])
    const enough = await get(`${group}&sysparm_having=count^state^>^1`)
    expect(enough.body.result).toEqual([counts[1]])
    const ordered = await get(`${group}&sysparm_order_by=state^DESC`)
    expect(ordered.body.result).toEqual(counts.toReversed())
    const shown = await get(`${group}&sysparm_display_value=all&sysparm_query=state=4`)
    expect(shown.body.result[0].groupby_fields).toEqual([
      { display_value: 'Closed Incomplete', field: 'state', value: '4' },
    ])
  })

  it('computes averages, sums, least and greatest', async () => {
    const fields = 'sysparm_avg_fields=quantity,state&sysparm_sum_fields=state'
    const { body } = await get(`stats/sc_req_item?${fields}&sysparm_min_fields=opened_at&sysparm_max_fields=state`)
    expect(body.result.stats).toEqual({
      avg: { quantity: '1.0000', state: '2.8571' },
      sum: { state: '20' },
      min: { opened_at: '2026-02-02 08:00:00' },
      max: { state: '4' },
    })
  })
})

describe('the Import Set API', () => {
  const staging = 'import/u_ticketbound_import'
  const as = 'ticketbound.writer:writer'

  it('makes a row, changes it when it comes again, and says when nothing changed', async () => {
    const row = { u_finding_key: 'k1', u_message: 'one' }
    const first = await post(staging, row, { as })
    expect(first.status).toBe(201)
    expect(first.body).toEqual({
      import_set: 'ISET0000001',
      staging_table: 'u_ticketbound_import',
      result: [
        {
          transform_map: 'Ticketbound findings',
          table: 'u_ticketbound_finding',
          display_name: 'u_finding_key',
          display_value: 'k1',
          record_link: `${server.url}/api/now/table/u_ticketbound_finding/${first.body.result[0].sys_id}`,
          status: 'inserted',
          sys_id: expect.stringMatching(/^[0-9a-f]{32}$/),
        },
      ],
    })
    const statuses = [
      await post(staging, { ...row, u_message: 'two' }, { as }),
      await post(staging, { ...row, u_message: 'two' }, { as }),
    ]
    expect(statuses.map(({ body }) => body.result[0].status)).toEqual(['updated', 'ignored'])
    expect(server.world.rows('u_ticketbound_finding').map(({ u_message }) => u_message)).toEqual(['two'])
    const path = new URL(first.headers.get('location') ?? '').pathname
    expect((await get(path, { as })).body).toEqual(first.body)
  })

  it('says that it failed where what to coalesce by is empty', async () => {
    expect((await post(staging, { u_message: 'x' }, { as })).body.result[0]).toMatchObject({ status: 'error' })
  })

  it('turns what is no text into text that is no JSON', async () => {
    await post(staging, { u_finding_key: 'k', u_message: { a: 1, b: ['x'] } }, { as })
    expect(server.world.rows('u_ticketbound_finding')[0]?.u_message).toBe('{a=1, b=[x]}')
  })

  it('answers 201 without a body, and does nothing, where an access rule forbids it', async () => {
    const { status, text } = await post(staging, { u_finding_key: 'k' }, { as: 'ticketbound.reader:reader' })
    expect([status, text]).toEqual([201, ''])
    expect(server.record.writes).toEqual([])
  })

  it('takes many rows at once, says only that they came, and transforms them after that', async () => {
    const records = ['a', 'b', 'a'].map((key) => ({ u_finding_key: key }))
    const { status, body } = await post(`${staging}/insertMultiple`, { records }, { as })
    expect([status, Object.keys(body)]).toEqual([201, ['import_set_id', 'multi_import_set_id']])
    const set = await get(`table/sys_import_set/${body.import_set_id}`)
    expect(set.body.result.state).toBe('processed')
    expect(server.world.rows('u_ticketbound_finding').map((row) => row.u_finding_key)).toEqual(['a', 'b'])
  })
})

describe('the Batch API', () => {
  const item = (id: string, method: string, url: string, body?: unknown) => ({
    id,
    method,
    url,
    headers: [
      { name: 'Accept', value: 'application/json' },
      { name: 'Content-Type', value: 'application/json' },
    ],
    exclude_response_headers: true,
    ...(body !== undefined && { body: btoa(JSON.stringify(body)) }),
  })
  const items = [
    item('11', 'GET', '/api/now/table/incident?sysparm_fields=number'),
    item('12', 'POST', '/api/now/table/incident', { short_description: 'new' }),
    item('13', 'GET', '/api/now/table/nothing'),
  ]
  const batch = (rest: readonly unknown[]) => post('v1/batch', { batch_request_id: '1', rest_requests: rest })

  it('serves each item by itself, with its own status', async () => {
    const { body } = await batch(items)
    expect(body).toMatchObject({ batch_request_id: '1', unserviced_requests: [] })
    expect(
      body.serviced_requests.map((each: { id: string; status_code: number }) => [each.id, each.status_code]),
    ).toEqual([
      ['11', 200],
      ['12', 201],
      ['13', 400],
    ])
    expect(JSON.parse(atob(body.serviced_requests[0].body))).toEqual({ result: [{ number: 'INC0000001' }] })
    expect(body.serviced_requests[1]).toMatchObject({ status_text: 'Created', headers: [], execution_time: 1 })
  })

  it('names the items that it had no time for', async () => {
    server.behaviours['batch-cut-short'] = { served: 1 }
    const { body } = await batch(items)
    expect([body.serviced_requests.length, body.unserviced_requests]).toEqual([1, ['12', '13']])
    expect(server.record.writes).toEqual([])
  })
})

describe('the Attachment API', () => {
  const file = (name: string, table = 'incident') => {
    const id = server.world.rows(table)[0]?.sys_id
    return `attachment/file?table_name=${table}&table_sys_id=${id}&file_name=${name}`
  }
  const attach = (content: string) => post(file('evidence.txt'), content, { headers: { 'Content-Type': 'text/plain' } })

  it('keeps a file with its kind and size, and gives it back', async () => {
    const { status, body } = await attach('proof')
    expect(status).toBe(201)
    expect(body.result).toMatchObject({
      file_name: 'evidence.txt',
      size_bytes: '5',
      content_type: 'text/plain',
      table_name: 'incident',
      download_link: `${server.url}/api/now/attachment/${body.result.sys_id}/file`,
    })
    const content = await get(`attachment/${body.result.sys_id}/file`)
    expect([content.text, content.headers.get('content-type')]).toEqual(['proof', 'text/plain'])
    const found = await get('attachment?sysparm_query=file_name=evidence.txt^ORDERBYfile_name')
    expect(found.body.result).toEqual([body.result])
    expect(found.headers.get('x-total-count')).toBe('1')
    expect((await ask(server, `attachment/${body.result.sys_id}`, { method: 'DELETE' })).status).toBe(204)
    expect((await get(`attachment/${body.result.sys_id}`)).status).toBe(404)
  })

  it('refuses a file that is larger than the property allows', async () => {
    server.world.setProperty('com.glide.attachment.max_size', '1')
    expect((await attach('x'.repeat(2 ** 20))).status).toBe(201)
    expect((await attach('x'.repeat(2 ** 20 + 1))).status).toBe(413)
  })

  it('gives no file of a row that the user does not see', async () => {
    const { body } = await attach('proof')
    const as = 'ticketbound.reader:reader'
    expect((await get(`attachment/${body.result.sys_id}/file`, { as })).status).toBe(404)
    expect((await get('attachment', { as })).body.result).toEqual([])
  })
})
