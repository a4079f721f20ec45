import type { Severity } from '@ticketbound/core'

/** What is written about which findings, whatever it is written to. */
export interface WriteBackScope {
  /** Findings below this have no record and no note. */
  readonly minSeverity: Severity
  /** Whether the tickets of a finding are told of it. */
  readonly notes: boolean
  /** Absent: no tasks. */
  readonly tasks?: { readonly minSeverity: Severity }
  /** The most things that may be written at once without somebody saying so. */
  readonly most: number
}
