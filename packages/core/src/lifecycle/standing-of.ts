import { evaluateEvidence, evidenceRuleFor } from '../evidence/evaluate-evidence.ts'
import { givesAccess } from '../model/request.ts'
import type { Cell } from '../night/cell.ts'
import type { Night } from '../night/night.ts'
import { recertificationDue } from '../night/recertification-due.ts'
import type { JudgedLine } from '../night/subject.ts'
import type { LineStanding } from './lifecycle-state.ts'
import { sightOf } from './sight-of.ts'

/** Gathers what a night knows of one line of an access, for `lifecycleState`. The line must be one of the cell's. */
export function standingOf(judged: JudgedLine, cell: Cell, night: Night): LineStanding {
  const entry = night.entitlements.find(cell.entitlement)
  const due = recertificationDue(cell, entry?.recertify)
  return {
    line: judged.line,
    sufficient: judged.verdict?.sufficient ?? isApprovedNow(judged, cell, night),
    expectation: cell.expectation,
    sight: sightOf(cell, night),
    ...(due && { dueAt: due.at }),
    now: night.at,
    warnings: night.policy.warnings,
  }
}

/** An open line has no verdict yet; it stands as its approvals would at this moment. */
function isApprovedNow({ line }: JudgedLine, { entitlement }: Cell, night: Night): boolean {
  const entry = night.entitlements.find(entitlement)
  if (entry === undefined || !givesAccess(line)) return false
  const rule = evidenceRuleFor(entry, night.entitlements)
  return evaluateEvidence(line, line.approvals, rule, night.directory, night.at, night.seals).sufficient
}
