import type { RequestLine } from '../model/request.ts'
import { formatInstant, type Instant } from '../time/instant.ts'
import { offsetIn } from '../time/start-of-day.ts'
import { askedOf, type RequestSurroundings } from './asked.ts'
import { lastDayFor, longestFor } from './longest-term.ts'

/** Which days a request may name as the last one of the access, both as `YYYY-MM-DD` on the policy's clocks. */
export type AllowedEnd =
  /** Without `last` where neither the catalogue nor the policy sets a longest time. */
  | { readonly possible: true; readonly first: string; readonly last?: string }
  /** The longest time is shorter than any whole day that is still to come. */
  | { readonly possible: false }

/** Tells which last days a request may name now: from today to the last day of the longest time. */
export function allowedEnd(request: RequestLine, surroundings: RequestSurroundings, now: Instant): AllowedEnd {
  const asked = askedOf(request, surroundings, now)
  const first = formatInstant(now + offsetIn(surroundings.policy.zone, now)).slice(0, 10)
  if (longestFor(asked) === undefined) return { possible: true, first }
  const last = lastDayFor(asked)
  return last === undefined ? { possible: false } : { possible: true, first, last }
}
