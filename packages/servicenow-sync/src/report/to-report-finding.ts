import { type Evidence, type Finding, formatInstant, kindFacts } from '@ticketbound/core'
import type { ReportEvidence, ReportFinding } from './report-model.ts'

/** Puts a finding into the words of a report. */
export function toReportFinding(finding: Finding): ReportFinding {
  const { id, kind, severity, state, principal, account, entitlement, system, level, tickets, counterpart } = finding
  const { since, firstSeen, message, action, evidence, reopenedBecause } = finding
  return {
    id,
    kind,
    severity,
    state,
    who: principal ?? account ?? 'nobody in particular',
    ...(account !== undefined && { account }),
    ...(entitlement !== undefined && { entitlement }),
    ...(system !== undefined && { system }),
    ...(level !== undefined && { level }),
    tickets,
    ...(counterpart !== undefined && { counterpart }),
    since,
    firstSeen,
    message,
    action,
    controls: kindFacts(kind).controls,
    evidence: evidence.map(toReportEvidence),
    ...(reopenedBecause !== undefined && { reopenedBecause }),
  }
}

function toReportEvidence(evidence: Evidence): ReportEvidence {
  switch (evidence.type) {
    case 'ticket':
      return { what: `Ticket ${evidence.number}`, where: `item ${evidence.item}, source ${evidence.source}` }
    case 'snapshot-line':
      return {
        what: 'Snapshot line',
        where: `${evidence.file}:${evidence.line}, source ${evidence.source}, ${evidence.system} as of ${formatInstant(evidence.at)}`,
      }
    case 'snapshot':
      return {
        what: 'Snapshot',
        where: `${evidence.system} as of ${formatInstant(evidence.at)}, source ${evidence.source}`,
      }
    case 'person':
      return { what: 'Person', where: evidence.principal }
    case 'entitlement':
      return { what: 'Catalogue entry', where: evidence.entitlement }
    case 'exception':
      return { what: 'Exception', where: evidence.exception }
    case 'recertification':
      return {
        what: 'Recertification',
        where: `${evidence.decision} by ${evidence.decider}, ${formatInstant(evidence.decidedAt)}`,
      }
    case 'source':
      return { what: 'Source', where: `${evidence.source} as of ${formatInstant(evidence.at)}` }
  }
}
