import { canonicalJson, formatInstant, type Json, type RequestDecision } from '@ticketbound/core'
import { sha256 } from '@ticketbound/seals'

/** The digest of a decision as a whole, with that of what was decided about; the same decision gives the same digest. */
export function verdictDigest(digest: string, { allowed, refusals, request, evidence }: RequestDecision): string {
  const verdict = {
    version: 1,
    digest,
    allowed,
    refusals,
    violations: request.violations.map(({ code }) => code),
    excused: request.excused.map(({ exception, violation }) => ({ exception, rule: violation.code })),
    evidence: evidence === undefined ? null : toJson(evidence),
  }
  return sha256(canonicalJson(verdict as unknown as Json))
}

function toJson({ needed, counted, approvals }: NonNullable<RequestDecision['evidence']>) {
  return {
    needed,
    counted,
    approvals: approvals.map(({ approver, decision, how, decidedAt, faults }) => ({
      approver,
      decision,
      how,
      decidedAt: formatInstant(decidedAt),
      faults,
    })),
  }
}
