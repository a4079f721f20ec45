import type { Instant } from '../time/instant.ts'

/** The length of one day, in milliseconds. */
export const oneDay = 86_400_000

/** The start of a day of the small calendar that unit tests live in: day 1 is 1 January 2026, UTC. */
export function day(count: number): Instant {
  return Date.UTC(2026, 0, 1) + (count - 1) * oneDay
}
