import { failure } from '../wire/answer.ts'
import type { Flaw } from './flaw.ts'
import { recordsIn, transactionCancelled } from './transaction-cancelled.ts'
import type { When } from './when.ts'

/** A list is answered with 500, as it took too long. */
export const cancelled500: Flaw<When & { readonly moreThan?: number }> = {
  defaults: { every: 4, method: 'GET', moreThan: 0 },
  after: ({ moreThan = 0 }, answer) => {
    const records = recordsIn(answer.body)
    if (records !== undefined && records.length <= moreThan) return answer
    return failure(500, transactionCancelled.message, transactionCancelled.detail)
  },
}
