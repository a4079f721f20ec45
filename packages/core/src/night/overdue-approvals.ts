import { evaluateEvidence, evidenceRuleFor } from '../evidence/evaluate-evidence.ts'
import { ticketEvidence } from '../finding/evidence.ts'
import type { Claim } from '../finding/finding.ts'
import { toClaim } from '../finding/to-claim.ts'
import { givesAccess, isRejected, lastOpenedAt, type RequestLine } from '../model/request.ts'
import type { Entitlement } from '../policy/catalogue.ts'
import type { Instant } from '../time/instant.ts'
import type { Cell } from './cell.ts'
import type { Night } from './night.ts'

/** Claims one `approval-overdue` for each open request that has waited for a decision for longer than was agreed. */
export function overdueApprovals(cell: Cell, night: Night): readonly Claim[] {
  const entry = night.entitlements.find(cell.entitlement)
  if (entry === undefined || entry.approval.parts.length === 0) return []
  const claims: Claim[] = []
  for (const { line } of cell.lines) {
    if (line.state !== 'open' || !givesAccess(line)) continue
    const due = lastOpenedAt(line) + night.policy.levels.approval
    if (night.at >= due && !isDecided(line, entry, night)) claims.push(overdue(cell, line, due, night))
  }
  return claims
}

/** Decided is what the rule's approvers approved, be it late, and what anybody rejected on record since it was opened. */
function isDecided(line: RequestLine, entry: Entitlement, night: Night): boolean {
  if (isRejected(line)) return true
  const rule = evidenceRuleFor(entry, night.entitlements)
  const verdict = evaluateEvidence(line, line.approvals, rule, night.directory, night.at, night.seals)
  return verdict.sufficient || verdict.onlyLate
}

function overdue(cell: Cell, line: RequestLine, due: Instant, night: Night): Claim {
  const [system] = cell.systems
  return toClaim({
    kind: 'approval-overdue',
    telling: {
      principal: cell.principal,
      entitlement: cell.entitlement,
      ...(system !== undefined && { system }),
      ...(line.level !== undefined && { level: line.level }),
      tickets: [line.number],
      since: due,
    },
    ticket: line.number,
    evidence: [ticketEvidence(line)],
    entry: night.entitlements.find(cell.entitlement),
  })
}
