import { recertificationEvidence, ticketEvidence } from '../finding/evidence.ts'
import type { Claim } from '../finding/finding.ts'
import { toClaim } from '../finding/to-claim.ts'
import type { RefusedDecision } from '../finding/wording.ts'
import { type Cell, highestHolding } from './cell.ts'
import { isBirthright } from './is-birthright.ts'
import { counts } from './judge-recertifications.ts'
import type { Night } from './night.ts'
import { type RecertificationDue, recertificationDue } from './recertification-due.ts'

/** Claims that access which is there and has its ticket was not confirmed in time: one for all accounts together. */
export function recertificationClaims(cell: Cell, night: Night): readonly Claim[] {
  if (cell.presence !== 'present' || cell.expectation.state !== 'present') return []
  const entry = night.entitlements.find(cell.entitlement)
  if (isBirthright(cell.principal, cell.entitlement, night)) return []
  const due = recertificationDue(cell, entry?.recertify)
  const holding = highestHolding(cell.holdings)
  if (due === undefined || holding === undefined) return []
  if (night.at < due.at + night.policy.grace.recertification) return []
  const { restsOn, since } = cell.expectation
  const { level } = holding.facts
  return [
    toClaim({
      kind: 'recertification-overdue',
      telling: {
        principal: cell.principal,
        entitlement: cell.entitlement,
        system: holding.system,
        ...(level !== undefined && { level }),
        tickets: [...new Set(restsOn.map((line) => line.number))],
        since: due.at,
        ...(due.keep && { kept: due.keep }),
        refusedDecisions: refusedSince(cell, due.keep?.decidedAt ?? since),
      },
      evidence: [...restsOn.map(ticketEvidence), ...keepEvidence(due), holding.evidence],
      facts: holding.facts,
      entry,
    }),
  ]
}

function keepEvidence({ keep }: RecertificationDue) {
  return keep === undefined ? [] : [recertificationEvidence(keep)]
}

/** What was decided since and does not count, so that whoever decided sees why it is overdue nevertheless. */
function refusedSince({ recertifications }: Cell, since: number): readonly RefusedDecision[] {
  return recertifications
    .filter((judged) => !counts(judged) && judged.recertification.decidedAt >= since)
    .map(({ recertification, faults = [] }) => ({ decider: recertification.decider, faults }))
}
