/** How long to wait between two tries, in milliseconds. */
export interface BackOff {
  readonly firstMs: number
  readonly mostMs: number
}

/**
 * Gives the wait after so many failed tries: doubled with each, never above the most, and drawn from its upper half, so
 * that those who failed together do not come back together.
 */
export function backOff({ firstMs, mostMs }: BackOff, failed: number, random: number): number {
  const ceiling = Math.min(mostMs, firstMs * 2 ** (failed - 1))
  return Math.round(ceiling * (0.5 + random / 2))
}
