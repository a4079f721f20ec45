import type { Sweeping } from './sweeping.ts'
import type { Window } from './window.ts'

/**
 * Doubts the page that says it is the last: where pages are counted after ACLs, rows that are hidden on it are neither
 * shown nor counted, while the Aggregate API knows no ACLs of rows. On every other page they show as a gap.
 */
export async function checkLast(
  { client, request, keyset, tally, signal }: Sweeping,
  { left = 0, told }: Window,
): Promise<void> {
  if (told === undefined || tally.hides()) return
  const { table } = request
  const { condition, offset } = told
  const counted = await client.count(table, condition, signal)
  // An account that is never told has only the page's word; where counting was cancelled, it may be told another night.
  if (counted === 'unanswered') return tally.uncounted()
  if (counted === undefined || counted <= left + offset) return
  // Rows may have been created between the two; then the pages count them, too.
  const again = await client.page({ table, query: condition, fields: keyset.order, limit: 1 }, signal)
  if (again.kind !== 'page' || again.total === undefined) return tally.uncounted()
  if (counted > again.total) tally.short(counted - again.total)
}
