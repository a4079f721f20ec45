import { describe, expect, it } from 'vitest'
import { readMap } from '../map/read-map.ts'
import { tableSpecs } from '../schema.ts'
import { homesOf } from './home-of-field.ts'
import { neededTables } from './needed-tables.ts'
import { requiredAcls } from './required-acls.ts'

const everything = neededTables({ reads: ['requests', 'people', 'access'] })

describe('homesOf', () => {
  it.each(tableSpecs)('knows where the fields of $table lead', ({ table, fields }) => {
    for (const field of fields) expect(homesOf(table, field)).toHaveLength(field.split('.').length)
  })

  it('names every column on the way', () => {
    expect(homesOf('sc_item_option_mtom', 'sc_item_option.item_option_new.name')).toEqual([
      { table: 'sc_item_option_mtom', field: 'sc_item_option' },
      { table: 'sc_item_option', field: 'item_option_new' },
      { table: 'item_option_new', field: 'name' },
    ])
  })

  it('names what it knows of a way that it does not know', () => {
    expect(homesOf('sys_user', 'department.name')).toEqual([{ table: 'sys_user', field: 'department' }])
  })
})

describe('neededTables', () => {
  it('lists what the configured sources read, and no more', () => {
    const tables = neededTables({ reads: ['access'] }).map(({ table }) => table)
    expect(tables).toContain('sys_user_has_role')
    expect(tables).not.toContain('sc_req_item')
  })

  it('lists the tables that are named instead', () => {
    expect(neededTables({ reads: [], only: ['sys_user'] }).map(({ table }) => table)).toEqual(['sys_user'])
  })
})

describe('neededTables under a map', () => {
  const reading = readMap({
    people: { principal: 'u_global_id' },
    items: [
      {
        item: 'Access',
        kind: { field: 'u_action', values: { Add: 'provision' } },
        entitlement: { variable: 'role', lookup: { table: 'u_entitlement', field: 'u_code' } },
        owner: { field: 'u_owner' },
      },
    ],
  })
  if (!reading.ok) throw new Error(JSON.stringify(reading.faults))
  const specs = neededTables({ reads: ['requests', 'people'], map: reading.value })
  const spec = (table: string) => specs.find((each) => each.table === table)

  it('needs the fields that the map reads of tickets and users', () => {
    expect(spec('sc_req_item')?.required).toEqual(expect.arrayContaining(['number', 'u_action', 'u_owner']))
    expect(spec('sys_user')?.required).toEqual(expect.arrayContaining(['user_name', 'u_global_id']))
    expect(spec('sys_user')?.required).not.toContain('employee_number')
  })

  it('needs the records that answers lead to', () => {
    expect(spec('u_entitlement')).toMatchObject({ required: ['sys_id', 'u_code'] })
  })

  it('leaves out what no rule needs', () => {
    expect(spec('change_request')).toBeUndefined()
    expect(spec('sc_multi_row_question_answer')).toBeUndefined()
  })

  it('lists each table once, with all that any source reads of it', () => {
    expect(specs.map(({ table }) => table)).toEqual([...new Set(specs.map(({ table }) => table))])
    expect(spec('sys_user')?.fields).toEqual(expect.arrayContaining(['u_global_id', 'manager', 'email']))
  })

  it('needs changes where they ask for access', () => {
    const changes = {
      item: 'Emergency',
      table: 'change_request',
      kind: 'none',
      when: { field: 'type', is: 'emergency' },
    }
    const asking = readMap({ items: [changes] })
    if (!asking.ok) throw new Error(JSON.stringify(asking.faults))
    const tables = neededTables({ reads: ['requests'], map: asking.value })
    expect(tables.find(({ table }) => table === 'change_request')).not.toHaveProperty('optional')
  })
})

describe('requiredAcls', () => {
  const acls = requiredAcls(everything)
  const fields = (table: string, operation: string) =>
    acls.find((acl) => acl.table === table && acl.operation === operation)?.fields

  it('asks for every column that is read, on the table that it is a column of', () => {
    for (const { table, fields: read } of everything)
      for (const name of read.filter((each) => !each.includes('.'))) expect(fields(table, 'read')).toContain(name)
    expect(fields('item_option_new', 'read')).toEqual(['name', 'question_text', 'type'])
    expect(fields('task', 'read')).toEqual(['sys_class_name'])
  })

  it('asks for ranges on every table that is paged, and on no other', () => {
    for (const { table } of everything)
      expect(fields(table, 'query_range')).toEqual(['sys_id', 'sys_created_on', 'sys_updated_on'])
    expect(fields('item_option_new', 'query_range')).toBeUndefined()
  })

  it('asks to compare the columns that readings are narrowed by', () => {
    expect(fields('sc_req_item', 'query_match')).toEqual(expect.arrayContaining(['sys_id', 'cat_item', 'request']))
    expect(fields('task', 'query_match')).toEqual(['sys_class_name'])
  })

  it('lets nothing be written, but where findings are', () => {
    expect(acls.filter(({ operation }) => operation === 'create' || operation === 'write')).toEqual([])
    const target = { table: 'u_finding', key: 'u_key', columns: ['u_key', 'u_kind'], noteTables: ['sc_req_item'] }
    const writes = (more: object) =>
      requiredAcls([], { ...target, ...more }).map(({ table, operation }) => `${operation} ${table}`)
    expect(writes({})).toEqual([
      'read u_finding',
      'query_match u_finding',
      'create u_finding',
      'write u_finding',
      'read sc_req_item',
      'query_match sc_req_item',
      'write sc_req_item',
    ])
    const tasks = { table: 'sc_task', fields: ['assignment_group'], closeFields: ['state'] }
    expect(requiredAcls([], { ...target, tasks }).filter(({ table }) => table === 'sc_task')).toMatchObject([
      { operation: 'read', fields: ['sys_id', 'correlation_id'] },
      { operation: 'query_match', fields: ['correlation_id'] },
      { operation: 'create', fields: expect.arrayContaining(['short_description', 'assignment_group']) },
      { operation: 'write', fields: ['work_notes', 'state'] },
    ])
    expect(writes({ importTable: 'u_import', noteTables: [] })).toEqual([
      'read u_finding',
      'query_match u_finding',
      'create u_import',
    ])
  })
})
