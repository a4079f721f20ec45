import type { Flaw } from './flaw.ts'
import type { When } from './when.ts'

/** The body begins, and then nothing more comes. */
export const stalledBody: Flaw<When & { readonly afterBytes?: number }> = {
  defaults: { every: 5, afterBytes: 20 },
  after: ({ afterBytes = 20 }, answer) => ({ ...answer, delivery: { how: 'stalled', afterBytes } }),
}
