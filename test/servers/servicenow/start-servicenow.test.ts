import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type AskingInstance, ask } from './ask.ts'
import { type ServiceNowServer, startServiceNow } from './start-servicenow.ts'
import { createWorld } from './world/create-world.ts'
import { moment, reference, shown, text } from './world/fields.ts'

let server: ServiceNowServer

beforeEach(async () => {
  const world = createWorld({ now: () => Date.UTC(2026, 2, 1, 8, 0, 0, 500) })
  world.define({ name: 'sys_user', fields: [text('user_name'), shown('name')] })
  world.define({
    name: 'incident',
    numberPrefix: 'INC',
    fields: [shown('number'), text('short_description'), reference('caller_id', 'sys_user'), moment('closed_at')],
  })
  const user = world.insert('sys_user', { user_name: 'fred', name: 'Fred Luddy' })
  for (const subject of ['one', 'two', 'three'])
    world.insert('incident', { short_description: subject, caller_id: user.sys_id ?? '' })
  server = await startServiceNow({ world })
  server.record.clear()
})
afterEach(() => server.close())

const call = (path: string, asking?: AskingInstance) => ask(server, path, asking)

describe('the Table API', () => {
  it('lists records with all their fields, references as links, and counts them', async () => {
    const { status, headers, body } = await call('table/incident')
    expect(status).toBe(200)
    expect(headers.get('x-total-count')).toBe('3')
    expect(headers.get('link')).toBeNull()
    const [user] = server.world.rows('sys_user')
    expect(body.result[0]).toMatchObject({
      number: 'INC0000001',
      short_description: 'one',
      closed_at: '',
      sys_created_on: '2026-03-01 08:00:00',
      sys_mod_count: '0',
      caller_id: { link: `${server.url}/api/now/table/sys_user/${user?.sys_id}`, value: user?.sys_id },
    })
  })

  it('inserts, changes and deletes a record, and remembers each write', async () => {
    const inserted = await call('table/incident', { method: 'POST', body: { short_description: 'new' } })
    expect(inserted.status).toBe(201)
    const id: string = inserted.body.result.sys_id
    const changed = await call(`table/incident/${id}`, { method: 'PATCH', body: { short_description: 'newer' } })
    expect(changed).toMatchObject({ status: 200, body: { result: { short_description: 'newer', sys_mod_count: '1' } } })
    expect((await call(`table/incident/${id}`, { method: 'DELETE' })).status).toBe(204)
    expect(await call(`table/incident/${id}`)).toMatchObject({
      status: 404,
      body: { error: { message: 'No Record found' }, status: 'failure' },
    })
    expect(server.record.writes.map(({ operation, values, by }) => ({ operation, values, by }))).toEqual([
      { operation: 'insert', values: { short_description: 'new' }, by: 'admin' },
      { operation: 'update', values: { short_description: 'newer' }, by: 'admin' },
      { operation: 'delete', values: {}, by: 'admin' },
    ])
    expect(server.record.requests.map(({ method, status, user }) => `${method} ${status} ${user}`)).toEqual([
      'POST 201 admin',
      'PATCH 200 admin',
      'DELETE 204 admin',
      'GET 404 admin',
    ])
  })

  it('pages by key', async () => {
    const seen: string[] = []
    for (let last = ''; ; last = seen.at(-1) ?? '') {
      const query = new URLSearchParams({
        sysparm_query: `${last === '' ? '' : `sys_id>${last}^`}ORDERBYsys_id`,
        sysparm_limit: '2',
        sysparm_fields: 'sys_id',
      })
      const { body } = await call(`table/incident?${query}`)
      if (body.result.length === 0) break
      seen.push(...body.result.map(({ sys_id }: { sys_id: string }) => sys_id))
    }
    expect(seen).toEqual(
      server.world
        .rows('incident')
        .map(({ sys_id }) => sys_id)
        .toSorted(),
    )
  })

  it('knows nobody without a name and a password', async () => {
    const nobody = await call('table/incident', { headers: { Authorization: '' } })
    expect(nobody).toMatchObject({
      status: 401,
      body: {
        error: { message: 'User Not Authenticated', detail: 'Required to provide Auth information' },
        status: 'failure',
      },
    })
    expect((await call('table/incident', { as: 'admin:wrong' })).status).toBe(401)
  })

  it('has no table that is not defined', async () => {
    expect(await call('table/nothing')).toMatchObject({
      status: 400,
      body: { error: { message: 'Invalid table nothing' } },
    })
  })
})
