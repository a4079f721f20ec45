import { formatInstant, type Instant } from './instant.ts'
import { offsetIn } from './start-of-day.ts'

/**
 * Gives the last calendar day before an end, on the clocks of `zone`, as `YYYY-MM-DD`. An end is exclusive: what ends
 * on a bare date lasts until the next day begins, and people call it by the day they wrote.
 */
export function lastDayBefore(end: Instant, zone: string): string {
  const last = end - 1
  return formatInstant(last + offsetIn(zone, last)).slice(0, 10)
}
