import type { Flaw } from './flaw.ts'
import type { When } from './when.ts'

/** The search knows of a change only after so long; without `lagMs`, not before the flaw is switched off. */
export const staleSearchIndex: Flaw<When & { readonly lagMs?: number }> = {
  defaults: {},
  begin: ({ lagMs = Number.POSITIVE_INFINITY }, { index }) => {
    index.lagMs = lagMs
    return () => {
      index.lagMs = 0
    }
  },
}
