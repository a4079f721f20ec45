import type { Flaw } from './flaw.ts'
import type { ReadingHabits } from './reading-habits.ts'
import type { When } from './when.ts'

/** A query ACL keeps the user from comparing by order and from sorting. What becomes of such a query differs. */
export const rangeQueriesRefused: Flaw<When & { readonly as?: NonNullable<ReadingHabits['ranges']> }> = {
  defaults: { as: 'refused' },
  reading: ({ as = 'refused' }) => ({ ranges: as }),
}
