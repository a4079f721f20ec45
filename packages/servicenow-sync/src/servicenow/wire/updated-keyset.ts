import type { RawRow } from '../raw-row.ts'
import { and, type EncodedQuery, field } from './encoded-query.ts'
import type { Keyset } from './keyset.ts'
import { queryIgnored } from './sweep-errors.ts'
import type { SweepRequest } from './sweep-request.ts'
import { isOutOfOrder } from './sys-id-order.ts'

const sysId = field('sys_id')
const updatedOn = field('sys_updated_on')

/** `from`: this second and later. `ties`: only this second, behind the last row. `after`: later than this second. */
type Mode = 'from' | 'ties' | 'after'

/**
 * Reads what changed between two seconds. Many rows change in one second, so a page begins in the second in which the
 * page before ended, and rows of it that are known are passed over; a second of which much is known is first read to
 * its end by key. No page needs `^NQ`: both forms are one stretch of an index, where two joined queries often are none.
 */
export function createUpdatedKeyset(request: SweepRequest): Keyset {
  const { table, filter, from, since, until, accepts } = request
  const start = since ?? ''
  let second = from?.updatedOn ?? start
  let last = from?.sysId ?? ''
  let mode: Mode = last === '' ? 'from' : 'ties'
  /** The mode in which the page that is due was asked for. */
  let asked: Mode = mode
  /** The rows of this second that were taken before it was read by key. */
  let known = new Set<string>()
  /** The page before, where it was read by key. */
  let lastPage: ReadonlySet<string> = new Set()

  function condition(): EncodedQuery {
    asked = mode
    if (mode === 'ties') return and(filter, updatedOn.is(second), sysId.above(last))
    const begin = mode === 'after' ? updatedOn.above(second) : second === '' ? undefined : updatedOn.from(second)
    return and(filter, begin, updatedOn.below(until))
  }

  function take(rows: readonly RawRow[], limit: number): readonly RawRow[] {
    const fresh: RawRow[] = []
    const page = new Set<string>()
    let previous: RawRow = { sys_id: mode === 'ties' ? last : '', sys_updated_on: second }
    for (const row of rows) {
      const id = row.sys_id ?? ''
      check(row, id, previous)
      previous = row
      const key = `${row.sys_updated_on} ${id}`
      if (page.has(key) || (row.sys_updated_on === second && known.has(id))) continue
      page.add(key)
      fresh.push(row)
    }
    if (asked === 'ties') lastPage = new Set(rows.map((row) => row.sys_id ?? ''))
    if (fresh.length > 0) goTo(previous, fresh, limit)
    else if (rows.length > 0) passBy(previous)
    return fresh
  }

  function check(row: RawRow, id: string, previous: RawRow): void {
    if (!accepts(row)) throw queryIgnored(table, 'rows come that the filter excludes')
    const at = row.sys_updated_on ?? ''
    if (at < start || at >= until) throw queryIgnored(table, 'rows come from outside of the time of `sys_updated_on`')
    if (mode === 'ties' && (id === last || lastPage.has(id)))
      throw queryIgnored(table, 'rows come again that `sys_id` should have left behind')
    if (at < second || (mode === 'after' && at === second) || (mode === 'ties' && at !== second))
      throw queryIgnored(table, 'rows come again that `sys_updated_on` should have left behind')
    const before = previous.sys_updated_on ?? ''
    if (at < before) throw queryIgnored(table, 'rows do not come in the order of `sys_updated_on`')
    if (at === before && id !== previous.sys_id && isOutOfOrder(previous.sys_id ?? '', id))
      throw queryIgnored(table, 'rows of one second do not come in the order of `sys_id`')
  }

  function goTo(row: RawRow, fresh: readonly RawRow[], limit: number): void {
    const at = row.sys_updated_on ?? ''
    if (at !== second) known = new Set()
    second = at
    last = row.sys_id ?? ''
    if (asked === 'ties') return
    for (const one of fresh) if (one.sys_updated_on === at) known.add(one.sys_id ?? '')
    // To read half a page again costs about as much as the one request more that a second by itself does.
    mode = known.size * 2 >= limit ? 'ties' : 'from'
  }

  /** All that came is known. To step over it by number would pass over another row when one of these goes away. */
  function passBy(row: RawRow): void {
    if (asked === 'ties') last = row.sys_id ?? ''
    mode = 'ties'
  }

  function step(row: RawRow): void {
    second = row.sys_updated_on ?? ''
    last = row.sys_id ?? ''
    known = new Set()
    lastPage = new Set()
    mode = 'ties'
  }

  function exhausted(): boolean {
    if (asked !== 'ties') return true
    mode = 'after'
    known = new Set()
    lastPage = new Set()
    return false
  }

  return {
    condition,
    whole: () => and(filter, start === '' ? undefined : updatedOn.from(start), updatedOn.below(until)),
    order: ['sys_updated_on', 'sys_id'],
    take,
    step,
    exhausted,
    at: ({ sys_id: id = '', sys_updated_on: on = '' }) =>
      and(filter, updatedOn.from(on), updatedOn.upTo(on), sysId.from(id), sysId.upTo(id)),
    place: () => (last === '' ? { sysId: '' } : { sysId: last, updatedOn: second }),
    lastStretch: () => undefined,
  }
}
