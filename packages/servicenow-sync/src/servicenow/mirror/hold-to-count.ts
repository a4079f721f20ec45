import { and, type EncodedQuery, field } from '../wire/encoded-query.ts'
import type { Count } from '../wire/servicenow-client.ts'
import type { Syncing } from './syncing.ts'

/** Where the rows that were here before end, and where those end that are looked at: times of creation. */
interface Counted {
  readonly knownUntil: string
  readonly until: string
}

const createdOn = field('sys_created_on')

/**
 * Holds what is here of a table to the instance's counts. Rows that were here before and rows that are new are counted by
 * themselves: in one sum, a row that is gone would make up for a new one that was not shown, because it changed in the
 * last minute. Where the account is never told a count, there is nothing to hold it to.
 */
export async function holdToCount(
  syncing: Syncing,
  { knownUntil, until }: Counted,
): Promise<'equal' | 'other' | 'unanswered'> {
  const { copy } = syncing
  const undated = copy.countUndated()
  const parts: readonly (readonly [EncodedQuery, number])[] = [
    // What a database makes of a comparison with nothing differs, so that rows without a time are never compared.
    [and(createdOn.isNotEmpty(), createdOn.below(knownUntil)), copy.count(knownUntil)],
    [and(createdOn.from(knownUntil), createdOn.below(until)), copy.count(until, knownUntil)],
    ...(undated === 0 ? [] : [[createdOn.isEmpty(), undated] as const]),
  ]
  for (const [condition, here] of parts) {
    const counted = await countOf(syncing, condition)
    if (counted === 'unanswered') return 'unanswered'
    if (counted !== undefined && counted !== here) return 'other'
  }
  return 'equal'
}

/** Counts the rows of a table of which something holds. */
export function countOf({ client, table, options }: Syncing, condition: EncodedQuery): Promise<Count> {
  return client.count(table.spec.table, and(table.filter, condition), options.signal)
}
