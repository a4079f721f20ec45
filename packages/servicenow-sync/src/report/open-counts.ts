import { type Finding, findingKinds, kindFacts, type Severity } from '@ticketbound/core'
import type { NightResult } from '../night/night-result.ts'

/** How many findings are open, by severity. */
export type OpenCounts = Readonly<Record<Severity, number>>

/**
 * Counts what an earlier night left open. A night keeps its counts by kind, so the severity is the kind's: the risk of
 * single entitlements does not move it.
 */
export function openCountsOfNight({ findings }: Pick<NightResult, 'findings'>): OpenCounts {
  const open = { low: 0, medium: 0, high: 0, critical: 0 }
  for (const kind of findingKinds) open[kindFacts(kind).severity] += findings[kind].open
  return open
}

/** Counts the findings that are open among those given. */
export function openCounts(findings: Iterable<Pick<Finding, 'severity' | 'state'>>): OpenCounts {
  const open = { low: 0, medium: 0, high: 0, critical: 0 }
  for (const { severity, state } of findings) if (isOpen(state)) open[severity] += 1
  return open
}

/** Says whether a finding in this state waits for somebody to act. */
export function isOpen(state: Finding['state']): boolean {
  return state === 'open' || state === 'reopened'
}
