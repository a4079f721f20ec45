import type { Flaw } from './flaw.ts'
import type { When } from './when.ts'

/** The first byte of an answer is late. */
export const slowAnswers: Flaw<When & { readonly afterMs?: number }> = {
  defaults: { every: 1, afterMs: 2000 },
  after: ({ afterMs = 2000 }, answer) => ({ ...answer, delivery: { how: 'late', afterMs } }),
}
