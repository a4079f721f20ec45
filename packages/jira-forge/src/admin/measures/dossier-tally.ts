import type { Instant } from '@ticketbound/core'
import type { Dossier } from '../../storage/dossiers.ts'
import { claimsOf } from '../claims-of.ts'

/** How long approvals took, in classes: the last holds everything longer. */
export const latencyClasses = ['1 hour', '4 hours', '1 day', '3 days', '7 days', 'longer'] as const

const hourMs = 3_600_000
const dayMs = 24 * hourMs
const classEnds = [hourMs, 4 * hourMs, dayMs, 3 * dayMs, 7 * dayMs] as const

/** The days ahead for which ends are counted. */
export const horizons = [30, 60, 90] as const

/** Counts over dossiers. Two of them added up are the counts over all the dossiers of both. */
export interface DossierTally {
  readonly states: Readonly<Record<Dossier['state'], number>>
  /** Requests that were approved, how long that took in all, and how many took no longer than was agreed. */
  readonly approved: number
  readonly approvalMs: number
  readonly approvedInTime: number
  /** By `latencyClasses`. */
  readonly latencies: readonly number[]
  /** Requests that passed at least once, and those of them on which a later change made decisions void. */
  readonly passed: number
  readonly voidedAfterPassing: number
  readonly askedForException: number
  /** Access that was let pass and has not ended, and how much of it has an end. */
  readonly standing: number
  readonly dated: number
  /** By `horizons`: how much ends within so many days. */
  readonly ending: readonly number[]
  /** Passages by month, `YYYY-MM`. */
  readonly passages: Readonly<Record<string, number>>
}

/** Nothing counted yet. */
export const emptyTally: DossierTally = {
  states: { blocked: 0, ready: 0, passed: 0, voided: 0, bypassed: 0 },
  approved: 0,
  approvalMs: 0,
  approvedInTime: 0,
  latencies: latencyClasses.map(() => 0),
  passed: 0,
  voidedAfterPassing: 0,
  askedForException: 0,
  standing: 0,
  dated: 0,
  ending: horizons.map(() => 0),
  passages: {},
}

/** Adds up two tallies. */
export function addTallies(one: DossierTally, other: DossierTally): DossierTally {
  return {
    states: addNamed(one.states, other.states) as DossierTally['states'],
    approved: one.approved + other.approved,
    approvalMs: one.approvalMs + other.approvalMs,
    approvedInTime: one.approvedInTime + other.approvedInTime,
    latencies: addListed(one.latencies, other.latencies),
    passed: one.passed + other.passed,
    voidedAfterPassing: one.voidedAfterPassing + other.voidedAfterPassing,
    askedForException: one.askedForException + other.askedForException,
    standing: one.standing + other.standing,
    dated: one.dated + other.dated,
    ending: addListed(one.ending, other.ending),
    passages: addNamed(one.passages, other.passages),
  }
}

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

function addListed(one: readonly number[], other: readonly number[]): readonly number[] {
  return one.map((value, at) => value + (other[at] ?? 0))
}

function addNamed(one: Readonly<Record<string, number>>, other: Readonly<Record<string, number>>) {
  const sum: Record<string, number> = { ...one }
  for (const [name, value] of Object.entries(other)) sum[name] = (sum[name] ?? 0) + value
  return sum
}
