import { describe, expect, it } from 'vitest'
import { aMap, itemMap } from '../meaning/testdata/world.ts'
import type { NeededFor } from '../table-spec.ts'
import { mirroredTables } from './mirrored-tables.ts'

const map = itemMap('kind: provision, entitlement: { field: u_role }')
const all: readonly NeededFor[] = ['requests', 'people', 'access']
const items = new Set(['i-prod', 'i-other'])

function tablesOf(
  purpose: NeededFor,
  given: { readonly purposes?: typeof all; readonly items?: ReadonlySet<string> } = {},
) {
  return mirroredTables({ map, purposes: given.purposes ?? all }, purpose, given.items ?? items)
}

const tableOf = (name: string, ...given: Parameters<typeof tablesOf>) =>
  tablesOf(...given).find(({ spec }) => spec.table === name)

const namesOf = (...given: Parameters<typeof tablesOf>) => tablesOf(...given).map(({ spec }) => spec.table)

describe('the tables that are mirrored for a purpose', () => {
  it('are those that it needs, each once', () => {
    expect(namesOf('people')).toEqual([...new Set(namesOf('people'))])
    expect(namesOf('people')).toContain('sys_user_delegate')
    expect(namesOf('people')).not.toContain('sc_req_item')
    expect(namesOf('access')).not.toContain('sys_user_delegate')
  })

  it('have what any other purpose needs of them, so that all read the same table', () => {
    const people = tableOf('sys_user', 'people')?.spec
    const requests = tableOf('sys_user', 'requests')?.spec
    expect(new Set(people?.fields)).toEqual(new Set(requests?.fields))
    expect(tableOf('sys_user', 'requests', { purposes: ['requests'] })?.spec.required).not.toContain('manager')
    expect(requests?.required).toContain('manager')
  })

  it('are without the choices of an instance, unless an answer leads there', () => {
    expect(namesOf('requests')).not.toContain('sys_choice')
    const leading = itemMap(
      'kind: provision, entitlement: { variable: role, lookup: { table: sys_choice, field: label } }',
    )
    const tables = mirroredTables({ map: leading, purposes: ['requests'] }, 'requests')
    expect(tables.map(({ spec }) => spec.table)).toContain('sys_choice')
  })

  it('are narrowed to the items that are mapped, on both sides', () => {
    const { filter, accepts } = tableOf('sc_req_item', 'requests') ?? {}
    expect(filter).toBe('cat_itemINi-other,i-prod')
    expect([accepts?.({ cat_item: 'i-prod' }), accepts?.({ cat_item: 'i-no' }), accepts?.({})]).toEqual([
      true,
      false,
      false,
    ])
    expect(tableOf('sc_task', 'requests')?.filter).toBe('request_item.cat_itemINi-other,i-prod')
  })

  it('are not narrowed where every item is mapped', () => {
    const everyItem = aMap('items:\n  - { item: "*", kind: none }\n')
    const [table] = mirroredTables({ map: everyItem, purposes: all }, 'requests').filter(
      ({ spec }) => spec.table === 'sc_req_item',
    )
    expect(table).not.toHaveProperty('filter')
    expect(table).not.toHaveProperty('accepts')
  })

  it('are without those of tickets where no mapped item is in the catalogue', () => {
    expect(namesOf('requests', { items: new Set() })).not.toContain('sc_req_item')
    expect(namesOf('requests', { items: new Set() })).toContain('sc_cat_item')
  })

  it('are sorted out on our side where the items are too many for a query, by a sieve that names them', () => {
    const many = (count: number) => new Set(Array.from({ length: count }, (_, n) => n.toString(16).padStart(32, '0')))
    const table = tableOf('sc_req_item', 'requests', { items: many(60) })
    expect(table).not.toHaveProperty('filter')
    expect(table?.sieve?.keeps({ cat_item: '1'.padStart(32, '0') })).toBe(true)
    expect(table?.sieve?.keeps({ cat_item: 'i-prod' })).toBe(false)
    expect(table?.sieve?.name).not.toBe(tableOf('sc_req_item', 'requests', { items: many(61) })?.sieve?.name)
  })

  it('have of approvals only those of tickets', () => {
    const { accepts } = tableOf('sysapproval_approver', 'requests') ?? {}
    const on = (type: string) => accepts?.({ 'sysapproval.sys_class_name': type })
    expect([on('sc_req_item'), on('sysapproval_group'), on('kb_knowledge')]).toEqual([true, true, false])
  })

  it('are remembered where an instance forgets', () => {
    const remembered = tablesOf('requests').filter(({ remember }) => remember !== undefined)
    expect(remembered.map(({ spec }) => spec.table).toSorted()).toEqual(['sc_req_item', 'sysapproval_approver'])
  })

  it('have of answers only those that were edited: the rest comes with the links to them', () => {
    const partial = tablesOf('requests').filter(({ onlyChanges }) => onlyChanges)
    expect(partial.map(({ spec }) => spec.table)).toEqual(['sc_item_option'])
  })
})
