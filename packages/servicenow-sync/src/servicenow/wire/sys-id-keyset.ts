import type { RawRow } from '../raw-row.ts'
import { and, type EncodedQuery, field } from './encoded-query.ts'
import type { Keyset } from './keyset.ts'
import { queryIgnored } from './sweep-errors.ts'
import type { SweepRequest } from './sweep-request.ts'
import { isOutOfOrder } from './sys-id-order.ts'

const sysId = field('sys_id')

/**
 * Reads a table by its key, which never changes: each page begins behind the last row of the page before, so that
 * whatever is written meanwhile, no row is passed over and none comes twice.
 */
export function createSysIdKeyset({ table, filter, range, from, accepts }: SweepRequest): Keyset {
  const below = range?.below === undefined ? undefined : sysId.below(range.below)
  let last = from?.sysId ?? ''
  let before = last
  let known: ReadonlySet<string> = new Set()

  const behind = (id: string): EncodedQuery | undefined => {
    if (id !== '') return sysId.above(id)
    return range?.from === undefined ? undefined : sysId.from(range.from)
  }

  function take(rows: readonly RawRow[]): readonly RawRow[] {
    const fresh = new Map<string, RawRow>()
    let previous = last
    for (const row of rows) {
      const id = row.sys_id ?? ''
      if (fresh.has(id)) continue
      check(row, id, previous)
      fresh.set(id, row)
      previous = id
    }
    if (fresh.size > 0) goTo(previous, new Set(fresh.keys()))
    return [...fresh.values()]
  }

  function check(row: RawRow, id: string, previous: string): void {
    if (!accepts(row)) throw queryIgnored(table, 'rows come that the filter excludes')
    // The order of the database is its own: only a key that was there before shows for certain that it did not go on.
    if (id === last || known.has(id)) throw queryIgnored(table, 'rows come again that `sys_id` should have left behind')
    if (isOutOfOrder(previous, id)) throw queryIgnored(table, 'rows do not come in the order of `sys_id`')
    if (range?.below !== undefined && isOutOfOrder(id, range.below)) throw outOfRange()
    if (range?.from !== undefined && id !== range.from && isOutOfOrder(range.from, id)) throw outOfRange()
  }

  function outOfRange(): Error {
    return queryIgnored(table, 'rows come from outside of the range of `sys_id`')
  }

  function goTo(id: string, page: ReadonlySet<string>): void {
    before = last
    last = id
    known = page
  }

  function lastStretch() {
    if (known.size === 0) return undefined
    return { condition: and(filter, behind(before), sysId.upTo(last)), known }
  }

  return {
    condition: () => and(filter, behind(last), below),
    whole: () => and(filter, behind(''), below),
    order: ['sys_id'],
    take,
    step: (row) => goTo(row.sys_id ?? '', new Set()),
    exhausted: () => true,
    at: ({ sys_id: id = '' }) => and(filter, sysId.from(id), sysId.upTo(id)),
    place: () => ({ sysId: last }),
    lastStretch,
  }
}
