import { describe, expect, it } from 'vitest'
import type { RawRow } from '../raw-row.ts'
import { type CatalogueRows, toInstanceFacts } from './to-instance-facts.ts'

function rows(given: Partial<CatalogueRows> = {}): CatalogueRows {
  return {
    sc_cat_item: [{ sys_id: 'i1', name: 'Production access', active: 'true' }],
    item_option_new: [
      aVariable('v2', 'role', { type: '5', order: '200' }),
      aVariable('v1', 'user', { type: '8', order: '100' }),
      aVariable('v3', 'team', { cat_item: '', variable_set: 's1' }),
      aVariable('v4', 'site', { cat_item: '', variable_set: 's2' }),
    ],
    io_set_item: [
      { sys_id: 'l1', sc_cat_item: 'i1', variable_set: 's1' },
      { sys_id: 'l2', sc_cat_item: 'i1', variable_set: 's2' },
    ],
    item_option_new_set: [
      { sys_id: 's1', internal_name: 'about_you', type: 'one_to_one' },
      { sys_id: 's2', internal_name: 'access_rows', type: 'one_to_many' },
    ],
    question_choice: [],
    sys_choice: [],
    ...given,
  }
}

function aVariable(sysId: string, name: string, fields: RawRow = {}): RawRow {
  return { sys_id: sysId, name, question_text: `${name}?`, type: '6', cat_item: 'i1', variable_set: '', ...fields }
}

function facts(given: Partial<CatalogueRows> = {}, orders = new Map([['i1', 3]])) {
  return toInstanceFacts(rows(given), orders)
}

describe('what an instance is like', () => {
  it('is its items, each with the variables of its own in their order, then those of its sets', () => {
    const [item] = facts().items
    expect(item).toMatchObject({ sysId: 'i1', name: 'Production access', active: true, tickets: 3 })
    expect(item?.variables.map(({ name, type, rows }) => [name, type, rows])).toEqual([
      ['user', '8', undefined],
      ['role', '5', undefined],
      ['team', '6', undefined],
      ['site', '6', 'access_rows'],
    ])
  })

  it('has the choices of a variable in their order, each once, without those that are out of use', () => {
    const choice = (value: string, order: string, fields: RawRow = {}) => ({
      sys_id: value,
      question: 'v2',
      value,
      order,
      ...fields,
    })
    const given = [choice('b', '20'), choice('a', '10'), choice('b', '30'), choice('c', '40', { inactive: 'true' })]
    const [, role] = facts({ question_choice: given }).items[0]?.variables ?? []
    expect(role?.choices).toEqual(['a', 'b'])
  })

  it('marks variables that are no longer asked, and leaves out lines without a name', () => {
    const given = [aVariable('v1', 'old', { active: 'false' }), aVariable('v2', '')]
    expect(facts({ item_option_new: given }).items[0]?.variables).toEqual([
      { name: 'old', question: 'old?', type: '6', choices: [], active: false },
    ])
  })

  it('leaves out forms that no requested item is made of, unless there is one', () => {
    const form = { sys_id: 'i2', name: 'Report an access', active: 'true', sys_class_name: 'sc_cat_item_producer' }
    const names = (orders: Map<string, number>) => facts({ sc_cat_item: [form] }, orders).items.map(({ name }) => name)
    expect(names(new Map())).toEqual([])
    expect(names(new Map([['i2', 1]]))).toEqual(['Report an access'])
  })

  it('has each state once, whatever number of languages it is in', () => {
    const choice = (value: string, label: string, fields: RawRow = {}) => ({
      sys_id: label,
      name: 'sc_req_item',
      element: 'state',
      value,
      label,
      ...fields,
    })
    const given = [choice('3', 'Closed'), choice('3', 'Geschlossen'), choice('9', 'Old', { inactive: 'true' })]
    expect(facts({ sys_choice: given }).choices).toEqual([
      { table: 'sc_req_item', element: 'state', value: '3', label: 'Closed' },
    ])
  })
})
