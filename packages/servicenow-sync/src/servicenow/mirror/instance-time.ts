import type { Instant } from '@ticketbound/core'
import { and, field } from '../wire/encoded-query.ts'
import type { ServiceNowClient } from '../wire/servicenow-client.ts'

const mostLooks = 3

/**
 * Asks an instance for the time by its own clock, which is the one that stamps its rows: where ours is ahead, what lies in
 * its future may still be written after it was read. A table is asked for nothing, for the sake of the `Date` of the
 * answer; undefined where that does not say.
 */
export async function instanceTime(
  client: ServiceNowClient,
  table: string,
  signal?: AbortSignal,
): Promise<Instant | undefined> {
  const nothing = { table, query: and(field('sys_id').isEmpty()), fields: ['sys_id'], limit: 1 }
  for (let look = 0; look < mostLooks; look += 1) {
    const answer = await client.page(nothing, signal)
    if (answer.kind === 'page') return answer.servedAt
    if (answer.kind === 'refused') return undefined
  }
  return undefined
}
