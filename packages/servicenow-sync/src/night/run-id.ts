import { formatInstant, type Instant } from '@ticketbound/core'

/** The id of the night at an instant. It follows from the instant, so that a night run again has the same one. */
export function runIdOf(at: Instant): string {
  return `n-${formatInstant(at).replaceAll(/[-:]/g, '')}`
}
