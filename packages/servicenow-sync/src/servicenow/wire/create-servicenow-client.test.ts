import { describe, expect, it } from 'vitest'
import type { HttpClient, HttpRequest, HttpResponse } from '../../http/http-client.ts'
import { createServiceNowClient } from './create-servicenow-client.ts'

type Answer = readonly [status: number, body: unknown, headers?: HttpResponse['headers']]

/** An HTTP client that gives these answers in turn, and keeps what it was asked. */
function answering(...answers: Answer[]): { readonly http: HttpClient; readonly asked: HttpRequest[] } {
  const asked: HttpRequest[] = []
  async function send(request: HttpRequest): Promise<HttpResponse> {
    const [status, body, headers] = answers[asked.length] ?? [404, {}]
    asked.push(request)
    return { status, headers: { 'content-type': 'application/json', ...headers }, text: JSON.stringify(body) }
  }
  const usage = () => ({ requests: asked.length, retries: 0, waitedMs: 0, bytes: 0 })
  return { http: { send, usage, close: () => undefined }, asked }
}

describe('the client of an instance', () => {
  it('asks for a page as the database keeps it, without links, and with the key', async () => {
    const { http, asked } = answering([200, { result: [{ sys_id: 'a1', state: '3' }] }, { 'x-total-count': '1' }])
    const client = createServiceNowClient(http)
    const request = { table: 'sc_req_item', query: 'ORDERBYsys_id', fields: ['state'], limit: 500, offset: 1000 }
    expect(await client.page(request)).toEqual({ kind: 'page', rows: [{ sys_id: 'a1', state: '3' }], total: 1 })
    expect(asked).toEqual([
      {
        method: 'GET',
        path: '/api/now/v2/table/sc_req_item',
        query: {
          sysparm_query: 'ORDERBYsys_id',
          sysparm_fields: 'sys_id,state',
          sysparm_limit: '500',
          sysparm_offset: '1000',
          sysparm_display_value: 'false',
          sysparm_exclude_reference_link: 'true',
          sysparm_suppress_pagination_header: 'true',
        },
        what: 'table `sc_req_item`',
      },
    ])
  })

  it('never asks for more than fits into an address', async () => {
    const { http, asked } = answering()
    const client = createServiceNowClient(http)
    const request = { table: 'x', query: `nameIN${'a,'.repeat(1000)}`, fields: [], limit: 1 }
    await expect(client.page(request)).rejects.toMatchObject({ code: 'query-too-long' })
    await expect(client.count('x', request.query)).rejects.toMatchObject({ code: 'query-too-long' })
    expect(asked).toEqual([])
  })

  it.each(['X', '../x', 'a/b', ''])('never asks table %j', async (table) => {
    const client = createServiceNowClient(answering().http)
    const malformed = { code: 'servicenow-name-malformed' }
    await expect(client.page({ table, query: '', fields: [], limit: 1 })).rejects.toMatchObject(malformed)
    await expect(client.insert(table, {})).rejects.toMatchObject(malformed)
  })

  it('counts by the Aggregate API, and says nothing where that does not', async () => {
    const { http, asked } = answering([200, { result: { stats: { count: '1692' } } }], [403, {}], [200, { result: {} }])
    const client = createServiceNowClient(http)
    expect(await client.count('task', 'active=true')).toBe(1692)
    expect(await client.count('task', '')).toBeUndefined()
    expect(await client.count('task', '')).toBeUndefined()
    expect(asked[0]).toMatchObject({ path: '/api/now/stats/task', query: { sysparm_query: 'active=true' } })
  })

  it('counts by a column, and says nothing where the instance does not keep to it', async () => {
    const group = (field: string, value: string, count: string) => ({
      stats: { count },
      groupby_fields: [{ field, value }],
    })
    const { http, asked } = answering(
      [200, { result: [group('cat_item', 'a1', '3'), group('cat_item', '', '2')] }],
      [200, { result: { stats: { count: '5' } } }],
      [200, { result: [{ stats: { count: '5' } }] }],
      [403, {}],
    )
    const client = createServiceNowClient(http)
    expect(await client.countBy('sc_req_item', 'cat_item')).toEqual(
      new Map([
        ['a1', 3],
        ['', 2],
      ]),
    )
    for (const _other of [1, 2, 3]) expect(await client.countBy('sc_req_item', 'cat_item')).toBeUndefined()
    expect(asked[0]).toMatchObject({
      path: '/api/now/stats/sc_req_item',
      query: { sysparm_count: 'true', sysparm_group_by: 'cat_item' },
    })
  })

  it('counts again where counting was cancelled, and tells that from an account that is never told', async () => {
    const cancelled = {
      error: { message: 'Transaction cancelled: maximum execution time exceeded' },
      status: 'failure',
    }
    const counted = { result: { stats: { count: '7' } } }
    const again = createServiceNowClient(answering([500, cancelled], [200, cancelled], [200, counted]).http)
    expect(await again.count('task', '')).toBe(7)
    const never = createServiceNowClient(answering([500, cancelled], [500, cancelled], [500, cancelled]).http)
    expect(await never.count('task', '')).toBe('unanswered')
  })

  it('gives one record, also with display values, and nothing where there is none', async () => {
    const { http, asked } = answering([200, { result: { sys_id: 'a1', comments: 'x' } }], [404, {}], [403, {}])
    const client = createServiceNowClient(http)
    expect(await client.record('task', 'a1', ['comments'], { display: true })).toEqual({ sys_id: 'a1', comments: 'x' })
    expect(await client.record('task', 'a2', [])).toBeUndefined()
    expect(await client.record('task', 'a3', [])).toBeUndefined()
    expect(asked.map(({ query }) => query?.sysparm_display_value)).toEqual(['true', 'false', 'false'])
  })

  it('looks at a record again where the answer is not whole, and then throws', async () => {
    const damaged: Answer = [200, { result: { sys_id: 'a1' }, error: {} }]
    const healed = answering(damaged, [200, { result: { sys_id: 'a1' } }])
    expect(await createServiceNowClient(healed.http).record('task', 'a1', [])).toEqual({ sys_id: 'a1' })
    const lost = answering(damaged, damaged, damaged)
    const reading = createServiceNowClient(lost.http).record('task', 'a1', [])
    await expect(reading).rejects.toMatchObject({ code: 'record-not-read' })
  })

  it('never lets a key lead to another path', async () => {
    const client = createServiceNowClient(answering().http)
    for (const key of ['..', 'a/b', '', 'a?b']) {
      await expect(client.record('task', key, [])).rejects.toMatchObject({ code: 'servicenow-name-malformed' })
    }
  })

  it('writes a record once, with times in UTC, and gives it back', async () => {
    const { http, asked } = answering(
      [201, { result: { sys_id: 'n1', state: '1' } }],
      [200, { result: { sys_id: 'n1' } }],
    )
    const client = createServiceNowClient(http)
    expect(await client.insert('u_finding', { state: '1' })).toEqual({ status: 201, row: { sys_id: 'n1', state: '1' } })
    expect(await client.update('u_finding', 'n1', { state: '2' })).toEqual({ status: 200, row: { sys_id: 'n1' } })
    expect(asked.map(({ method, path, repeatable }) => [method, path, repeatable])).toEqual([
      ['POST', '/api/now/v2/table/u_finding', false],
      ['PATCH', '/api/now/v2/table/u_finding/n1', false],
    ])
    expect(asked[0]).toMatchObject({ body: '{"state":"1"}', query: { sysparm_input_display_value: 'false' } })
  })

  it('says why a write was refused, or that it left no record to see', async () => {
    const error = { message: 'Operation Failed', detail: 'ACL' }
    const { http } = answering([403, { error, status: 'failure' }], [201, { result: {} }])
    const client = createServiceNowClient(http)
    expect(await client.insert('u_finding', {})).toEqual({ status: 403, message: 'Operation Failed: ACL' })
    expect(await client.insert('u_finding', {})).toEqual({ status: 201, message: 'a row has no `sys_id`' })
  })

  it('imports a row, and gives what became of it', async () => {
    const done = { transform_map: 'm', table: 'u_finding', status: 'inserted', sys_id: 'n1' }
    const failed = { transform_map: 'm', status: 'error', error_message: 'no match' }
    const { http, asked } = answering([201, { result: [done] }], [201, { result: [failed] }], [201, { result: [] }])
    const client = createServiceNowClient(http)
    expect(await client.importRow('u_stage', { a: '1' })).toEqual({ status: 201, row: done })
    expect(await client.importRow('u_stage', {})).toEqual({ status: 201, message: 'no match' })
    expect(await client.importRow('u_stage', {})).toEqual({ status: 201, message: 'a row is no object' })
    expect(asked[0]).toMatchObject({ path: '/api/now/import/u_stage', repeatable: false })
  })
})
