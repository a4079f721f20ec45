import type { Flaw } from './flaw.ts'
import type { When } from './when.ts'

/** Each event is told more than once. */
export const eventsTwice: Flaw<When & { readonly copies?: number }> = {
  defaults: { copies: 2 },
  begin: ({ copies = 2 }, { events: { habits } }) => {
    habits.copies = copies
    return () => {
      habits.copies = 1
    }
  },
}
