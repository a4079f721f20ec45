import { describe, expect, it } from 'vitest'
import type { RawRow } from '../raw-row.ts'
import { createTableModel, type ModelHabits, type ModelRow, type TableModel } from '../testdata/table-model.ts'
import { field } from './encoded-query.ts'
import type { PageRequest, ServiceNowClient } from './servicenow-client.ts'
import { sweep } from './sweep.ts'
import type { SweepEnd, SweepRequest } from './sweep-request.ts'

const second = (n: number): string =>
  `2026-03-31 17:${String(Math.floor(n / 60)).padStart(2, '0')}:${String(n % 60).padStart(2, '0')}`
const idOf = (n: number): string => n.toString(16).padStart(32, '0')

const newRow = (sys_id: string): RawRow => ({
  sys_id,
  sys_updated_on: second(3001),
  sys_created_on: second(3001),
  kind: 'a',
})

/** So many rows, seven of them a second. */
function someRows(count: number, given: (n: number) => Partial<ModelRow> = () => ({})): ModelRow[] {
  return Array.from({ length: count }, (_, n) => {
    const row = { sys_id: idOf(n), sys_updated_on: second(Math.floor(n / 7)), sys_created_on: second(0), kind: 'a' }
    return { row, ...given(n) }
  })
}

const full: SweepRequest = {
  table: 'sc_req_item',
  fields: ['sys_id', 'sys_updated_on', 'kind'],
  by: 'sys_id',
  until: second(3000),
  pageSize: 100,
  require: ['sys_id', 'kind'],
  accepts: () => true,
}
const increment: SweepRequest = { ...full, by: 'updated', since: second(0) }

async function swept(
  client: ServiceNowClient,
  request: SweepRequest,
): Promise<{ readonly rows: readonly RawRow[]; readonly end: SweepEnd }> {
  const rows: RawRow[] = []
  const pages = sweep(client, request)
  for (;;) {
    const next = await pages.next()
    if (next.done) return { rows, end: next.value }
    rows.push(...next.value.rows)
  }
}

function modelOf(rows: readonly ModelRow[], habits?: ModelHabits): TableModel {
  return createTableModel(rows, habits)
}

const ids = (rows: readonly RawRow[]): readonly string[] => rows.map((row) => row.sys_id ?? '')
const ignored = { kind: 'upstream', code: 'query-ignored' }
const queryOf = (asked: PageRequest | undefined): string => asked?.query ?? ''

describe('a full sweep', () => {
  it('asks for each page behind the last row of the one before, and ends with a page that is all that is left', async () => {
    const { client, asked } = modelOf(someRows(250))
    const { rows, end } = await swept(client, full)
    expect(ids(rows)).toEqual(Array.from({ length: 250 }, (_, n) => idOf(n)))
    expect(end).toEqual({ counted: 250, visible: 250, hidden: 0, fieldsMissing: [], complete: true })
    expect(asked.map(queryOf)).toEqual([
      'ORDERBYsys_id',
      `sys_id>${idOf(99)}^ORDERBYsys_id`,
      `sys_id>${idOf(199)}^ORDERBYsys_id`,
    ])
  })

  it('steps over windows that ACLs empty, and says how many rows it was not shown', async () => {
    const { client } = modelOf(someRows(2537, (n) => ({ hidden: n >= 700 && n < 1101 })))
    const { rows, end } = await swept(client, full)
    expect(rows).toHaveLength(2136)
    expect(end).toMatchObject({ counted: 2537, visible: 2136, hidden: 401, complete: false })
    expect(end.reason).toBe('401 rows are counted and not shown')
  })

  it('steps over them, too, where pages have no count and only the Aggregate API counts', async () => {
    const { client } = modelOf(
      someRows(700, (n) => ({ hidden: n >= 100 && n < 401 })),
      { withoutTotal: true },
    )
    const { rows, end } = await swept(client, full)
    expect(rows).toHaveLength(399)
    expect(end).toMatchObject({ visible: 399, complete: false })
  })

  it('looks a second time before it calls a row hidden, because a deleted one leaves the same gap', async () => {
    const rows = someRows(150, (n) => ({ hidden: n === 50 }))
    const meanwhile: ModelHabits['meanwhile'] = (now, nth) => {
      if (nth === 2) now.delete(idOf(50))
    }
    const { end } = await swept(modelOf(rows, { meanwhile }).client, full)
    expect(end).toMatchObject({ visible: 149, hidden: 0, complete: true })
  })

  it('is incomplete where pages count after ACLs and the Aggregate API counts more', async () => {
    const model = modelOf(someRows(30, (n) => ({ hidden: n === 3 })))
    const page: ServiceNowClient['page'] = async (request) => {
      const answer = await model.client.page(request)
      const all = await model.client.page({ ...request, offset: 0, limit: 1000 })
      return answer.kind === 'page' && all.kind === 'page' ? { ...answer, total: all.rows.length } : answer
    }
    const { end } = await swept({ ...model.client, page }, full)
    expect(end).toMatchObject({ counted: 30, visible: 29, hidden: 1, complete: false })
  })

  it('reads ranges that leave nothing out, whatever the keys look like', async () => {
    const odd = ['00', '7f', '80', 'ff', 'A', '_x', 'z.'].map((sys_id) => ({
      row: { sys_id, sys_updated_on: second(1), sys_created_on: '', kind: 'a' },
    }))
    for (const collation of ['binary', 'letters-first'] as const) {
      const { client } = modelOf(odd, { collation })
      const low = await swept(client, { ...full, range: { below: '8' } })
      const high = await swept(client, { ...full, range: { from: '8' } })
      expect([...ids(low.rows), ...ids(high.rows)].sort()).toEqual(odd.map(({ row }) => row.sys_id).sort())
    }
  })

  it('goes on behind the place where an earlier run was killed, with what that run knew', async () => {
    const { client, asked } = modelOf(someRows(300, (n) => ({ hidden: n === 3 })))
    const pages = sweep(client, full)
    const first = await pages.next()
    await pages.return({ counted: 0, visible: 0, hidden: 0, fieldsMissing: [], complete: true })
    if (first.done) throw new Error('there is a first page')
    const before = asked.length
    const { rows, end } = await swept(client, { ...full, from: JSON.parse(JSON.stringify(first.value.cursor)) })
    expect(rows).toHaveLength(200)
    expect(queryOf(asked[before])).toContain(`sys_id>${idOf(99)}`)
    expect(end).toMatchObject({ counted: 300, visible: 299, hidden: 1, complete: false })
  })

  it('asks for the next page while the caller is busy with one', async () => {
    const { client, asked } = modelOf(someRows(300))
    const pages = sweep(client, full)
    await pages.next()
    expect(asked).toHaveLength(2)
    await pages.return({ counted: 0, visible: 0, hidden: 0, fieldsMissing: [], complete: true })
  })

  it('throws the reason of an abort, and leaves no request under way', async () => {
    const stop = new AbortController()
    let aborted = false
    const client: ServiceNowClient = {
      ...modelOf([]).client,
      page: (_request, signal) =>
        new Promise((_, reject) => {
          signal?.addEventListener('abort', () => {
            aborted = true
            reject(signal.reason)
          })
        }),
    }
    const reading = sweep(client, full, stop.signal).next()
    stop.abort(new Error('enough'))
    await expect(reading).rejects.toThrow('enough')
    expect(aborted).toBe(true)
  })

  it('halves the page where an answer is damaged, down to one row, and grows again', async () => {
    const { client, asked } = modelOf(someRows(120), { mostRows: 3 })
    const { rows, end } = await swept(client, { ...full, pageSize: 8 })
    expect(rows).toHaveLength(120)
    expect(end.complete).toBe(true)
    expect(asked.slice(0, 3).map(({ limit }) => limit)).toEqual([8, 4, 2])
    expect(Math.max(...asked.slice(3).map(({ limit }) => limit))).toBe(4)
    // Trying a size that was too large costs less and less.
    expect(asked.length).toBeLessThan(80)
  })

  it('names a row that cannot be sent whole even alone, and reads all others', async () => {
    const { client } = modelOf(someRows(20, (n) => ({ unreadable: n === 7 })))
    const { rows, end } = await swept(client, { ...full, pageSize: 4 })
    expect(ids(rows)).toEqual([...Array(20).keys()].filter((n) => n !== 7).map(idOf))
    expect(end).toMatchObject({ complete: false, reason: `rows cannot be sent whole: ${idOf(7)}` })
  })

  it('gives up where not even a key comes whole', async () => {
    const client: ServiceNowClient = {
      ...modelOf([]).client,
      page: async () => ({ kind: 'damaged', because: 'it was cut' }),
    }
    await expect(swept(client, full)).rejects.toMatchObject({ kind: 'upstream', code: 'page-damaged' })
  })

  it.each([400, 403, 404])('throws where the table is refused with %i', async (refuses) => {
    const { client } = modelOf([], { refuses })
    await expect(swept(client, full)).rejects.toMatchObject({ code: 'table-refused', context: { status: refuses } })
  })

  it('asks the Aggregate API where a short page has no count, and is incomplete where that says nothing either', async () => {
    const counted = modelOf(someRows(150), { withoutTotal: true })
    expect((await swept(counted.client, full)).end).toMatchObject({ visible: 150, complete: true })
    const uncounted = modelOf(someRows(150), { withoutTotal: true, withoutCount: true })
    const { end } = await swept(uncounted.client, full)
    expect(end).toMatchObject({ visible: 150, complete: false })
    expect(end.reason).toBe('the instance does not say how many rows there are')
  })

  it('is incomplete where a required field is not shown, and names it', async () => {
    const { client } = modelOf(someRows(10), { fieldsHidden: ['kind', 'sys_created_on'] })
    const { end } = await swept(client, full)
    expect(end.fieldsMissing).toEqual(['sys_created_on', 'kind'])
    expect(end).toMatchObject({ complete: false, reason: 'fields are not shown: sys_created_on, kind' })
  })

  it('throws where the place is left out of the query', async () => {
    const { client } = modelOf(someRows(250), { ignores: ['sys_id>'] })
    await expect(swept(client, full)).rejects.toMatchObject(ignored)
  })

  it('throws where the order is left out of the query', async () => {
    const { client } = modelOf(someRows(250).reverse(), { ignores: ['ORDERBY'] })
    await expect(swept(client, full)).rejects.toMatchObject(ignored)
  })

  it('throws where the filter is left out of the query', async () => {
    const rows = someRows(20, (n) => (n === 9 ? { row: { ...someRows(10)[9]?.row, kind: 'b' } as RawRow } : {}))
    const { client } = modelOf(rows, { ignores: ['kind'] })
    const request = { ...full, filter: field('kind').is('a'), accepts: (row: RawRow) => row.kind === 'a' }
    await expect(swept(client, request)).rejects.toMatchObject({
      ...ignored,
      message: expect.stringContaining('the filter'),
    })
  })

  it('leaves what is created meanwhile to the next increment', async () => {
    const rows = someRows(150, (n) => (n % 50 === 7 ? { row: newRow(idOf(n)) } : {}))
    const meanwhile: ModelHabits['meanwhile'] = (now, nth) => {
      for (const id of [idOf(9000 + nth), `0-${nth}`]) now.set(id, { row: newRow(id) })
    }
    const { rows: read, end } = await swept(modelOf(rows, { meanwhile }).client, full)
    expect(read).toHaveLength(147)
    expect(end).toMatchObject({ visible: 147, hidden: 0, complete: true })
  })

  it('is not complete where the count that would show what is hidden was cancelled', async () => {
    const { client } = modelOf(someRows(10))
    const { end } = await swept({ ...client, count: async () => 'unanswered' }, full)
    expect(end).toMatchObject({
      visible: 10,
      complete: false,
      reason: 'the instance does not say how many rows there are',
    })
  })

  it('is not taken in by comparisons that bring nothing', async () => {
    const model = modelOf(someRows(10))
    const page: ServiceNowClient['page'] = async (asking) =>
      asking.query.includes('ORDERBY') ? { kind: 'page', rows: [], total: 0 } : model.client.page(asking)
    const client = { ...model.client, page }
    await expect(swept(client, full)).rejects.toMatchObject(ignored)
    await expect(swept(client, increment)).rejects.toMatchObject(ignored)
    const behind: ServiceNowClient['page'] = async (asking) =>
      /sys_id[<>]/.test(asking.query) ? { kind: 'page', rows: [], total: 0 } : model.client.page(asking)
    await expect(swept({ ...model.client, page: behind }, { ...full, pageSize: 4 })).rejects.toMatchObject(ignored)
  })

  it('finds the rows that are passed over where the database orders its keys otherwise than it compares them', async () => {
    const odd = ['a', 'B', 'c', 'D'].map((sys_id) => ({
      row: { sys_id, sys_updated_on: second(1), sys_created_on: '', kind: 'a' },
    }))
    const { client } = modelOf(odd, { collation: 'binary', ordersAs: 'letters-first' })
    const { rows, end } = await swept(client, { ...full, pageSize: 3 })
    expect(ids(rows)).toEqual(['a', 'B', 'c', 'D'])
    expect(end).toMatchObject({ visible: 4, complete: true })
  })
})

describe('an increment', () => {
  it('reads what changed between two seconds, also where many rows changed in one', async () => {
    const { client, asked } = modelOf(someRows(500))
    const { rows, end } = await swept(client, { ...increment, since: second(10), until: second(60), pageSize: 20 })
    expect(ids(rows)).toEqual(Array.from({ length: 350 }, (_, n) => idOf(n + 70)))
    expect(end).toMatchObject({ counted: 350, visible: 350, complete: true })
    expect(asked.length).toBeLessThan(30)
  })

  it('reads a second with more rows than a page by key', async () => {
    const rows = someRows(1000).map(({ row }) => ({ row: { ...row, sys_updated_on: second(5) } }))
    const { client, asked } = modelOf(rows)
    expect((await swept(client, increment)).end).toMatchObject({ visible: 1000, complete: true })
    expect(queryOf(asked[1])).toBe(`sys_updated_on=${second(5)}^sys_id>${idOf(99)}^ORDERBYsys_updated_on^ORDERBYsys_id`)
    expect(asked).toHaveLength(11)
  })

  it('never joins two queries', async () => {
    const { client, asked } = modelOf(someRows(400))
    await swept(client, increment)
    expect(asked.filter(({ query }) => query.includes('^NQ'))).toEqual([])
  })

  it('is incomplete where pages count after ACLs and the Aggregate API counts more', async () => {
    const model = modelOf(someRows(30, (n) => ({ hidden: n === 3 })))
    const page: ServiceNowClient['page'] = async (request) => {
      const answer = await model.client.page(request)
      const all = await model.client.page({ ...request, offset: 0, limit: 1000 })
      return answer.kind === 'page' && all.kind === 'page' ? { ...answer, total: all.rows.length } : answer
    }
    const { end } = await swept({ ...model.client, page }, increment)
    expect(end).toMatchObject({ visible: 29, hidden: 1, complete: false })
  })

  it('takes no row for hidden that was created after its last page, before it is counted', async () => {
    const model = modelOf(someRows(10))
    const count: ServiceNowClient['count'] = async (table, query) => {
      model.rows.set('f', { row: newRow('f') })
      return model.client.count(table, query)
    }
    const { end } = await swept({ ...model.client, count }, full)
    expect(end).toMatchObject({ visible: 10, hidden: 0, complete: true })
  })

  it('ends, however much changes while it reads', async () => {
    const meanwhile: ModelHabits['meanwhile'] = (now, nth) => {
      const row = { sys_id: idOf(9000 + nth), sys_updated_on: second(3001), sys_created_on: second(3001), kind: 'a' }
      now.set(row.sys_id, { row })
    }
    expect((await swept(modelOf(someRows(300), { meanwhile }).client, increment)).rows).toHaveLength(300)
  })

  it.each(['sys_updated_on>', 'sys_updated_on<', 'ORDERBY'])(
    'throws where %s is left out of the query',
    async (part) => {
      const rows = someRows(350).reverse()
      const { client } = modelOf(rows, { ignores: [part] })
      const request = { ...increment, since: second(20), until: second(40) }
      await expect(swept(client, request)).rejects.toMatchObject(ignored)
    },
  )

  it('cannot go on where the time of the last change is not shown', async () => {
    const { client } = modelOf(someRows(300), { fieldsHidden: ['sys_updated_on'] })
    const { rows, end } = await swept(client, increment)
    expect(rows).toEqual([])
    expect(end).toMatchObject({ complete: false, fieldsMissing: ['sys_updated_on'] })
  })
})
