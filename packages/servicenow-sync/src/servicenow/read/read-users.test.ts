import { describe, expect, it } from 'vitest'
import { upstreamError } from '../../errors.ts'
import { aUser, itemMap } from '../meaning/testdata/world.ts'
import { readAccess, readPeople } from './read-users.ts'
import { fakeInstance } from './testdata/fake-instance.ts'

const map = itemMap('kind: provision, entitlement: deploy')
const watch = { at: Date.parse('2026-03-02T02:00:00Z'), onRows: () => {} }
const failure = upstreamError({ code: 'http-too-slow', message: 'it is slow', help: 'wait' })

const stamps = { sys_created_on: '2026-01-01 00:00:00', sys_updated_on: '2026-01-01 00:00:00' }

function instance() {
  return fakeInstance(map, {
    sys_user: [aUser('bob'), aUser('alice')],
    sys_user_role: [{ ...stamps, sys_id: 'r-itil', name: 'itil' }],
    sys_user_has_role: [
      { ...stamps, sys_id: 'h1', user: 'u-alice', role: 'r-itil', inherited: 'false', state: 'active' },
    ],
  })
}

const said = (records: Iterable<{ readonly rows: readonly object[] }>): readonly object[] =>
  [...records].flatMap(({ rows }) => rows)

describe('the people of an instance', () => {
  it('are its users, in the order of their keys, each with what belongs to it', async () => {
    const { records, reasons, failure: none } = await readPeople(instance(), watch)
    expect(said(records)).toMatchObject([
      { principal: 'alice', roles: [{ id: 'itil' }] },
      { principal: 'bob', roles: [] },
    ])
    expect([reasons, none]).toEqual([[], undefined])
  })

  it('are those who were read last where a table cannot be read tonight', async () => {
    const house = instance()
    await readPeople(house, watch)
    house.failing.set('sys_user', failure)
    const read = await readPeople(house, watch)
    expect(read.failure).toBe(failure)
    expect(said(read.records)).toHaveLength(2)
  })

  it('are nobody while a table was never read: nobody may look as if they had no roles', async () => {
    const house = instance()
    house.failing.set('sys_user_has_role', failure)
    const read = await readPeople(house, watch)
    expect([read.failure, said(read.records)]).toEqual([failure, []])
  })

  it('are told to be incomplete table by table', async () => {
    const house = instance()
    house.hidden.set('sys_user', '2 rows are counted and not shown')
    const { reasons } = await readPeople(house, watch)
    expect(reasons).toEqual(['`sys_user`: 2 rows are counted and not shown'])
  })
})

describe('the access of an instance', () => {
  it('is what each user may do there', async () => {
    const { records } = await readAccess(instance(), watch)
    expect(said(records)).toMatchObject([{ account: 'alice', entitlement: 'itil' }])
  })

  it('is nothing where it cannot be read tonight: what somebody held before may be gone', async () => {
    const house = instance()
    await readAccess(house, watch)
    house.failing.set('sys_user_has_role', failure)
    const read = await readAccess(house, watch)
    expect([read.failure, said(read.records)]).toEqual([failure, []])
  })
})
