import { and, field, orderBy } from './encoded-query.ts'
import { numberOf } from './number-of.ts'
import { queryIgnored } from './sweep-errors.ts'
import type { Sweeping } from './sweeping.ts'

/**
 * Doubts a sweep in which nothing came: comparisons may be what brings nothing.
 *
 * ServiceNow: a user whom a query ACL keeps from comparing a field gets no rows for it where
 * `glide.invalid_query.returns_no_rows` is set, without an error. So a row that is there is asked for by comparing.
 */
export async function checkEnd({ client, request, keyset, tally, signal }: Sweeping): Promise<void> {
  if (tally.now().shown > 0) return
  const { table, filter } = request
  const fields = ['sys_id', 'sys_updated_on']
  const any = await client.page({ table, query: and(filter), fields, limit: 1 }, signal)
  const [row] = any.kind === 'page' ? any.rows : []
  if (row === undefined) {
    // Rows that are counted without any comparing, and none of which is shown, are hidden.
    if (any.kind !== 'page' || (request.range === undefined && request.by === 'sys_id')) noteHidden()
    return
  }
  if (keyset.order.some((name) => row[name] === undefined)) return
  const query = orderBy(keyset.at(row), ...keyset.order)
  const same = await client.page({ table, query, fields, limit: 1 }, signal)
  // A row that was hidden meanwhile is counted all the same.
  const found =
    same.kind === 'page' ? (same.total ?? numberOf(await client.count(table, keyset.at(row), signal)) ?? 0) : 0
  if (found > 0 || (same.kind === 'page' && same.rows.length > 0)) return
  const byKey = and(filter, field('sys_id').is(row.sys_id ?? ''))
  const again = await client.page({ table, query: byKey, fields, limit: 1 }, signal)
  const [unchanged] = again.kind === 'page' ? again.rows : []
  if (unchanged === undefined || unchanged.sys_updated_on !== row.sys_updated_on) return
  const names = keyset.order.map((name) => `\`${name}\``).join(' and ')
  throw queryIgnored(table, `comparing by ${names} brings nothing, though rows are there`)

  function noteHidden(): void {
    const total = any.kind === 'page' ? (any.total ?? 0) : 1
    if (total > 0) tally.short(total)
  }
}
