import type { Dossier } from '../../storage/dossiers.ts'

/** How long approvals took, in classes: the last holds everything longer. */
export const latencyClasses = ['1 hour', '4 hours', '1 day', '3 days', '7 days', 'longer'] as const

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

function addListed(one: readonly number[], other: readonly number[]): readonly number[] {
  return one.map((value, at) => value + (other[at] ?? 0))
}

function addNamed(one: Readonly<Record<string, number>>, other: Readonly<Record<string, number>>) {
  const sum: Record<string, number> = { ...one }
  for (const [name, value] of Object.entries(other)) sum[name] = (sum[name] ?? 0) + value
  return sum
}
