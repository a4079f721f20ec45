/** What the instance says where a quota rule ended a transaction. */
export const transactionCancelled = {
  message: 'Transaction cancelled: maximum execution time exceeded',
  detail:
    'maximum execution time exceeded Check logs for error trace or enable glide.rest.debug property to verify REST request processing',
} as const

/** The records of a list that was answered; undefined where the answer is no list. */
export function recordsIn(body: string): readonly unknown[] | undefined {
  if (!body.startsWith('{"result":[')) return undefined
  const { result } = JSON.parse(body) as { readonly result: readonly unknown[] }
  return result
}
