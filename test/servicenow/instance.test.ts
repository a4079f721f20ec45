import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { aMap } from '../../packages/servicenow-sync/src/servicenow/meaning/testdata/world.ts'
import { type Instance, openInstance } from '../../packages/servicenow-sync/src/servicenow/read/instance.ts'
import { readAccess, readPeople } from '../../packages/servicenow-sync/src/servicenow/read/read-users.ts'
import { smallWorldMap } from '../world/servicenow/servicenow-map.ts'
import { type RunningInstance, startSmallInstance } from '../world/servicenow/start-small-instance.ts'
import { nights } from '../world/world.ts'

let server: RunningInstance
let opened: Instance
beforeEach(async () => {
  server = await startSmallInstance()
  server.playTo(1)
  opened = open('admin')
})
afterEach(async () => {
  opened.close()
  await server.close()
})

function open(password: string): Instance {
  return openInstance({
    entry: { instance: server.url, auth: { type: 'basic', user: 'admin', password: { env: 'PASSWORD' } } },
    map: aMap(smallWorldMap),
    purposes: ['people', 'access'],
    mirror: ':memory:',
    env: { PASSWORD: password },
    userAgent: 'ticketbound/test',
    now: () => Date.parse(nights[1]),
  })
}

const watch = { at: Date.parse(nights[1]), onRows: () => {} }

const asked = (): readonly string[] =>
  server.record.requests.map(({ path, query }) => `${path.split('/').at(-1)} ${query.sysparm_query}`)

describe('an instance in one night', () => {
  it('is asked for each table once, however many sources read it', async () => {
    await readPeople(opened, watch)
    const before = asked()
    await readAccess(opened, watch)
    const after = asked().slice(before.length)
    expect(before.some((one) => one.startsWith('sys_user '))).toBe(true)
    expect(after.length).toBeGreaterThan(0)
    expect(after.filter((one) => one.startsWith('sys_user ') || one.startsWith('sys_user_has_role '))).toEqual([])
  })

  it('does without a table that something is only better with', async () => {
    server.behaviours['range-queries-refused'] = { as: 'refused', table: 'sys_user_delegate' }
    expect(await readPeople(opened, watch)).toMatchObject({ reasons: [], failure: undefined })
  })

  it('fails where a table that is needed is refused, and still reads the others', async () => {
    server.behaviours['range-queries-refused'] = { as: 'refused', table: 'sys_user' }
    expect(await readPeople(opened, watch)).toMatchObject({ failure: { code: 'table-refused' } })
    expect(asked().some((one) => one.startsWith('sys_user_delegate '))).toBe(true)
  })

  it('that sleeps is not asked again for another source', async () => {
    server.behaviours.hibernating = true
    expect(await readPeople(opened, watch)).toMatchObject({ failure: { code: 'instance-hibernating' } })
    const before = asked().length
    expect(await readAccess(opened, watch)).toMatchObject({ failure: { code: 'instance-hibernating' } })
    expect(asked().length).toBe(before)
  })

  it('that does not know the account ends the night, for the operator must act', async () => {
    opened.close()
    opened = open('wrong')
    await expect(readPeople(opened, watch)).rejects.toMatchObject({ kind: 'config', code: 'credentials-refused' })
  })

  it('ends at once when it is told to, with the reason', async () => {
    const signal = AbortSignal.abort(new Error('SIGTERM'))
    await expect(readPeople(opened, { ...watch, signal })).rejects.toThrow('SIGTERM')
  })
})
