import type { Flaw } from './flaw.ts'
import type { When } from './when.ts'

/** `bulkfetch` tells moments as numbers, as the example in Atlassian's description does, and not as its schema says. */
export const changelogEpochs: Flaw<When & { readonly as?: 'seconds' | 'milliseconds' }> = {
  defaults: { as: 'milliseconds' },
  begin: ({ as = 'milliseconds' }, { habits }) => {
    habits.epochs = as
    return () => {
      habits.epochs = undefined
    }
  },
}
