import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type AskingInstance, ask } from '../ask.ts'
import { type ServiceNowServer, startServiceNow } from '../start-servicenow.ts'
import { createWorld } from '../world/create-world.ts'
import { choice, day, journal, moment, reference, shown, text } from '../world/fields.ts'

let now = 0
let server: ServiceNowServer

beforeEach(async () => {
  now = Date.UTC(2026, 2, 1, 8)
  const world = createWorld({ now: () => now })
  world.define({ name: 'cmn_department', fields: [shown('name')] })
  world.define({
    name: 'sys_user',
    fields: [text('user_name'), shown('name'), reference('department', 'cmn_department')],
  })
  world.define({
    name: 'incident',
    numberPrefix: 'INC',
    fields: [
      shown('number'),
      text('short_description'),
      reference('caller_id', 'sys_user'),
      choice('state', { 1: 'New', 7: 'Closed' }),
      moment('closed_at'),
      day('due'),
      { ...journal('work_notes'), label: 'Work notes' },
    ],
  })
  world.define({ name: 'secret', webServiceAccess: false, fields: [text('name')] })
  world.insert('cmn_department', { sys_id: 'acc', name: 'Accounting' })
  world.insert('sys_user', { sys_id: 'fred', user_name: 'fred', name: 'Fred Johnson', department: 'acc' })
  for (let at = 0; at < 25; at += 1) {
    const fields = { short_description: `no ${at}`, caller_id: at === 0 ? 'fred' : '', state: at < 20 ? '1' : '7' }
    world.insert('incident', { sys_id: `i${String(at).padStart(2, '0')}`, ...fields })
  }
  const user = { name: 'fred', password: 'pw', roles: [], zone: 'Europe/Berlin', sysId: 'fred' }
  server = await startServiceNow({ world, users: [{ name: 'admin', password: 'admin', roles: ['admin'] }, user] })
})
afterEach(() => server.close())

const table = (path: string, asking?: AskingInstance) => ask(server, `table/${path}`, asking)
const one = async (parameters: string, as = 'admin:admin') =>
  (await table(`incident/i00?${parameters}`, { as })).body.result

describe('a list', () => {
  it('is an empty list or, in version 1, an error where nothing is found', async () => {
    const nothing = 'table/incident?sysparm_query=number=no'
    expect(await ask(server, nothing)).toMatchObject({ status: 200, body: { result: [] } })
    expect(await ask(server, `v2/${nothing}`)).toMatchObject({ status: 200, body: { result: [] } })
    expect(await ask(server, `v1/${nothing}`)).toMatchObject({
      status: 404,
      body: {
        error: { message: 'No Record found', detail: "Record doesn't exist or ACL restricts the record retrieval" },
        status: 'failure',
      },
    })
    expect((await ask(server, 'v1/table/incident')).status).toBe(200)
  })

  it('links to its first, previous, next and last page, where the one before the first is below zero', async () => {
    const { headers } = await table('incident?sysparm_limit=10&sysparm_query=active=true')
    const links = headers.get('link')?.split(',') ?? []
    const offsets = links.map((link) => `${/rel="(\w+)"/.exec(link)?.[1]} ${/sysparm_offset=([-\d]+)/.exec(link)?.[1]}`)
    expect(offsets).toEqual(['first 0', 'prev -10', 'next 10', 'last 20'])
    expect(links[0]).toBe(
      `<${server.url}/api/now/table/incident?sysparm_limit=10&sysparm_query=active%3Dtrue&sysparm_offset=0>;rel="first"`,
    )
    const last = await table('incident?sysparm_limit=10&sysparm_offset=20')
    expect(last.headers.get('link')).not.toContain('rel="next"')
    expect(last.body.result).toHaveLength(5)
    expect((await table('incident?sysparm_limit=1')).headers.get('link')).toContain('sysparm_offset=-1>;rel="prev"')
  })

  it('has no links on a single page or where they are suppressed, and no count where none is asked for', async () => {
    expect((await table('incident')).headers.get('link')).toBeNull()
    const suppressed = await table('incident?sysparm_limit=10&sysparm_suppress_pagination_header=true')
    expect([suppressed.headers.get('link'), suppressed.headers.get('x-total-count')]).toEqual([null, '25'])
    expect((await table('incident?sysparm_no_count=true')).headers.get('x-total-count')).toBeNull()
  })

  it('takes name-value pairs for a query, with what the user is shown', async () => {
    expect((await table('incident?state=closed')).body.result).toHaveLength(5)
    expect((await table('incident?caller_id=Fred Johnson')).body.result).toHaveLength(1)
    expect((await table('incident?state=1&caller_id=fred')).body.result).toHaveLength(1)
  })

  it('knows the user that a query asks for by script', async () => {
    const query = 'incident?sysparm_query=caller_id=javascript:gs.getUserID()^state=1'
    expect((await table(query, { as: 'fred:pw' })).body.result).toHaveLength(1)
  })

  it('answers HEAD as GET without the body', async () => {
    const { status, headers, text: body } = await table('incident', { method: 'HEAD' })
    expect([status, headers.get('x-total-count'), body]).toEqual([200, '25', ''])
  })
})

describe('a record', () => {
  it('has the fields that are asked for, dot-walked ones by their whole names, and no others', async () => {
    const fields = 'sysparm_fields=number,misspelt,caller_id.name,caller_id.department.name'
    expect(await one(fields)).toEqual({
      number: 'INC0000001',
      'caller_id.name': 'Fred Johnson',
      'caller_id.department.name': 'Accounting',
    })
  })

  it('has all its fields where none are named', async () => {
    expect(await one('sysparm_fields=')).toEqual(await one(''))
    expect(Object.keys(await one(''))).toContain('sys_mod_count')
  })

  it('has values, shown values or both, with a link for a reference or without', async () => {
    const link = `${server.url}/api/now/table/sys_user/fred`
    const fields = 'sysparm_fields=state,caller_id'
    const without = `${fields}&sysparm_exclude_reference_link=true`
    expect(await one(fields)).toEqual({ state: '1', caller_id: { link, value: 'fred' } })
    expect(await one(without)).toEqual({ state: '1', caller_id: 'fred' })
    expect(await one(`${fields}&sysparm_display_value=true`)).toEqual({
      state: 'New',
      caller_id: { display_value: 'Fred Johnson', link },
    })
    expect(await one(`${without}&sysparm_display_value=true`)).toEqual({ state: 'New', caller_id: 'Fred Johnson' })
    expect(await one(`${fields}&sysparm_display_value=all`)).toEqual({
      state: { display_value: 'New', value: '1' },
      caller_id: { display_value: 'Fred Johnson', link, value: 'fred' },
    })
  })

  it('shows instants in the zone of the user, and gives their values in UTC', async () => {
    const fields = 'sysparm_fields=sys_created_on'
    expect(await one(fields, 'fred:pw')).toEqual({ sys_created_on: '2026-03-01 08:00:00' })
    expect(await one(`${fields}&sysparm_display_value=true`, 'fred:pw')).toEqual({
      sys_created_on: '2026-03-01 09:00:00',
    })
  })

  it('gives a journal only as it is shown, the newest entry first', async () => {
    for (const note of ['first', 'second']) {
      now += 1000
      await table('incident/i00', { method: 'PATCH', body: { work_notes: note } })
    }
    expect(await one('sysparm_fields=work_notes,sys_mod_count')).toEqual({ work_notes: '', sys_mod_count: '2' })
    expect((await one('sysparm_fields=work_notes&sysparm_display_value=true')).work_notes).toBe(
      '2026-03-01 08:00:02 - admin (Work notes)\nsecond\n\n2026-03-01 08:00:01 - admin (Work notes)\nfirst\n\n',
    )
    const { body } = await table('sys_journal_field?sysparm_query=element_id=i00&sysparm_fields=name,element,value')
    expect(body.result).toEqual([
      { name: 'incident', element: 'work_notes', value: 'first' },
      { name: 'incident', element: 'work_notes', value: 'second' },
    ])
  })
})

describe('a write', () => {
  it('passes over fields that are not there or are the instance’s own, and clears those given empty', async () => {
    const body = { misspelt: 'x', sys_created_on: '2020-01-01 00:00:00', short_description: '' }
    const { body: answer } = await table('incident/i00', { method: 'PUT', body })
    expect(answer.result).toMatchObject({ short_description: '', sys_created_on: '2026-03-01 08:00:00' })
    expect(answer.result).not.toHaveProperty('misspelt')
  })

  it('that changes nothing leaves the stamps as they are', async () => {
    now += 60_000
    await table('incident/i00', { method: 'PATCH', body: { short_description: 'no 0' } })
    expect(await one('sysparm_fields=sys_mod_count,sys_updated_on')).toEqual({
      sys_mod_count: '0',
      sys_updated_on: '2026-03-01 08:00:00',
    })
  })

  it('takes the first of several records, and single quotes, as the examples of the documentation have', async () => {
    const { body } = await table('incident', { method: 'POST', body: [{ short_description: 'a' }, { number: 'b' }] })
    expect(body.result.short_description).toBe('a')
    const quoted = await table('incident', { method: 'POST', body: "{'short_description':'quoted'}" })
    expect(quoted.body.result.short_description).toBe('quoted')
    expect(server.record.writes).toHaveLength(2)
  })

  it('takes what the user is shown where that is said', async () => {
    const body = { state: 'Closed', caller_id: 'Fred Johnson' }
    const path = 'incident?sysparm_input_display_value=true&sysparm_exclude_reference_link=true'
    expect((await table(path, { method: 'POST', body })).body.result).toMatchObject({ state: '7', caller_id: 'fred' })
  })

  it('answers without a body where none is wanted, and says where the record is', async () => {
    const headers = { 'X-no-response-body': 'true' }
    const created = await table('incident', { method: 'POST', body: {}, headers })
    expect([created.status, created.text]).toEqual([201, ''])
    expect(created.headers.get('location')).toContain('/api/now/table/incident/')
    expect((await table('incident/i00', { method: 'PATCH', body: { state: '7' }, headers })).status).toBe(204)
  })

  it('may be sent as another method', async () => {
    const headers = { 'X-http-method-override': 'PATCH' }
    const { body } = await table('incident/i00', { method: 'POST', body: { short_description: 'x' }, headers })
    expect(body.result.short_description).toBe('x')
  })
})

describe('a request that cannot be served', () => {
  it.each([
    ['names a table that is not there', 'table/nothing', {}, 400, 'Invalid table nothing'],
    ['names a record that is not there', 'table/incident/none', {}, 404, 'No Record found'],
    ['is for nothing that there is', 'nothing/at/all', {}, 400, 'Requested URI does not represent any resource'],
    ['has a method the resource does not have', 'table/incident', { method: 'DELETE' }, 405, 'Method not supported'],
    ['brings no record', 'table/incident', { method: 'POST', body: '{"a"' }, 400, 'Exception while reading request'],
    ['takes only what is not spoken', 'table/incident', { headers: { Accept: 'text/plain' } }, 406, 'Invalid response'],
    [
      'brings what is not understood',
      'table/incident',
      { method: 'POST', body: 'a=1', headers: { 'Content-Type': 'text/plain' } },
      415,
      'Unsupported media type',
    ],
    ['is for a table that web services may not reach', 'table/secret', {}, 403, 'User Not Authorized'],
  ] as const)('%s', async (_, path, asking, status, message) => {
    expect(await ask(server, path, asking)).toMatchObject({
      status,
      body: { error: { message: expect.stringContaining(message) }, status: 'failure' },
    })
  })

  it('does not say what it takes, or what it brings', async () => {
    const { request } = await import('node:http')
    const authorization = `Basic ${btoa('admin:admin')}`
    const status = (method: string, headers: Readonly<Record<string, string>>) =>
      new Promise((resolve, reject) => {
        const sent = request(`${server.url}/api/now/table/incident`, { method, headers: { authorization, ...headers } })
        sent.on('response', (response) => resolve(response.resume().statusCode)).on('error', reject)
        sent.end()
      })
    expect(await status('GET', {})).toBe(400)
    expect(await status('POST', { accept: 'application/json' })).toBe(400)
    expect(await status('GET', { accept: 'application/json' })).toBe(200)
  })
})
