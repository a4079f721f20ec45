import type { Instant } from '@ticketbound/core'

/** Writes an instant as the database does: `YYYY-MM-DD HH:MM:SS` in UTC. */
export function toStamp(instant: Instant): string {
  return new Date(instant).toISOString().slice(0, 19).replace('T', ' ')
}

/** The second that is so many seconds after a stamp, or before it. */
export function addSeconds(stamp: string, seconds: number): string {
  return toStamp(Date.parse(`${stamp.replace(' ', 'T')}Z`) + seconds * 1000)
}

/** Whether a stamp is before another; they sort as text. */
export function isEarlier(stamp: string, other: string): boolean {
  return stamp < other
}
