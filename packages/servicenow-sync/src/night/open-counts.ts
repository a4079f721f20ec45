import type { Finding, Severity } from '@ticketbound/core'

/** How many findings are open, by severity. */
export type OpenCounts = Readonly<Record<Severity, number>>

/** Gives counts to count with. */
export function noneOpen(): Record<Severity, number> {
  return { low: 0, medium: 0, high: 0, critical: 0 }
}

/** Says whether a finding in this state waits for somebody to act. */
export function isOpen(state: Finding['state'] | undefined): boolean {
  return state === 'open' || state === 'reopened'
}
