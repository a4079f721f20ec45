import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { rowShapeOf, specOf, tableSpecs } from './schema.ts'

describe('the tables that are read', () => {
  it('have each their own entry', () => {
    const names = tableSpecs.map(({ table }) => table)
    expect(new Set(names).size).toBe(names.length)
  })

  it.each(tableSpecs)('read of $table each field once, and everything that rows are found and told by', (spec) => {
    const { fields, required, parents = [], filter } = spec
    expect(new Set(fields).size).toBe(fields.length)
    const needed = ['sys_id', 'sys_created_on', 'sys_updated_on', ...required, ...parents]
    expect(fields).toEqual(expect.arrayContaining(filter === undefined ? needed : [...needed, filter]))
    expect(spec.neededFor.length).toBeGreaterThan(0)
  })

  it.each(tableSpecs)('name only columns of $table that a query may hold', ({ table, fields }) => {
    for (const name of [table, ...fields]) expect(name).toMatch(/^[a-z][a-z0-9_.]*$/)
  })

  it('give requests, people and access each what they need', () => {
    const forWhat = (what: 'requests' | 'people' | 'access') =>
      tableSpecs.filter(({ neededFor }) => neededFor.includes(what)).map(({ table }) => table)
    expect(forWhat('requests')).toContain('sysapproval_group')
    expect(forWhat('people')).toContain('sys_user_delegate')
    expect(forWhat('access')).toContain('sys_group_has_role')
    for (const what of ['requests', 'people', 'access'] as const) expect(forWhat(what)).toContain('sys_user')
  })
})

describe('the shape of a row', () => {
  const shape = rowShapeOf(specOf('sys_user_group'))

  it('asks for the fields that every row must have, be they empty', () => {
    expect(v.is(shape, { sys_id: 'a', name: '' })).toBe(true)
    expect(v.is(shape, { sys_id: 'a' })).toBe(false)
  })

  it('takes text alone', () => {
    expect(v.is(shape, { sys_id: 'a', name: 'ops', u_more: 'x' })).toBe(true)
    expect(v.is(shape, { sys_id: 'a', name: { value: 'ops' } })).toBe(false)
  })
})
