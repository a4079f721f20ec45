import type { AccessEvent } from './access-history.ts'
import { accessOfNights } from './access-rows.ts'
import type { AccountEnd } from './governed-house.ts'
import { requestRows } from './request-rows.ts'

const hour = 3_600_000

/** How long something took, in hours; `open` where it was not over when last looked at. */
export interface NaiveWait {
  readonly hours: number
  readonly open: boolean
}

/** Hours from asking to closing, of every ticketed grant and removal that had been asked for by `until`. */
export function waitsToClose(history: readonly AccessEvent[], until: string): readonly NaiveWait[] {
  return requestRows(history)
    .filter(({ openedAt }) => openedAt <= until)
    .map(({ openedAt, closedAt }) => {
      const open = closedAt > until
      return { hours: (Date.parse(open ? until : closedAt) - Date.parse(openedAt)) / hour, open }
    })
}

/** The nearest-rank percentile of what is over. */
export function percentile(waits: readonly NaiveWait[], percent: number): number | undefined {
  const ascending = waits.filter(({ open }) => !open).map(({ hours }) => hours)
  ascending.sort((a, b) => a - b)
  return ascending[Math.ceil((percent * ascending.length) / 100) - 1]
}

/** How long each account that ended still held something, as the nights saw it. Shares nothing with the product. */
export function keptAfterEnd(
  history: readonly AccessEvent[],
  ends: readonly AccountEnd[],
  nights: readonly string[],
): readonly NaiveWait[] {
  const lastSeen = new Map<string, string>()
  for (const { at, rows } of accessOfNights(history, nights)) for (const { account } of rows) lastSeen.set(account, at)
  return ends.flatMap(({ principal, endedAt }) => {
    const seen = lastSeen.get(principal)
    if (seen === undefined) return []
    const hours = Math.max(0, (Date.parse(seen) - Date.parse(endedAt)) / hour)
    return [{ hours, open: seen === nights.at(-1) }]
  })
}

/** The wait that a share of all does not exceed, by Kaplan–Meier in its plainest form: one factor for each that is over. */
export function survivalPercentile(waits: readonly NaiveWait[], percent: number): number | undefined {
  const inOrder = [...waits].sort((a, b) => a.hours - b.hours || Number(a.open) - Number(b.open))
  let surviving = 1
  for (const [index, { hours, open }] of inOrder.entries()) {
    if (!open) surviving *= 1 - 1 / (inOrder.length - index)
    if (!open && surviving <= 1 - percent / 100 + 1e-9) return hours
  }
  return undefined
}
