import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ask } from '../ask.ts'
import { type ServiceNowServer, startServiceNow } from '../start-servicenow.ts'
import { smallInstance } from './small-instance.ts'
import { readTables } from './small-instance-rules.ts'

let server: ServiceNowServer

beforeAll(async () => {
  server = await startServiceNow(smallInstance({ now: () => Date.UTC(2026, 2, 1) }))
})
afterAll(() => server.close())

const list = (path: string, as = 'ticketbound.reader:reader') => ask(server, `table/${path}`, { as })

describe('the small instance', () => {
  it.each(readTables)('has rows of %s, all of which the reader sees', async (table) => {
    const { body, headers } = await list(table)
    expect(body.result.length).toBeGreaterThan(0)
    expect(headers.get('x-total-count')).toBe(String(body.result.length))
  })

  it('shows the reader nothing else, and lets it write nothing', async () => {
    for (const table of ['incident', 'sys_properties', 'sys_dictionary', 'task']) {
      const { status, body } = await list(`${table}?sysparm_query=numberISEMPTY^ORnumberSTARTSWITHINC`)
      expect([table, status, body.result]).toEqual([table, 200, []])
    }
    const writes = readTables.map((table) =>
      ask(server, `table/${table}`, { method: 'POST', body: {}, as: 'ticketbound.reader:reader' }),
    )
    for (const { status } of await Promise.all(writes)) expect(status).toBe(403)
  })

  it('gives the answers of orders in bulk through dot-walked fields', async () => {
    const fields = 'request_item.number,sc_item_option.value,sc_item_option.item_option_new.name'
    const query = 'request_item.cat_item.name=Production access^sc_item_option.item_option_new.name=role'
    const { body } = await list(`sc_item_option_mtom?sysparm_fields=${fields}&sysparm_query=${query}`)
    expect(body.result).toContainEqual({
      'request_item.number': 'RITM0000001',
      'sc_item_option.value': 'Admin',
      'sc_item_option.item_option_new.name': 'role',
    })
    expect(body.result).toHaveLength(5)
  })

  it('tells roles that were given from those that come with a group', async () => {
    const fields = 'sysparm_fields=user.user_name,role.name,inherited,granted_by.name'
    const { body } = await list(`sys_user_has_role?${fields}&sysparm_query=user.user_name=ann.ops^ORDERBYrole.name`)
    expect(body.result).toEqual([
      { 'user.user_name': 'ann.ops', 'role.name': 'approver_user', inherited: 'false', 'granted_by.name': '' },
      { 'user.user_name': 'ann.ops', 'role.name': 'itil', inherited: 'true', 'granted_by.name': 'Operators' },
    ])
  })

  it('names the values of states for each table of its own', async () => {
    const query = 'sysparm_query=nameINsc_req_item,change_request^element=state^value=4&sysparm_fields=name,label'
    expect((await list(`sys_choice?${query}`)).body.result).toEqual([
      { name: 'sc_req_item', label: 'Closed Incomplete' },
      { name: 'change_request', label: 'Canceled' },
    ])
  })

  it('lets the writer add a work note to a requested item, and change nothing else of it', async () => {
    const [item] = server.world.rows('sc_req_item')
    const path = `table/sc_req_item/${item?.sys_id}`
    const as = 'ticketbound.writer:writer'
    const written = await ask(server, path, { method: 'PATCH', as, body: { work_notes: 'Seen.', state: '7' } })
    expect(written.body.result).toMatchObject({ state: '3', work_notes: '' })
    const shown = await ask(server, `${path}?sysparm_display_value=true&sysparm_fields=work_notes`, { as })
    expect(shown.body.result.work_notes).toBe('2026-03-01 00:00:00 - ticketbound.writer (Work notes)\nSeen.\n\n')
    const entries = await list(
      `sys_journal_field?sysparm_query=element_id=${item?.sys_id}&sysparm_fields=element,value`,
    )
    expect(entries.body.result).toEqual([{ element: 'work_notes', value: 'Seen.' }])
  })
})
