import type { RawRow } from '../raw-row.ts'
import type { TableSpec } from '../table-spec.ts'
import { and, latestFirst } from '../wire/encoded-query.ts'
import { pageDamaged } from '../wire/sweep-errors.ts'
import type { Gap } from './gap.ts'
import type { Looking, Narrowed, RowsRead } from './read-rows.ts'

/** More pages than this a sample is not worth. */
const mostPages = 50

/**
 * Reads the rows of a table that were created last, at most so many. They are a sample: what is created or goes away
 * meanwhile may be missed, and rows that are counted and not shown are a gap.
 */
export async function readLatest(
  { client, pageSize, signal, onTable }: Looking,
  { table, fields }: Pick<TableSpec, 'table' | 'fields'>,
  most: number,
  { filter, accepts = () => true }: Narrowed = {},
): Promise<RowsRead> {
  onTable?.(table)
  const query = latestFirst(and(filter), 'sys_created_on')
  const rows = new Map<string, RawRow>()
  let limit = Math.min(pageSize, most)
  let [offset, hidden] = [0, 0]
  for (let page = 0; page < mostPages && rows.size < most; page += 1) {
    const answer = await client.page({ table, query, fields, limit, offset }, signal)
    if (answer.kind === 'refused') return { rows: [], gaps: [refused(table, answer.message)] }
    if (answer.kind === 'damaged') {
      if (limit === 1) throw pageDamaged(table, `${offset} rows`, answer.because)
      limit = Math.ceil(limit / 2)
      continue
    }
    const expected =
      answer.total === undefined ? answer.rows.length : Math.max(0, Math.min(limit, answer.total - offset))
    hidden += Math.max(0, expected - answer.rows.length)
    for (const row of answer.rows) if (accepts(row)) rows.set(row.sys_id ?? '', row)
    offset += limit
    const isLast = answer.total === undefined ? answer.rows.length < limit : offset >= answer.total
    if (isLast) break
  }
  const gaps = hidden > 0 ? [{ table, because: `${hidden} of the latest rows are counted and not shown` }] : []
  return { rows: [...rows.values()].slice(0, most), gaps }
}

function refused(table: string, message: string): Gap {
  return { table, because: `it cannot be read: ${message}` }
}
