import { type Evidence, type Finding, formatInstant, kindFacts } from '@ticketbound/core'

/** A finding as `findings --json` prints it: one line, instants as RFC 3339. */
export function findingJson(finding: Finding): string {
  const { id, kind, severity, state, principal, account, entitlement, system, level, tickets, counterpart } = finding
  const { since, firstSeen, message, action, evidence } = finding
  return JSON.stringify({
    id,
    kind,
    severity,
    state,
    principal,
    account,
    entitlement,
    system,
    level,
    tickets,
    counterpart,
    since: formatInstant(since),
    firstSeen: formatInstant(firstSeen),
    message,
    action,
    controls: kindFacts(kind).controls,
    evidence: evidence.map(evidenceJson),
  })
}

function evidenceJson(evidence: Evidence) {
  if (evidence.type === 'recertification') return { ...evidence, decidedAt: formatInstant(evidence.decidedAt) }
  return 'at' in evidence ? { ...evidence, at: formatInstant(evidence.at) } : evidence
}
