import type { Duration } from '../time/duration.ts'
import { formatInstant, type Instant } from '../time/instant.ts'
import { offsetIn } from '../time/start-of-day.ts'
import type { Asked } from './asked.ts'

const dayMs = 86_400_000
/** The last instant that a date can have in ECMAScript; there is none to compare beyond it. */
const lastInstant = 8_640_000_000_000_000

/** The longest time for which the request may ask: the shorter of what the catalogue and the policy allow. */
export function longestFor({ entitlement, policy, principalKind }: Asked): Duration | undefined {
  const byKind = principalKind === undefined ? undefined : policy.maxDuration[principalKind]
  const byEntry = entitlement?.maxDuration
  if (byKind === undefined || byEntry === undefined) return byKind ?? byEntry
  return Math.min(byKind, byEntry)
}

/** The last day that is over within the longest time, `YYYY-MM-DD`; `undefined` where none still to come is, or none is the longest. */
export function lastDayFor(asked: Asked): string | undefined {
  const longest = longestFor(asked)
  const latest = asked.now + (longest ?? 0)
  if (longest === undefined || !isMoment(latest)) return undefined
  const { zone } = asked.policy
  const day = (Math.floor((latest + offsetIn(zone, latest)) / dayMs) - 1) * dayMs
  const hasPassed = day + dayMs <= asked.now + offsetIn(zone, asked.now)
  return hasPassed ? undefined : formatInstant(day).slice(0, 10)
}

/** Says whether an instant is one that a calendar has. */
export function isMoment(instant: Instant): boolean {
  return Number.isInteger(instant) && Math.abs(instant) < lastInstant - dayMs
}
