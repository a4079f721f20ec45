import type { Claim, Finding } from '../finding/finding.ts'
import { kindFacts } from '../finding/kinds.ts'
import type { Night } from './night.ts'

/**
 * Says whether a claim may become a finding tonight. Whether the access itself was proven absent or present is
 * settled where the claim is made; here it is about the other sources its kind needs.
 */
export function mayOpen(claim: Claim, night: Night): boolean {
  return kindFacts(claim.kind).needs.every((need) => {
    if (need === 'tickets') return night.ticketsComplete
    return need === 'people' ? night.peopleComplete : true
  })
}

/**
 * Says whether a finding that is claimed no more may resolve: everything it rests on must have been read completely,
 * its own scope included, because a line that was not read is not a line that is gone.
 */
export function mayResolve(finding: Finding, night: Night): boolean {
  if (!mayOpen(finding, night)) return false
  const systems = systemsBehind(finding)
  if (systems.length > 0) return systems.every((system) => night.scopes.get(system)?.complete === true)
  if (!kindFacts(finding.kind).needs.includes('access')) return true
  return [...night.scopes.values()].every((scope) => scope.complete)
}

/** The systems whose snapshots a finding rests on. A finding can speak of a system without having looked at it. */
function systemsBehind({ evidence }: Finding): readonly string[] {
  return evidence.flatMap((piece) =>
    piece.type === 'snapshot' || piece.type === 'snapshot-line' ? [piece.system] : [],
  )
}
