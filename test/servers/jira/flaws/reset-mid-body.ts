import type { Flaw } from './flaw.ts'
import type { When } from './when.ts'

/** The body begins, and then the connection is reset. */
export const resetMidBody: Flaw<When & { readonly afterBytes?: number }> = {
  defaults: { every: 3, afterBytes: 20 },
  after: ({ afterBytes = 20 }, answer) => ({ ...answer, delivery: { how: 'reset', afterBytes } }),
}
