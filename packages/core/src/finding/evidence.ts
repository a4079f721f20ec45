import type { SnapshotPlace } from '../model/grant.ts'
import type { Recertification } from '../model/recertification.ts'
import type { RequestLine } from '../model/request.ts'
import type { Instant } from '../time/instant.ts'
import type { Evidence } from './finding.ts'

/** A request line as evidence. */
export function ticketEvidence({ source, number, item }: RequestLine): Evidence {
  return { type: 'ticket', source, number, item }
}

/** One line of a system's snapshot as evidence, read at `at`. */
export function lineEvidence(system: string, { source, file, line }: SnapshotPlace, at: Instant): Evidence {
  return { type: 'snapshot-line', system, source, file, line, at }
}

/** A recertification as evidence. */
export function recertificationEvidence(recertification: Recertification): Evidence {
  const { principal, entitlement, decision, decider, decidedAt } = recertification
  return { type: 'recertification', principal, entitlement, decision, decider, decidedAt }
}
