import type { Flaw } from './flaw.ts'
import { recordsIn, transactionCancelled } from './transaction-cancelled.ts'
import type { When } from './when.ts'

/** A list is answered with 200 and only its first records, with an error beside them. */
export const cancelled200: Flaw<When & { readonly moreThan?: number }> = {
  defaults: { every: 4, moreThan: 0 },
  after: ({ moreThan = 0 }, answer) => {
    const records = recordsIn(answer.body)
    if (answer.status !== 200 || records === undefined || records.length <= moreThan) return answer
    const result = records.slice(0, Math.floor(records.length / 2))
    return { ...answer, body: JSON.stringify({ result, error: transactionCancelled, status: 'failure' }) }
  },
}
