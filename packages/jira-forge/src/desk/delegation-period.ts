import { type Instant, parseEnd } from '@ticketbound/core'
import type { DelegationAsked } from './delegation-asked.ts'
import type { IssueOnDesk } from './issue-on-desk.ts'
import { type DeskRefusal, refuse } from './refusal.ts'

/** Somebody who is away for longer should give the office to another, in the people document or the catalogue. */
export const longestDelegationMs = 92 * 86_400_000

/** From when until when somebody decides in another's place. */
export interface DelegationPeriod {
  readonly from: Instant
  readonly until: Instant
}

/** Reads the days of a delegation. They are those of the policy's zone, and both belong to the period. */
export function delegationPeriod(
  { from: firstDay, until: lastDay }: Pick<DelegationAsked, 'from' | 'until'>,
  { at, policy }: Pick<IssueOnDesk, 'at' | 'policy'>,
): DelegationPeriod | DeskRefusal {
  const until = parseEnd(lastDay, policy.zone)
  const from = firstDay === undefined ? { ok: true as const, value: at } : startOf(firstDay, policy.zone)
  if (!isDay(lastDay) || !until.ok || !from.ok) return notFit('The days are not real days.')
  const begins = Math.max(from.value, at)
  if (until.value <= begins) return notFit('The last day is over, or comes before the first.')
  if (until.value - begins > longestDelegationMs) return notFit('Nobody can delegate for longer than 92 days.')
  return { from: begins, until: until.value }
}

/** A day begins where the one before it ends. */
function startOf(day: string, zone: string): ReturnType<typeof parseEnd> {
  const instant = Date.parse(`${day}T00:00:00Z`)
  if (!isDay(day) || Number.isNaN(instant)) return parseEnd('', zone)
  return parseEnd(new Date(instant - 86_400_000).toISOString().slice(0, 10), zone)
}

function isDay(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text)
}

function notFit(message: string): DeskRefusal {
  return refuse('period-not-fit', message, 'Choose a last day within 92 days of the first.')
}
