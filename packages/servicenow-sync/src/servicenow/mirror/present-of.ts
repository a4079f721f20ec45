import type { Instant } from '@ticketbound/core'
import { and, field } from '../wire/encoded-query.ts'
import type { ServiceNowClient } from '../wire/servicenow-client.ts'

const mostLooks = 3

/**
 * Gives the present by our clock or by the instance's, whichever is behind: rows are stamped by the instance's, and what
 * lies in its future may still be written after it was read. It is asked for nothing, for the sake of the `Date` of the
 * answer; where it does not say, ours has to do.
 */
export async function presentOf(
  client: ServiceNowClient,
  table: string,
  ours: Instant,
  signal?: AbortSignal,
): Promise<Instant> {
  const nothing = { table, query: and(field('sys_id').isEmpty()), fields: ['sys_id'], limit: 1 }
  for (let look = 0; look < mostLooks; look += 1) {
    const answer = await client.page(nothing, signal)
    if (answer.kind === 'page') return Math.min(ours, answer.servedAt ?? ours)
    if (answer.kind === 'refused') break
  }
  return ours
}
