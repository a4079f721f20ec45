import type { Instant } from '@ticketbound/core'
import type { Dossier } from '../../storage/dossiers.ts'
import { claimsOf } from '../claims-of.ts'
import { type DossierTally, emptyTally, horizons, latencyClasses } from './dossier-tally.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs
const classEnds = [hourMs, 4 * hourMs, dayMs, 3 * dayMs, 7 * dayMs] as const

/** Counts one dossier. `agreedMs` is how long an approval may take. */
export function tallyOf(dossier: Dossier, moment: { readonly now: Instant; readonly agreedMs: number }): DossierTally {
  const { state, passages, voids, exceptionRequests } = dossier
  const latency = latencyOf(dossier)
  const ends = endsIn(dossier, moment.now)
  const stands = passages.length > 0 && (ends === undefined || ends > 0)
  const hasPassed = passages.length > 0
  const firstPassed = passages[0]?.passedAt ?? Number.POSITIVE_INFINITY
  return {
    states: { ...emptyTally.states, [state]: 1 },
    approved: count(latency !== undefined),
    approvalMs: latency ?? 0,
    approvedInTime: count(latency !== undefined && latency <= moment.agreedMs),
    latencies: latencyClasses.map((_, at) => count(latency !== undefined && classOf(latency) === at)),
    passed: count(hasPassed),
    voidedAfterPassing: count(voids.some(({ at }) => at >= firstPassed)),
    askedForException: count(exceptionRequests.length > 0),
    standing: count(stands),
    dated: count(stands && ends !== undefined),
    ending: horizons.map((days) => count(stands && ends !== undefined && ends <= days * dayMs)),
    passages: byMonth(passages.map(({ passedAt }) => passedAt)),
  }
}

/** From asking to the last approval; `undefined` where nobody approved. */
function latencyOf({ seals }: Dossier): number | undefined {
  const approvals = seals.map(claimsOf).filter((claims) => claims?.decision === 'approved')
  const last = approvals.at(-1)
  return last === undefined ? undefined : Math.max(0, last.decidedAt - last.opened)
}

function endsIn({ expires }: Dossier, now: Instant): number | undefined {
  if (expires === undefined) return undefined
  const end = Date.parse(expires)
  return Number.isNaN(end) ? undefined : end - now
}

function classOf(latency: number): number {
  const at = classEnds.findIndex((end) => latency <= end)
  return at < 0 ? classEnds.length : at
}

function byMonth(instants: readonly Instant[]): Readonly<Record<string, number>> {
  const months: Record<string, number> = {}
  for (const instant of instants) {
    const month = new Date(instant).toISOString().slice(0, 7)
    months[month] = (months[month] ?? 0) + 1
  }
  return months
}

function count(holds: boolean): number {
  return holds ? 1 : 0
}
