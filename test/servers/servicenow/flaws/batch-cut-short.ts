import type { Flaw } from './flaw.ts'
import type { When } from './when.ts'

/** A batch runs into its 30 seconds: the items after the first few are named as not done. */
export const batchCutShort: Flaw<When & { readonly served?: number }> = {
  defaults: { api: 'batch', served: 1 },
  reading: ({ served = 1 }) => ({ servesOfBatch: served }),
}
