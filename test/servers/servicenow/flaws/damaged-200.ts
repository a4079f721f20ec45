import type { Flaw } from './flaw.ts'
import { recordsIn, transactionCancelled } from './transaction-cancelled.ts'
import type { When } from './when.ts'

/** How a body is damaged, and from how many records on. */
export interface Damage extends When {
  /** `malformed`: an error is written into the middle of the list; `cut`: the text just ends. */
  readonly as?: 'malformed' | 'cut'
  /** Lists of so many records, or fewer, stay whole. */
  readonly moreThan?: number
}

/** A list is answered with 200 and a body that is no JSON. */
export const damaged200: Flaw<Damage> = {
  defaults: { every: 4, as: 'malformed', moreThan: 0 },
  after: ({ as, moreThan = 0 }, answer) => {
    const records = recordsIn(answer.body)
    if (answer.status !== 200 || records === undefined || records.length <= moreThan) return answer
    if (as === 'cut') return { ...answer, body: answer.body.slice(0, Math.ceil(answer.body.length * 0.6)) }
    const first = records.slice(0, Math.ceil(records.length / 2)).map((record) => JSON.stringify(record))
    const error = JSON.stringify(transactionCancelled)
    return { ...answer, body: `{"result":[${first.join(',')},}""],"error":${error},"status":"failure"}` }
  },
}
