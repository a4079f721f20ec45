import type { Claim, Finding } from '../finding/finding.ts'
import { kindFacts } from '../finding/kinds.ts'
import type { Night } from './night.ts'

/** Says whether a claim may become a finding tonight: everything that its kind needs must have been read completely. */
export function mayOpen({ kind, system }: Claim, night: Night): boolean {
  return kindFacts(kind).needs.every((need) => {
    if (need === 'tickets') return night.ticketsComplete
    if (need === 'people') return night.peopleComplete
    if (need === 'recertifications') return night.recertificationsComplete !== false
    if (system !== undefined) return isWhole(system, night)
    return [...night.scopes.values()].every((scope) => scope.complete)
  })
}

/**
 * Says whether a finding that is claimed no more may resolve: everything it rests on must have been read completely,
 * its own scope included, because a line that was not read is not a line that is gone.
 */
export function mayResolve(finding: Finding, night: Night): boolean {
  return mayOpen(finding, night) && systemsBehind(finding).every((system) => isWhole(system, night))
}

function isWhole(system: string, night: Night): boolean {
  return night.scopes.get(system)?.complete === true
}

/** The systems whose snapshots a finding rests on. A finding can speak of a system without having looked at it. */
function systemsBehind({ evidence }: Finding): readonly string[] {
  return evidence.flatMap((piece) =>
    piece.type === 'snapshot' || piece.type === 'snapshot-line' ? [piece.system] : [],
  )
}
