import { failure } from '../wire/answer.ts'
import type { Flaw } from './flaw.ts'
import { transactionCancelled } from './transaction-cancelled.ts'
import type { When } from './when.ts'

/** A write is committed, but the client is told that it failed, or told nothing. */
export const post500Commits: Flaw<When & { readonly as?: 'error' | 'dropped' }> = {
  defaults: { method: 'POST', nth: 1, as: 'error' },
  after: ({ as }, answer) => {
    if (answer.status >= 300) return answer
    if (as === 'dropped') return { ...answer, delivery: { how: 'dropped' } }
    return failure(500, transactionCancelled.message, transactionCancelled.detail)
  },
}
