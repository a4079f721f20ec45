/** How much is asked for at once. */
export interface Paging {
  readonly pageSize: number
  /** How many requests the client sends at the same time. */
  readonly concurrency: number
}

/**
 * Into how many parts a full sweep of so many rows is split: two for each request that may be under way. While a page of
 * one part is taken apart and kept, a page of another is on its way, so that the instance is never left without a request.
 * A short table stays whole, because each part ends with a count and a page that is not full.
 */
export function partsOfSweep(counted: number | undefined, { pageSize, concurrency }: Paging): number {
  const parts = concurrency * 2
  return counted !== undefined && counted > 2 * pageSize * parts ? parts : 1
}
