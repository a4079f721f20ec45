import { afterEach, describe, expect, it } from 'vitest'
import { checkIds } from '../../packages/servicenow-sync/src/servicenow/doctor/check.ts'
import type { Behaviours } from '../servers/servicenow/flaws/catalogue.ts'
import { type ServiceNowServer, startServiceNow } from '../servers/servicenow/start-servicenow.ts'
import { smallInstance } from '../servers/servicenow/worlds/small-instance.ts'
import { checkOf, openDoctorHouse } from './doctor-house.ts'

let server: ServiceNowServer | undefined

afterEach(() => server?.close())

async function start(behaviours: Behaviours = {}): Promise<ServiceNowServer> {
  server = await startServiceNow({ ...smallInstance(), behaviours })
  server.record.clear()
  return server
}

describe('ticketbound doctor on a healthy instance', () => {
  it('finds all that is needed, in questions alone', async () => {
    const { url, record } = await start()
    const { code, ok, answers, checks } = await openDoctorHouse(url).told()
    expect(checks.filter(({ outcome }) => outcome === 'missing' || outcome === 'failed')).toEqual([])
    expect({ code, ok, answers }).toEqual({ code: 0, ok: true, answers: true })
    expect(record.writes).toEqual([])
    expect(record.requests.every(({ method, user }) => method === 'GET' && user === 'ticketbound.reader')).toBe(true)
  })

  it('looks at every check but those of writing, and at each table that is configured', async () => {
    const { url } = await start()
    const { checks } = await openDoctorHouse(url).told()
    const looked = new Set(checks.map(({ id }) => id))
    expect(checkIds.filter((id) => !looked.has(id) && !id.startsWith('write-'))).toEqual([])
    const tables = new Set(checks.flatMap(({ table }) => table ?? []))
    for (const table of ['sc_req_item', 'sysapproval_approver', 'sys_user', 'sys_user_has_role'])
      expect(tables).toContain(table)
  })

  it('tells a person in a line for each table, and warns of a password', async () => {
    const { url } = await start()
    const { code, out, err } = await openDoctorHouse(url).doctor()
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toMatch(/^ {2}ok {7}sc_req_item: 7 rows$/m)
    expect(out).toMatch(/^ {2}warning {2}account: it acts as `ticketbound\.reader`, with 1 role; basic authentication/m)
  })

  it('looks at one table alone, and knows no other', async () => {
    const { url } = await start()
    const house = openDoctorHouse(url)
    const { checks } = await house.told('--table', 'sys_user')
    expect(new Set(checks.flatMap(({ table }) => table ?? []))).toEqual(new Set(['sys_user']))
    const { code, err } = await house.doctor('--table', 'sys_users')
    expect(code).toBe(2)
    expect(err).toContain('Did you mean sys_user?')
  })

  it('warns of an administrator, who may do everything', async () => {
    const { url } = await start()
    const told = await openDoctorHouse(url, { user: 'admin', password: 'admin' }).told()
    expect(told.code).toBe(0)
    expect(checkOf(told, 'account')).toMatchObject({
      outcome: 'warning',
      found: expect.stringMatching(/it acts as `admin`.*it holds `admin`.*it may log in as a person does/),
    })
  })

  it('finds items that the map names and the catalogue does not have', async () => {
    const { url } = await start()
    const house = openDoctorHouse(url)
    house.put('servicenow-map.yaml', 'items: [{ item: Production acces, kind: none }, { item: Nothing, kind: none }]\n')
    const told = await house.told()
    expect(told.code).toBe(2)
    expect(checkOf(told, 'map-items')).toMatchObject({
      outcome: 'failed',
      found: 'there is no catalogue item `Production acces`; there is no catalogue item `Nothing`',
    })
  })

  it('asks nothing with --print-acls', async () => {
    const { url, record } = await start()
    const { code, out } = await openDoctorHouse(url).doctor('--print-acls')
    expect(code).toBe(0)
    expect(record.requests).toEqual([])
    expect(out).toMatch(/^sc_req_item +query_range +sys_id sys_created_on sys_updated_on$/m)
  })
})

describe('ticketbound doctor on a badly permitted instance', () => {
  /** Four faults at once, on four tables. */
  async function startBadly(): Promise<ServiceNowServer> {
    const instance = smallInstance()
    const { sc_task: tasks, ...tables } = instance.rules.tables
    const definition = instance.world.table('sc_task')
    if (definition === undefined || tasks === undefined) throw new Error('there is no sc_task')
    instance.world.define({ name: 'sc_task', extends: 'task', fields: definition.fields, webServiceAccess: false })
    server = await startServiceNow({
      ...instance,
      rules: {
        tables: {
          ...tables,
          sc_task: tasks,
          sysapproval_approver: { ...tables.sysapproval_approver, fields: { approver: { read: ['admin'] } } },
          sys_user: { ...tables.sys_user, queryRange: ['admin'] },
          sys_user_role: { read: ['admin'] },
        },
      },
      behaviours: { 'rows-hidden-by-acl': { table: 'sc_req_item', hides: ({ number = '' }) => /[12]$/.test(number) } },
    })
    return server
  }

  it('tells everything that is missing at once, and ends with 2', async () => {
    const { url } = await startBadly()
    const told = await openDoctorHouse(url).told()
    expect(told.code).toBe(2)
    const missing = told.checks.filter(({ outcome }) => outcome === 'missing').map(({ id, table }) => `${table} ${id}`)
    expect(missing).toEqual([
      'sc_req_item table-rows',
      'sc_task table-read',
      'sysapproval_approver table-fields',
      'sys_user table-query',
      'sys_user_role table-read',
    ])
  })

  it.each<[fault: string, id: string, table: string, found: RegExp, fix: RegExp]>([
    [
      'hidden rows',
      'table-rows',
      'sc_req_item',
      /^2 of the first 7 rows are hidden from this user$/,
      /ACLs of operation read on `sc_req_item`.*Access Analyzer/,
    ],
    [
      'no web service access',
      'table-read',
      'sc_task',
      /API level ACL.*\(403\)$/,
      /`sc_task` > Application Access: select "Allow access to this table via web services"/,
    ],
    [
      'a hidden field',
      'table-fields',
      'sysapproval_approver',
      /^`approver` does not come with every row$/,
      /operation read, name `sysapproval_approver\.approver`/,
    ],
    [
      'refused ranges',
      'table-query',
      'sys_user',
      /a range of `sys_updated_on` is refused: .*\(403\)/,
      /operation query_range, names `sys_user\.sys_id`, `sys_user\.sys_created_on`, `sys_user\.sys_updated_on`/,
    ],
    [
      'a table that may not be read',
      'table-read',
      'sys_user_role',
      /^none of its 5 rows is visible$/,
      /operation read, name `sys_user_role`/,
    ],
  ])('says of %s what it is and what to grant', async (_, id, table, found, fix) => {
    const { url } = await startBadly()
    const told = await openDoctorHouse(url).told('--table', table)
    expect(checkOf(told, id, table)).toMatchObject({
      outcome: 'missing',
      found: expect.stringMatching(found),
      fix: expect.stringMatching(fix),
    })
  })

  it('prints each with its remedy for a person', async () => {
    const { url } = await startBadly()
    const { out } = await openDoctorHouse(url).doctor()
    expect(out).toMatch(
      /^ {2}missing {2}sys_user \(table-query\): .*\n {11}as security_admin, System Security > Access Control/m,
    )
    expect(out).toContain('`ticketbound doctor --print-acls` lists everything that is to be granted.')
    expect(out).toMatch(/^5 missing, /m)
  })

  it.each([
    ['ignored', /the order of `sys_id` is ignored|rows come again/],
    ['no-rows', /with the order of `sys_id` no row comes/],
  ] as const)('sees ranges that are answered without a word: %s', async (as, found) => {
    const { url } = await start({ 'range-queries-refused': { as } })
    const told = await openDoctorHouse(url).told('--table', 'sys_user')
    expect(checkOf(told, 'table-query')).toMatchObject({ outcome: 'missing', found: expect.stringMatching(found) })
  })

  it('sees comparisons that are left out of a question', async () => {
    const { url } = await start({ 'query-parts-ignored': { fields: ['sys_id', 'sys_updated_on'] } })
    const told = await openDoctorHouse(url).told('--table', 'sys_user')
    expect(checkOf(told, 'table-query')).toMatchObject({
      outcome: 'missing',
      found: expect.stringMatching(/a range of `sys_id` is ignored.*a list of `sys_id` is ignored/),
      fix: expect.stringMatching(/query_range.*query_match.*must be readable/),
    })
  })

  it('says which part of a table cannot be counted', async () => {
    const { url } = await start({ 'no-total-count': { table: 'sys_user' } })
    const told = await openDoctorHouse(url).told('--table', 'sys_user')
    expect(told.code).toBe(0)
    expect(checkOf(told, 'table-rows')).toMatchObject({
      outcome: 'warning',
      found: expect.stringContaining('X-Total-Count'),
    })
  })

  it('only warns of a table without which less is known', async () => {
    const instance = smallInstance()
    const tables = { ...instance.rules.tables, sys_user_delegate: { read: ['admin'] } }
    server = await startServiceNow({ ...instance, rules: { tables } })
    const told = await openDoctorHouse(server.url).told('--table', 'sys_user_delegate')
    expect(told.code).toBe(0)
    expect(checkOf(told, 'table-read')).toMatchObject({
      outcome: 'warning',
      fix: expect.stringContaining('`sys_user_delegate`'),
    })
  })

  it('says once that nothing counts but the tables themselves', async () => {
    const { url } = await start({ 'gateway-errors': { api: 'stats', every: 1 } })
    const told = await openDoctorHouse(url).told('--table', 'sys_user_role', 'sys_user_group')
    expect(told.code).toBe(0)
    expect(checkOf(told, 'aggregate-api')).toMatchObject({
      outcome: 'warning',
      found: expect.stringMatching(/^it does not count any table: /),
      fix: expect.stringContaining('/api/now/stats'),
    })
  })

  it('goes on where rows are hidden that come first in order', async () => {
    const instance = smallInstance()
    const [first, second] = instance.world
      .rows('sys_user_role')
      .map(({ sys_id: id = '' }) => id)
      .toSorted()
    const hides = ({ sys_id: id }: { readonly sys_id?: string }) => id === first || id === second
    server = await startServiceNow({
      ...instance,
      behaviours: { 'rows-hidden-by-acl': { table: 'sys_user_role', hides } },
    })
    const told = await openDoctorHouse(server.url).told('--table', 'sys_user_role')
    expect(checkOf(told, 'table-rows').outcome).toBe('missing')
    expect(checkOf(told, 'table-query').outcome).toBe('ok')
  })

  it('finds a page size that is answered whole', async () => {
    const { url } = await start({ 'cancelled-200': { table: 'sc_item_option', moreThan: 10, every: 1 } })
    const told = await openDoctorHouse(url).told('--table', 'sc_item_option')
    expect(checkOf(told, 'table-page')).toMatchObject({
      outcome: 'warning',
      fix: 'set `pageSize: 10` in `servicenow`, which spares the pages that are asked for in vain',
    })
  })

  it('sees a clock that is off', async () => {
    const { url } = await start({ 'clock-skewed': { seconds: -900 } })
    const told = await openDoctorHouse(url).told('--table', 'sys_user')
    expect(told.code).toBe(2)
    expect(checkOf(told, 'clock').found).toMatch(
      /^this machine's clock is \d{3} seconds ahead of that of the instance$/,
    )
  })
})

describe('ticketbound doctor and who asks', () => {
  const auth = '{ type: client-credentials, clientId: tb, clientSecret: { env: SERVICENOW_PASSWORD } }'

  async function startRegistry(): Promise<ServiceNowServer> {
    const client = {
      id: 'tb',
      secret: 'the-client-secret',
      grants: ['client_credentials'] as const,
      user: 'ticketbound.reader',
    }
    server = await startServiceNow({ ...smallInstance(), oauthClients: [client] })
    return server
  }

  it('says how long a token lives, for what, and whom it stands for', async () => {
    const { url } = await startRegistry()
    const told = await openDoctorHouse(url, { auth, password: 'the-client-secret' }).told()
    expect(told.code).toBe(0)
    expect(checkOf(told, 'credentials').found).toBe(
      'accepted (client-credentials): a token for 1,800 seconds, scope `useraccount`',
    )
    expect(checkOf(told, 'account')).toMatchObject({
      outcome: 'ok',
      found: 'it acts as `ticketbound.reader`, with 1 role',
    })
  })

  it('names the remedy where the client is refused, and no secret', async () => {
    const { url } = await startRegistry()
    const { code, out, err } = await openDoctorHouse(url, { auth, password: 'another-secret' }).doctor()
    expect(code).toBe(2)
    expect(out).toMatch(/^ {2}failed {3}credentials: .*\(oauth-[a-z-]+\)\n {11}\S/m)
    expect(out + err).not.toContain('another-secret')
  })

  it('says which secret is nowhere to be found', async () => {
    const { url } = await start()
    const told = await openDoctorHouse(url, { auth: auth.replace('SERVICENOW_PASSWORD', 'NOT_THERE') }).told()
    expect(told.code).toBe(2)
    expect(checkOf(told, 'credentials')).toMatchObject({
      outcome: 'failed',
      found: expect.stringContaining('secret-not-found'),
    })
  })

  it('trusts a certificate only by its authority', async () => {
    server = await startServiceNow({ ...smallInstance(), tls: true })
    const stranger = await openDoctorHouse(server.url).told()
    expect(stranger.code).toBe(2)
    expect(checkOf(stranger, 'certificate')).toMatchObject({
      outcome: 'failed',
      fix: expect.stringContaining('tls.ca'),
    })
    const house = openDoctorHouse(server.url, { instanceMore: '  tls: { ca: ./ca.pem }\n' })
    house.put('ca.pem', server.certificate)
    const friend = await house.told()
    expect(checkOf(friend, 'certificate')).toMatchObject({ outcome: 'ok', found: 'it is trusted' })
    expect(friend.code).toBe(0)
  })
})

describe('ticketbound doctor on an instance that does not answer', () => {
  it('says that it hibernates, how to wake it, and nothing about what it could not see', async () => {
    const { url } = await start({ hibernating: true })
    const { code, out } = await openDoctorHouse(url).doctor()
    expect(code).toBe(3)
    expect(out).toMatch(
      /^ {2}failed {3}instance: the ServiceNow instance hibernates \(instance-hibernating\)\n {11}wake it/m,
    )
    expect(out).toMatch(/^ {2}skipped {2}credentials: /m)
    expect(out).not.toContain('sc_req_item')
  })

  it('tells programs so, too', async () => {
    const { url } = await start({ hibernating: true })
    expect(await openDoctorHouse(url).told()).toMatchObject({ code: 3, ok: false, answers: false })
  })

  it('says that nothing is there', async () => {
    const { url } = await start()
    await server?.close()
    const told = await openDoctorHouse(url).told()
    expect(told.code).toBe(3)
    expect(checkOf(told, 'reachable')).toMatchObject({
      outcome: 'failed',
      found: expect.stringContaining('http-unreachable'),
    })
  })

  it('says that the credentials are refused, without repeating them', async () => {
    const { url } = await start()
    const { code, out, err } = await openDoctorHouse(url, { password: 'not-the-password' }).doctor()
    expect(code).toBe(2)
    expect(out).toMatch(/^ {2}failed {3}credentials: .*\(credentials-refused\)/m)
    expect(out + err).not.toContain('not-the-password')
  })
})

describe('ticketbound doctor where findings are written back', () => {
  const writeBack = (more = '') => `writeBack:
  type: servicenow
  table: u_ticketbound_finding
${more}`
  const writer = { user: 'ticketbound.writer', password: 'writer', more: writeBack() }
  const admin = { user: 'admin', password: 'admin', more: writeBack() }

  it('writes nothing, and says what that cannot prove', async () => {
    const { url, record } = await start()
    const told = await openDoctorHouse(url, writer).told()
    expect(told.code).toBe(0)
    expect(checkOf(told, 'write-table').outcome).toBe('ok')
    expect(checkOf(told, 'write-rights')).toMatchObject({
      outcome: 'warning',
      found: expect.stringContaining('not proven'),
      fix: expect.stringContaining('ticketbound doctor --write'),
    })
    expect(record.writes).toEqual([])
  })

  it('creates one record with --write, reads, changes and deletes it', async () => {
    const { url, record, world } = await start()
    const told = await openDoctorHouse(url, admin).told('--write')
    expect(checkOf(told, 'write-trial')).toMatchObject({
      outcome: 'ok',
      found: 'one record was created, read, changed and deleted again',
    })
    expect(checkOf(told, 'write-rights')).toEqual({})
    expect(record.writes.map(({ operation, table }) => `${operation} ${table}`)).toEqual([
      'insert u_ticketbound_finding',
      'update u_ticketbound_finding',
      'delete u_ticketbound_finding',
    ])
    expect(world.rows('u_ticketbound_finding')).toEqual([])
  })

  it('goes through an import set where findings do', async () => {
    const { url, record } = await start()
    const through = writeBack().replace(
      /^ {2}table:.*$/m,
      '$&\n  through: import-set\n  importTable: u_ticketbound_import',
    )
    const { code, out } = await openDoctorHouse(url, { ...admin, more: through }).doctor('--write')
    expect(code).toBe(0)
    expect(out).toMatch(/^ {2}ok {7}u_ticketbound_finding: one record was created, read, changed and deleted again$/m)
    const findings = record.writes.filter(({ table }) => table === 'u_ticketbound_finding')
    expect(findings.map(({ operation }) => operation)).toEqual(['insert', 'update', 'delete'])
  })

  it('asks for the one record to be deleted where it may not, which no night needs', async () => {
    const { url, world } = await start()
    const told = await openDoctorHouse(url, writer).told('--write')
    const [left] = world.rows('u_ticketbound_finding')
    expect(told.code).toBe(0)
    expect(checkOf(told, 'write-trial')).toMatchObject({
      outcome: 'warning',
      fix: `the record \`${left?.sys_id}\` of \`u_ticketbound_finding\` could not be deleted again (403): delete it; a night never deletes`,
    })
  })

  it('names the right to create where that is missing', async () => {
    const { url, record } = await start()
    const told = await openDoctorHouse(url, { more: writeBack() }).told('--write')
    expect(told.code).toBe(2)
    expect(checkOf(told, 'write-trial')).toMatchObject({
      outcome: 'missing',
      found: expect.stringMatching(/^a new record is refused: .*\(403\)$/),
      fix: expect.stringContaining('operation create, name `u_ticketbound_finding`'),
    })
    expect(record.writes).toEqual([])
  })

  it('says that the table, or a column of it, is not there', async () => {
    const { url } = await start()
    const nowhere = { ...admin, more: writeBack().replace('u_ticketbound_finding', 'u_nothing') }
    const table = await openDoctorHouse(url, nowhere).told()
    expect(table.code).toBe(2)
    expect(checkOf(table, 'write-table')).toMatchObject({
      outcome: 'missing',
      fix: expect.stringMatching(/^create it/),
    })
    const misspelt = { ...admin, more: writeBack('  columns: { kind: u_sort }\n') }
    const column = await openDoctorHouse(url, misspelt).told()
    expect(checkOf(column, 'write-columns')).toMatchObject({ outcome: 'missing', found: '`u_sort` cannot be seen' })
  })

  it('lists the rights to write with --print-acls', async () => {
    const { url } = await start()
    const { out } = await openDoctorHouse(url, writer).doctor('--print-acls')
    expect(out).toMatch(/^u_ticketbound_finding +create +u_finding_key u_kind /m)
    expect(out).not.toContain('work_notes')
  })

  it('skips the trial where nothing is written back', async () => {
    const { url } = await start()
    expect(checkOf(await openDoctorHouse(url).told('--write'), 'write-trial').outcome).toBe('skipped')
  })
})
