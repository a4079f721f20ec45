import { afterEach, describe, expect, it } from 'vitest'
import type { AccessRules } from '../access/access-rules.ts'
import { ask } from '../ask.ts'
import { type ServiceNowServer, startServiceNow } from '../start-servicenow.ts'
import { createWorld } from '../world/create-world.ts'
import { reference, shown, text } from '../world/fields.ts'

let server: ServiceNowServer
afterEach(() => server.close())

async function start(rules: AccessRules): Promise<void> {
  const world = createWorld()
  world.define({ name: 'person', fields: [shown('name'), text('salary')] })
  world.define({ name: 'task', fields: [shown('number'), reference('owner', 'person')] })
  world.insert('person', { sys_id: 'ann', name: 'Ann', salary: '10' })
  for (const number of ['1', '2', '3']) world.insert('task', { number, sys_id: `t${number}`, owner: 'ann' })
  const users = [
    { name: 'admin', password: 'admin', roles: ['admin'] },
    { name: 'reader', password: 'pw', roles: ['reader'] },
  ]
  server = await startServiceNow({ world, users, rules })
}

const asReader = (path: string, method = 'GET', body?: unknown) =>
  ask(server, path, { as: 'reader:pw', method, ...(body !== undefined && { body }) })

describe('access rules', () => {
  it('leave a user without the role an empty list, which counts what there is', async () => {
    await start({ tables: { task: { read: ['other'] } } })
    const { status, headers, body } = await asReader('table/task')
    expect([status, headers.get('x-total-count'), body.result]).toEqual([200, '3', []])
    expect((await asReader('table/task/t1')).status).toBe(404)
    expect((await asReader('stats/task?sysparm_count=true')).status).toBe(403)
    expect((await ask(server, 'table/task')).body.result).toHaveLength(3)
  })

  it('are those of administrators where a table has none', async () => {
    await start({ tables: {} })
    expect((await asReader('table/task')).body.result).toEqual([])
  })

  it('keep single rows back, after the page was cut', async () => {
    await start({ tables: { task: { rows: (row) => row.number !== '2' } }, others: {} })
    const { body, headers } = await asReader('table/task?sysparm_query=ORDERBYnumber&sysparm_limit=2')
    expect(body.result.map(({ number }: { number: string }) => number)).toEqual(['1'])
    expect(headers.get('x-total-count')).toBe('3')
  })

  it('leave fields out, also where they are reached through a reference', async () => {
    await start({ tables: { person: { fields: { salary: { read: ['other'] } } } }, others: {} })
    expect((await asReader('table/person/ann')).body.result).not.toHaveProperty('salary')
    const fields = 'sysparm_fields=owner.name,owner.salary'
    expect((await asReader(`table/task/t1?${fields}`)).body.result).toEqual({ 'owner.name': 'Ann' })
  })

  it('leave out what a reference leads to where the user may not see that row', async () => {
    await start({ tables: { person: { read: ['other'] } }, others: {} })
    const { body } = await asReader(
      'table/task/t1?sysparm_fields=number,owner,owner.name&sysparm_exclude_reference_link=true',
    )
    expect(body.result).toEqual({ number: '1', owner: 'ann' })
  })

  it('refuse writes in the words of the instance', async () => {
    await start({ tables: { task: { create: ['w'], write: ['w'], delete: ['w'] } } })
    const refused = (what: string) => ({
      status: 403,
      body: {
        error: { message: 'Operation Failed', detail: `ACL Exception ${what} Failed due to security constraints` },
      },
    })
    expect(await asReader('table/task', 'POST', {})).toMatchObject(refused('Insert'))
    expect(await asReader('table/task/t1', 'PATCH', {})).toMatchObject(refused('Update'))
    expect(await asReader('table/task/t1', 'DELETE')).toMatchObject(refused('Delete'))
    expect(server.record.writes).toEqual([])
  })

  it('refuse comparing by order, or at all, where a query rule says so', async () => {
    await start({ tables: { task: { queryRange: ['other'] } } })
    expect((await asReader('table/task?sysparm_query=number=1')).body.result).toHaveLength(1)
    expect((await asReader('table/task?sysparm_query=number>1')).status).toBe(403)
    expect((await asReader('table/task?sysparm_query=ORDERBYnumber')).status).toBe(403)
    await server.close()
    await start({ tables: { task: { queryMatch: ['other'] } } })
    expect((await asReader('table/task?sysparm_query=number=1')).status).toBe(403)
  })
})
