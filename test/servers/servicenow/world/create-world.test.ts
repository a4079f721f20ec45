import { expect, it } from 'vitest'
import { createWorld } from './create-world.ts'
import { choice, journal, reference, shown } from './fields.ts'

function world() {
  const made = createWorld({ now: () => Date.UTC(2026, 2, 1, 8, 0, 0, 999) })
  made.define({ name: 'task', numberPrefix: 'TASK', fields: [shown('number'), journal('work_notes')] })
  made.define({ name: 'item', extends: 'task', fields: [choice('state', { 1: 'Open' }), reference('parent', 'task')] })
  return made
}

it('stamps rows to the second, and counts their changes', () => {
  const { insert, update, find } = world()
  const { sys_id: id = '' } = insert('task', { number: 'a' }, 'kim')
  expect(find('task', id)).toMatchObject({
    sys_created_on: '2026-03-01 08:00:00',
    sys_created_by: 'kim',
    sys_mod_count: '0',
  })
  expect(update('task', id, { number: 'b' }, 'lee')).toMatchObject({ sys_updated_by: 'lee', sys_mod_count: '1' })
  expect(update('task', id, { number: 'b' }, 'max')).toMatchObject({ sys_updated_by: 'lee', sys_mod_count: '1' })
})

it('gives the same ids each time, in no order, and numbers in order', () => {
  const rows = () => {
    const { insert } = world()
    return Array.from({ length: 5 }, () => insert('item', {}))
  }
  expect(rows()).toEqual(rows())
  expect(rows().map(({ sys_id }) => sys_id)).not.toEqual(
    rows()
      .map(({ sys_id }) => sys_id)
      .toSorted(),
  )
  expect(
    rows()
      .map(({ number }) => number)
      .slice(0, 2),
  ).toEqual(['', ''])
})

it('has the rows of a table also in those that it extends, with their class', () => {
  const { insert, rows, find, delete: remove } = world()
  insert('task', { number: 'a' })
  const { sys_id: id = '' } = insert('item', { number: 'b' })
  expect(rows('task').map((row) => row.sys_class_name)).toEqual(['task', 'item'])
  expect(rows('item')).toHaveLength(1)
  expect(find('task', id)?.number).toBe('b')
  expect(remove('task', id)).toBe(true)
  expect(rows('task')).toHaveLength(1)
})

it('describes its tables, columns and choices', () => {
  const { rows } = world()
  const named = (table: string) => rows(table).filter(({ name }) => name === 'item')
  expect(
    named('sys_dictionary').map(({ element, internal_type, reference }) => ({ element, internal_type, reference })),
  ).toEqual([
    { element: 'state', internal_type: 'string', reference: '' },
    { element: 'parent', internal_type: 'reference', reference: 'task' },
  ])
  const ofTask = rows('sys_dictionary').filter(({ name }) => name === 'task')
  expect(ofTask.map(({ element }) => element)).toContain('sys_updated_on')
  expect(named('sys_choice')).toMatchObject([{ element: 'state', value: '1', label: 'Open' }])
  const [item] = named('sys_db_object')
  expect(rows('sys_db_object').find(({ sys_id }) => sys_id === item?.super_class)?.name).toBe('task')
})

it('tells of every change, also of the journal entries that come with one', () => {
  const made = world()
  const told: string[] = []
  made.onChange(({ operation, table, by }) => told.push(`${operation} ${table} ${by}`))
  const { sys_id: id = '' } = made.insert('task', {}, 'kim')
  made.update('task', id, { work_notes: 'x' }, 'lee')
  made.delete('task', id, 'max')
  expect(told).toEqual(['insert task kim', 'insert sys_journal_field lee', 'update task lee', 'delete task max'])
})

it('refuses what a test got wrong: columns, tables and ids that are not so', () => {
  const { insert, define } = world()
  expect(() => insert('task', { misspelt: '1' })).toThrow('task has no column misspelt')
  expect(() => insert('misspelt', {})).toThrow('there is no table misspelt')
  expect(() => define({ name: 'x', extends: 'misspelt', fields: [] })).toThrow('is not defined')
  insert('task', { sys_id: 'a' })
  expect(() => insert('task', { sys_id: 'a' })).toThrow('has a row a already')
})

it('computes again only after a change', () => {
  const { insert, remember } = world()
  let computed = 0
  const ask = () => remember('x', () => ++computed)
  expect([ask(), ask()]).toEqual([1, 1])
  insert('task', {})
  expect(ask()).toBe(2)
})
