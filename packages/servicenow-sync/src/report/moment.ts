import type { Instant } from '@ticketbound/core'
import { type Html, html } from './html.ts'

const latest = 8_640_000_000_000_000
const dayMs = 86_400_000

/** Shows an instant like `2026-03-31 17:00 UTC`. */
export function moment(instant: Instant): Html {
  const iso = isoOf(instant)
  if (iso === undefined) return html`unknown`
  return html`<time datetime="${iso}">${iso.slice(0, -14)} ${iso.slice(-13, -8)} UTC</time>`
}

/** Shows the day of an instant in UTC, like `2026-03-31`. */
export function day(instant: Instant): Html {
  const iso = isoOf(instant)
  return iso === undefined ? html`unknown` : html`<time datetime="${iso}">${iso.slice(0, -14)}</time>`
}

/** Writes the day of an instant in UTC, like `2026-03-31`. */
export function dayText(instant: Instant): string {
  return isoOf(instant)?.slice(0, -14) ?? 'unknown'
}

/** Says how long ago `since` was at `now`, in whole days; nothing where `since` is not in the past. */
export function ageText(since: Instant, now: Instant): string | undefined {
  const days = Math.floor((now - since) / dayMs)
  if (!(days >= 1)) return undefined
  return days === 1 ? '1 day' : `${days.toLocaleString('en')} days`
}

function isoOf(instant: Instant): string | undefined {
  return Math.abs(instant) <= latest ? new Date(instant).toISOString() : undefined
}
