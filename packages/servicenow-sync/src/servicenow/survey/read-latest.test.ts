import { describe, expect, it } from 'vitest'
import type { RawRow } from '../raw-row.ts'
import type { PageAnswer } from '../wire/envelope.ts'
import type { PageRequest, ServiceNowClient } from '../wire/servicenow-client.ts'
import { readLatest } from './read-latest.ts'

const spec = { table: 'sc_req_item', fields: ['number', 'state'] }

/** A table of so many rows, of which each page may be answered otherwise. */
function aTable(rows: number, otherwise: (request: PageRequest) => PageAnswer | undefined = () => undefined) {
  const asked: PageRequest[] = []
  const all = Array.from({ length: rows }, (_row, at): RawRow => ({ sys_id: `i${at}`, state: String(at % 2) }))
  async function page(request: PageRequest): Promise<PageAnswer> {
    asked.push(request)
    const { offset = 0, limit } = request
    return otherwise(request) ?? { kind: 'page', rows: all.slice(offset, offset + limit), total: rows }
  }
  const client = { page } as ServiceNowClient
  return { asked, looking: { client, pageSize: 10, until: '2026-03-01 00:00:00' } }
}

describe('the latest rows of a table', () => {
  it('are asked for latest first, no more than are wanted', async () => {
    const { asked, looking } = aTable(100)
    const { rows, gaps } = await readLatest(looking, spec, 25)
    expect({ rows: rows.length, gaps }).toEqual({ rows: 25, gaps: [] })
    expect(asked.map(({ query, offset, limit }) => [query, offset, limit])).toEqual([
      ['ORDERBYDESCsys_created_on', 0, 10],
      ['ORDERBYDESCsys_created_on', 10, 10],
      ['ORDERBYDESCsys_created_on', 20, 10],
    ])
  })

  it('are all of them where there are fewer', async () => {
    const { asked, looking } = aTable(12)
    expect((await readLatest(looking, spec, 25)).rows).toHaveLength(12)
    expect(asked).toHaveLength(2)
  })

  it('are none without a question where none are wanted', async () => {
    const { asked, looking } = aTable(12)
    expect(await readLatest(looking, spec, 0)).toEqual({ rows: [], gaps: [] })
    expect(asked).toEqual([])
  })

  it('are held to the filter on our side, too', async () => {
    const { looking } = aTable(20)
    const { rows } = await readLatest(looking, spec, 5, { accepts: ({ state }) => state === '1' })
    expect(rows.map(({ sys_id: id }) => id)).toEqual(['i1', 'i3', 'i5', 'i7', 'i9'])
  })

  it('are looked for behind rows that are hidden, which are told', async () => {
    const { looking } = aTable(30, ({ offset }) => (offset === 0 ? { kind: 'page', rows: [], total: 30 } : undefined))
    const { rows, gaps } = await readLatest(looking, spec, 15)
    expect(rows[0]?.sys_id).toBe('i10')
    expect(gaps).toEqual([{ table: 'sc_req_item', because: '10 of the latest rows are counted and not shown' }])
  })

  it('end with a short page where nobody counts them', async () => {
    const page = (rows: readonly RawRow[]): PageAnswer => ({ kind: 'page', rows, total: undefined })
    const { asked, looking } = aTable(30, () => page([{ sys_id: 'a' }]))
    expect((await readLatest(looking, spec, 15)).rows).toEqual([{ sys_id: 'a' }])
    expect(asked).toHaveLength(1)
  })

  it('are asked for in smaller pages where large ones come damaged, to the last one', async () => {
    const { asked, looking } = aTable(30, ({ limit }) => (limit > 3 ? { kind: 'damaged', because: 'cut' } : undefined))
    expect((await readLatest(looking, spec, 6)).rows).toHaveLength(6)
    expect(asked.map(({ limit }) => limit)).toEqual([6, 3, 3])
    const never = aTable(30, () => ({ kind: 'damaged', because: 'cut' })).looking
    await expect(readLatest(never, spec, 6)).rejects.toMatchObject({ kind: 'upstream', code: 'page-damaged' })
  })

  it('are none where the table is refused, which is told', async () => {
    const { looking } = aTable(30, () => ({ kind: 'refused', status: 403, message: 'Not Authorized' }))
    expect(await readLatest(looking, spec, 6)).toEqual({
      rows: [],
      gaps: [{ table: 'sc_req_item', because: 'it cannot be read: Not Authorized' }],
    })
  })

  it('are not looked for without end where an instance keeps giving what is not asked for', async () => {
    const { asked, looking } = aTable(1_000_000)
    expect((await readLatest(looking, spec, 6, { accepts: () => false })).rows).toEqual([])
    expect(asked).toHaveLength(50)
  })
})
