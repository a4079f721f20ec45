import { describe, expect, it } from 'vitest'
import type { RawRow } from '../raw-row.ts'
import type { ServiceNowClient } from '../wire/servicenow-client.ts'
import type { MirroredTable } from './mirrored-table.ts'
import { openMirror } from './open-mirror.ts'
import { rememberTicket } from './remember.ts'
import { killedBefore, syncedTable, ticketRow } from './testdata/synced-table.ts'

const old = '2026-02-01 10:00:00'
const [first, second, third] = ['2026-03-02 02:00:00', '2026-03-03 02:00:00', '2026-03-04 02:00:00']
/** Between the first night and the second. */
const day = '2026-03-02 12:00:00'

const rowsOf = (ids: string): readonly RawRow[] => Array.from(ids, (id) => ticketRow(id, old))

describe('a table that is read first', () => {
  it('is swept whole, page by page, and proven', async () => {
    const table = syncedTable(rowsOf('abcde'))
    const sync = await table.sync(first)
    expect(sync).toEqual({ table: 'sc_req_item', mode: 'full', read: 5, hidden: 0, vanished: 0, complete: true })
    expect(table.asked()).toEqual(['ORDERBYsys_id', 'sys_id>b^ORDERBYsys_id', 'sys_id>d^ORDERBYsys_id'])
    expect(table.ids()).toEqual([...'abcde'])
    const until = '2026-03-02 01:59:00'
    expect(table.copy().state()).toEqual({ proven: true, changedUntil: until, sweptUntil: until })
  })

  it('may be empty', async () => {
    const table = syncedTable([])
    expect(await table.sync(first)).toMatchObject({ read: 0, complete: true })
  })

  it('is left what was created in the last minute, until the next night', async () => {
    const table = syncedTable([...rowsOf('a'), ticketRow('b', '2026-03-02 01:59:30')])
    await table.sync(first)
    expect(table.ids()).toEqual(['a'])
    expect(await table.sync(second)).toMatchObject({ mode: 'increment', complete: true })
    expect(table.ids()).toEqual(['a', 'b'])
  })

  it('is split into parts side by side where it is long, and lacks nothing at their borders', async () => {
    const ids = Array.from({ length: 64 }, (_, n) => (n * 4).toString(16).padStart(2, '0'))
    const table = syncedTable(ids.map((id) => ticketRow(id, old)))
    const told: number[] = []
    const sync = await table.sync(first, { concurrency: 4, pageSize: 3, onRows: (rows) => told.push(rows) })
    expect(sync).toMatchObject({ mode: 'full', read: 64, complete: true })
    expect(table.ids()).toEqual(ids)
    expect(told.reduce((sum, rows) => sum + rows)).toBe(64)
    const bounds = table.asked().map((query) => /sys_id<(..)/.exec(query)?.[1])
    expect(new Set(bounds)).toEqual(new Set(['20', '40', '60', '80', 'a0', 'c0', 'e0', undefined]))
  })
})

describe('a table on the nights after', () => {
  it('is asked for what changed since five minutes before the last reading, and for its count', async () => {
    const table = syncedTable(rowsOf('abcde'))
    await table.sync(first)
    table.asked()
    table.put(ticketRow('b', old, { sys_updated_on: day, text: 'new' }))
    table.put(ticketRow('f', day))
    const sync = await table.sync(second)
    expect(sync).toEqual({ table: 'sc_req_item', mode: 'increment', read: 2, hidden: 0, vanished: 0, complete: true })
    const bounds = 'sys_updated_on>=2026-03-02 01:54:00^sys_updated_on<2026-03-03 01:59:00'
    expect(table.asked()[0]).toBe(`${bounds}^ORDERBYsys_updated_on^ORDERBYsys_id`)
    expect(table.copy().row('b')?.row.text).toBe('new')
    expect(table.ids()).toEqual([...'abcdef'])
  })

  it('brings what came late from a long transaction, written before the last reading ended', async () => {
    const table = syncedTable(rowsOf('a'))
    await table.sync(first)
    table.put(ticketRow('b', '2026-03-02 01:55:00'))
    expect(await table.sync(second)).toMatchObject({ mode: 'increment', complete: true })
    expect(table.ids()).toEqual(['a', 'b'])
  })

  it('is swept whole at once when its count is another: a row that was deleted has vanished', async () => {
    const table = syncedTable(rowsOf('abc'))
    await table.sync(first)
    table.remove('b')
    expect(await table.sync(second)).toMatchObject({ mode: 'full', vanished: 1, complete: true })
    expect(table.ids()).toEqual(['a', 'c'])
    expect(await table.sync(third)).toMatchObject({ mode: 'increment', vanished: 0, complete: true })
  })

  it('shows a row again that was only away', async () => {
    const table = syncedTable(rowsOf('abc'))
    await table.sync(first)
    table.remove('b')
    await table.sync(second)
    table.put(ticketRow('b', old))
    expect(await table.sync(third)).toMatchObject({ mode: 'full', complete: true })
    expect(table.ids()).toEqual([...'abc'])
  })

  it('brings rows that came with an old time, because the count is another', async () => {
    const table = syncedTable(rowsOf('ac'))
    await table.sync(first)
    table.put(ticketRow('b', old))
    expect(await table.sync(second)).toMatchObject({ mode: 'full', complete: true })
    expect(table.ids()).toEqual([...'abc'])
  })

  it('is swept whole when that is due, deletions that the count does not show and all', async () => {
    const table = syncedTable(rowsOf('abc'), { habits: { withoutCount: true } })
    await table.sync(first)
    table.remove('b')
    expect(await table.sync(second)).toMatchObject({ mode: 'increment', vanished: 0 })
    expect(await table.sync('2026-03-09 01:58:59')).toMatchObject({ mode: 'increment' })
    expect(await table.sync('2026-03-09 01:59:00')).toMatchObject({ mode: 'full', vanished: 1 })
    expect(table.ids()).toEqual(['a', 'c'])
  })

  it('is not taken in by a new row, changed in the last minute, that makes up in the count for one that is gone', async () => {
    const table = syncedTable(rowsOf('abc'))
    await table.sync(first)
    table.remove('b')
    table.put(ticketRow('d', day, { sys_updated_on: '2026-03-03 01:59:30' }))
    expect(await table.sync(second)).toMatchObject({ mode: 'full', vanished: 1, complete: true })
    expect(table.ids()).toEqual(['a', 'c', 'd'])
  })

  it('is not complete that night where counting was cancelled, and is read on as before the next', async () => {
    const table = syncedTable(rowsOf('abc'))
    await table.sync(first)
    table.remove('b')
    const client: ServiceNowClient = { ...table.model.client, count: async () => 'unanswered' }
    const reason = 'the instance does not say how many rows there are'
    expect(await table.sync(second, { client })).toMatchObject({ mode: 'increment', complete: false, reason })
    expect(await table.sync(third)).toMatchObject({ mode: 'full', vanished: 1, complete: true })
  })

  it('misses a row without a time of creation that is gone, too', async () => {
    const undated = ticketRow('b', old, { sys_created_on: '' })
    const table = syncedTable([...rowsOf('a'), undated])
    await table.sync(first)
    table.remove('b')
    expect(await table.sync(second)).toMatchObject({ mode: 'full', vanished: 1, complete: true })
    expect(table.ids()).toEqual(['a'])
  })

  it('counts rows without a time of creation by themselves, whatever the instance makes of comparing nothing', async () => {
    const table = syncedTable([...rowsOf('a'), ticketRow('b', old, { sys_created_on: '' })])
    await table.sync(first)
    expect(await table.sync(second)).toMatchObject({ mode: 'increment', complete: true })
    expect(table.ids()).toEqual(['a', 'b'])
  })

  it('is asked nothing more in the same night, nor in one about an earlier instant', async () => {
    const table = syncedTable(rowsOf('a'))
    await table.sync(first)
    table.asked()
    for (const night of [first, '2026-03-01 02:00:00']) {
      expect(await table.sync(night)).toMatchObject({ mode: 'increment', read: 0, complete: true })
    }
    expect(table.asked()).toEqual([])
    expect(await table.sync(second)).toMatchObject({ mode: 'increment', complete: true })
  })

  it('may be about an earlier instant: what changed after that is left to its own night', async () => {
    const table = syncedTable(rowsOf('a'))
    await table.sync(first)
    table.put(ticketRow('b', day))
    await table.sync('2026-03-02 03:00:00')
    expect(table.ids()).toEqual(['a'])
    await table.sync(second)
    expect(table.ids()).toEqual(['a', 'b'])
  })
})

describe('a table of which something is hidden', () => {
  const hidden = [...rowsOf('ab'), { row: ticketRow('c', old), hidden: true }]

  it('is not complete, says why, and takes nothing for vanished', async () => {
    const table = syncedTable(rowsOf('abc'))
    await table.sync(first)
    table.put(ticketRow('c', old, { sys_updated_on: day }), { hidden: true })
    table.remove('a')
    const sync = await table.sync(second)
    expect(sync).toMatchObject({ hidden: 1, vanished: 0, complete: false, reason: '1 row is counted and not shown' })
    expect(table.ids()).toEqual([...'abc'])
  })

  it('is swept whole every night until all is shown: somebody may have granted what was missing', async () => {
    const table = syncedTable(hidden)
    for (const night of [first, second]) {
      expect(await table.sync(night)).toMatchObject({ mode: 'full', complete: false, hidden: 1 })
    }
    table.put(ticketRow('c', old))
    expect(await table.sync(third)).toMatchObject({ mode: 'full', complete: true })
    expect(table.copy().state()).not.toHaveProperty('reason')
    expect(await table.sync('2026-03-05 02:00:00')).toMatchObject({ mode: 'increment', complete: true })
  })

  it('is not proven by an increment that is complete in itself', async () => {
    const table = syncedTable(rowsOf('ab'), { habits: { withoutCount: true } })
    await table.sync(first)
    table.put(ticketRow('c', day), { hidden: true })
    expect(await table.sync(second)).toMatchObject({ mode: 'increment', complete: false })
    expect(table.copy().state()).toMatchObject({ proven: false, reason: '1 row is counted and not shown' })
  })

  it('names the fields that are', async () => {
    const table = syncedTable(rowsOf('ab'), { habits: { fieldsHidden: ['text'] } })
    expect(await table.sync(first)).toMatchObject({ complete: false, reason: 'fields are not shown: text' })
  })
})

/** A client whose process is killed before its nth count. */
function killedBeforeCount(client: ServiceNowClient, nth: number): ServiceNowClient {
  let counts = 0
  return {
    ...client,
    count: async (...asked) => {
      counts += 1
      if (counts >= nth) throw new Error('killed')
      return client.count(...asked)
    },
  }
}

describe('a reading that was killed', () => {
  it('goes on behind the last page that was kept, and asks for none of those before', async () => {
    const table = syncedTable(rowsOf('abcdefg'))
    await expect(table.sync(first, { client: killedBefore(table.model.client, 3) })).rejects.toThrow('killed')
    const before = table.asked()
    expect(table.ids()).toEqual([...'abcd'])
    expect(await table.sync(first)).toMatchObject({ mode: 'full', read: 3, complete: true })
    const after = table.asked()
    expect(after.slice(0, 2)).toEqual(['sys_id>d^ORDERBYsys_id', 'sys_id>f^ORDERBYsys_id'])
    expect(before.filter((query) => after.includes(query))).toEqual([])
    expect(table.ids()).toEqual([...'abcdefg'])
  })

  it('is held to the count when it goes on in the same second: rows that it had read may be gone', async () => {
    const table = syncedTable(rowsOf('abcdef'))
    await expect(table.sync(first, { client: killedBefore(table.model.client, 3) })).rejects.toThrow('killed')
    table.remove('a')
    expect(await table.sync(first)).toMatchObject({ mode: 'full', vanished: 1, complete: true })
    expect(table.ids()).toEqual([...'bcdef'])
  })

  it.each([1, 2, 3])('while it was held to the count is held to it the next time: before count %i', async (nth) => {
    const table = syncedTable(rowsOf('abc'))
    await table.sync(first)
    table.remove('b')
    table.put(ticketRow('d', day, { sys_updated_on: '2026-03-03 01:59:30' }))
    const killed = { client: killedBeforeCount(table.model.client, nth) }
    await expect(table.sync(second, killed)).rejects.toThrow('killed')
    await expect(table.sync('2026-03-03 02:00:05', killed)).rejects.toThrow('killed')
    expect(await table.sync('2026-03-03 02:00:10')).toMatchObject({ mode: 'full', complete: true })
    expect(table.ids()).toEqual(['a', 'c', 'd'])
  })

  it('is followed on a later night by what changed since it began, and held to the count', async () => {
    const table = syncedTable(rowsOf('abcdef'))
    await expect(table.sync(first, { client: killedBefore(table.model.client, 2) })).rejects.toThrow('killed')
    table.put(ticketRow('a', old, { sys_updated_on: day, text: 'new' }))
    table.remove('b')
    const sync = await table.sync(second)
    expect(sync).toMatchObject({ mode: 'full', complete: true, vanished: 1 })
    expect(table.ids()).toEqual([...'acdef'])
    expect(table.copy().row('a')?.row.text).toBe('new')
  })

  it('does not sweep twice in one night what it is not shown', async () => {
    const table = syncedTable([...rowsOf('abcde'), { row: ticketRow('f', old), hidden: true }])
    await expect(table.sync(first, { client: killedBefore(table.model.client, 2) })).rejects.toThrow('killed')
    table.asked()
    expect(await table.sync(second)).toMatchObject({ mode: 'full', complete: false, hidden: 0 })
    expect(table.asked().filter((query) => query === 'ORDERBYsys_id')).toEqual([])
  })

  it('goes on with an increment, too, and then reads on to the present', async () => {
    const table = syncedTable(rowsOf('abc'))
    await table.sync(first)
    for (const [at, id] of [...'defg'].entries()) table.put(ticketRow(id, `2026-03-02 12:00:0${at}`))
    await expect(table.sync(second, { client: killedBefore(table.model.client, 2) })).rejects.toThrow('killed')
    table.put(ticketRow('h', '2026-03-03 12:00:00'))
    expect(await table.sync(third)).toMatchObject({ mode: 'increment', complete: true })
    expect(table.ids()).toEqual([...'abcdefgh'])
  })

  it('reads only the parts that had not ended', async () => {
    const ids = Array.from({ length: 32 }, (_, n) => (n * 8).toString(16).padStart(2, '0'))
    const table = syncedTable(
      ids.map((id) => ticketRow(id, old)),
      { options: { concurrency: 2, pageSize: 3 } },
    )
    const client = failingFor(table.model.client, 'sys_id>=80')
    await expect(table.sync(first, { client })).rejects.toThrow('refused')
    const kept = table.ids()
    expect(kept.length).toBeLessThan(32)
    table.asked()
    expect(await table.sync(first)).toMatchObject({ mode: 'full', read: 32 - kept.length, complete: true })
    expect(table.ids()).toEqual(ids)
  })

  it('in one of its parts ends the others, keeps their pages, and leaves none at work', async () => {
    const ids = Array.from({ length: 64 }, (_, n) => (n * 4).toString(16).padStart(2, '0'))
    const table = syncedTable(
      ids.map((id) => ticketRow(id, old)),
      { options: { concurrency: 2, pageSize: 2 } },
    )
    const client = failingFor(table.model.client, 'sys_id>84')
    await expect(table.sync(first, { client })).rejects.toThrow('refused')
    expect(table.ids()).toContain('00')
    expect(table.ids().length).toBeLessThan(32)
    const asked = table.model.asked.length
    table.mirror.close()
    await new Promise(setImmediate)
    expect(table.model.asked.length).toBe(asked)
  })

  it('by its own signal throws the reason, and keeps what it read', async () => {
    const table = syncedTable(rowsOf('abcdef'))
    const stop = new AbortController()
    const onRows = () => stop.abort(new Error('SIGTERM'))
    await expect(table.sync(first, { signal: stop.signal, onRows })).rejects.toThrow('SIGTERM')
    expect(table.ids()).toEqual(['a', 'b'])
    expect(await table.sync(first)).toMatchObject({ read: 4, complete: true })
  })
})

describe('a table that is read otherwise than before', () => {
  const others: readonly (readonly [string, Partial<MirroredTable>])[] = [
    ['more fields', { spec: { ...specWith(['sys_id', 'sys_created_on', 'sys_updated_on', 'text', 'more']) } }],
    ['another filter', { filter: 'text=x' as NonNullable<MirroredTable['filter']> }],
    ['another sieve', { sieve: { name: 'other', keeps: () => true } }],
    [
      'other parents',
      { spec: { ...specWith(['sys_id', 'sys_created_on', 'sys_updated_on', 'text']), parents: ['text'] } },
    ],
  ]

  it.each(others)('with %s begins empty, and is swept whole', async (_, other) => {
    const table = syncedTable(rowsOf('abc'))
    await table.sync(first)
    const copy = table.copy(other)
    expect([[...copy.rows()], copy.state()]).toEqual([[], { proven: false }])
  })

  it('is the same table where only the order of the fields is another', async () => {
    const table = syncedTable(rowsOf('abc'))
    await table.sync(first)
    const same = table.copy({ spec: specWith(['text', 'sys_updated_on', 'sys_created_on', 'sys_id']) })
    expect([...same.rows()]).toHaveLength(3)
  })

  it('of another instance begins empty', async () => {
    const mirror = openMirror(':memory:', 'https://other.service-now.com')
    expect(await syncedTable(rowsOf('a'), { mirror }).sync(first)).toMatchObject({ mode: 'full', read: 1 })
  })
})

describe('a table of which only changes are read', () => {
  const changes = { onlyChanges: true } as const

  it('begins with the present, and then gives what changed', async () => {
    const table = syncedTable(rowsOf('abc'), { table: changes })
    expect(await table.sync(first)).toEqual({
      table: 'sc_req_item',
      mode: 'changes',
      read: 0,
      hidden: 0,
      vanished: 0,
      complete: true,
    })
    expect(table.asked()).toEqual([])
    table.put(ticketRow('b', old, { sys_updated_on: day, text: 'new' }))
    expect(await table.sync(second)).toMatchObject({ mode: 'changes', read: 1, complete: true })
    expect(table.ids()).toEqual(['b'])
  })

  it('is never swept whole, however long ago it began and whatever it counts', async () => {
    const table = syncedTable(rowsOf('abc'), { table: changes })
    await table.sync(first)
    table.remove('a')
    expect(await table.sync('2026-06-01 02:00:00')).toMatchObject({ mode: 'changes', read: 0, complete: true })
    expect(table.asked().filter((query) => query.startsWith('ORDERBYsys_id'))).toEqual([])
  })

  it('reads on from where it last was whole, until it is shown what changed', async () => {
    const table = syncedTable(rowsOf('abc'), { table: changes })
    await table.sync(first)
    table.put(ticketRow('b', old, { sys_updated_on: day }), { hidden: true })
    expect(await table.sync(second)).toMatchObject({ complete: false, hidden: 1 })
    table.put(ticketRow('b', old, { sys_updated_on: day, text: 'new' }))
    expect(await table.sync(third)).toMatchObject({ complete: true, read: 1 })
    expect(table.ids()).toEqual(['b'])
  })
})

describe('a table of which not everything is kept', () => {
  const sieve = { name: 'kept', keeps: (row: RawRow) => row.text === 'kept' }

  it('hands on what is, and is not held to the count of all', async () => {
    const table = syncedTable([ticketRow('a', old, { text: 'kept' }), ...rowsOf('bc')], { table: { sieve } })
    expect(await table.sync(first)).toMatchObject({ mode: 'full', read: 3, complete: true })
    expect(await table.sync(second)).toMatchObject({ mode: 'increment', complete: true })
    expect(table.ids()).toEqual(['a'])
  })
})

describe('what is remembered while a table is read', () => {
  it('is of the versions that nights saw', async () => {
    const fields = ['sys_id', 'sys_created_on', 'sys_updated_on', 'text', 'active', 'closed_at']
    const table = syncedTable([ticketRow('a', old, { active: 'false', closed_at: old })], {
      table: { spec: specWith(fields), remember: rememberTicket },
    })
    await table.sync(first)
    table.put(ticketRow('a', old, { sys_updated_on: day, active: 'true', closed_at: '' }))
    await table.sync(second)
    expect(table.copy().row('a')?.memory).toEqual({ reopenedAt: day, closedAtBefore: old })
  })
})

function specWith(fields: readonly string[]): MirroredTable['spec'] {
  return { table: 'sc_req_item', fields, required: ['sys_id', 'text'], neededFor: ['requests'] }
}

/** A client that fails where a query has this in it. */
function failingFor(client: ServiceNowClient, part: string): ServiceNowClient {
  return {
    ...client,
    page: async (request, signal) => {
      if (request.query.includes(part)) throw new Error('refused')
      return client.page(request, signal)
    },
  }
}
