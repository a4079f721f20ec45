import {
  type EvidenceVerdict,
  formatInstant,
  type Instant,
  type RequestDecision,
  type RequestLine,
  type RuleCheck,
  refusals,
  type Violation,
} from '@ticketbound/core'

/** A decision as `decide --json` prints it, as an object still; instants are RFC 3339. */
export function decisionJson(line: RequestLine, { allowed, refusals: why, request, evidence }: RequestDecision) {
  return {
    allowed,
    refusals: why,
    asked: askedJson(line),
    request: {
      allowed: request.allowed,
      violations: request.violations.map(violationJson),
      excused: request.excused.map(({ exception, violation }) => ({ exception, violation: violationJson(violation) })),
    },
    evidence: evidence ? evidenceJson(evidence) : null,
  }
}

/** What every rule says of a request, as an object still. */
export function checkJson({ rule, outcome, exception, violation }: RuleCheck) {
  return { rule, outcome, exception, violation: violation && violationJson(violation) }
}

function askedJson({ source, number, item, kind, principal, entitlement, level, expiresAt }: RequestLine) {
  return { source, number, item, kind, principal, entitlement, level, expiresAt: text(expiresAt) }
}

function violationJson({ code, field, message, remedy, controls }: Violation) {
  return { code, field, message, remedy, controls }
}

function evidenceJson({
  sufficient,
  needed,
  counted,
  assurance,
  provenAt,
  approvedBy,
  parts,
  approvals,
}: EvidenceVerdict) {
  return {
    sufficient,
    needed,
    counted,
    assurance,
    provenAt: text(provenAt),
    approvedBy,
    parts: parts.map(({ from, name, count, approvedBy: by }) => ({ from, name, count, approvedBy: by })),
    approvals: approvals.map(({ approver, decision, how, decidedAt, faults }) => ({
      approver,
      decision,
      how,
      decidedAt: text(decidedAt),
      counts: faults.length === 0,
      faults: faults.map((code) => ({ code, message: refusals[code] })),
    })),
  }
}

function text(at: Instant | undefined): string | undefined {
  return at === undefined || Number.isNaN(at) ? undefined : formatInstant(at)
}
