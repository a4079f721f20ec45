import type { Flaw } from './flaw.ts'
import type { When } from './when.ts'

/** Jira gives up on a validator after so long. */
export const impatientValidators: Flaw<When & { readonly afterMs?: number }> = {
  defaults: { afterMs: 50 },
  begin: ({ afterMs = 50 }, { habits }) => {
    const before = habits.validatorTimeoutMs
    habits.validatorTimeoutMs = afterMs
    return () => {
      habits.validatorTimeoutMs = before
    }
  },
}
