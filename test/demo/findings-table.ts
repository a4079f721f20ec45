import { findingKinds, kindFacts, severities } from '@ticketbound/core'
import { table } from '../../packages/servicenow-sync/src/cli/table.ts'
import type { ListedFinding } from './listed-finding.ts'

/** Lays findings out as a table, the worst first. */
export function findingsTable(findings: readonly ListedFinding[]): readonly string[] {
  const rows = findings.toSorted(byUrgency).map((finding) => {
    const { severity, kind, principal, state } = finding
    return [severity, kindFacts(kind).title, principal ?? '', whatOf(finding), state]
  })
  return table([['severity', 'finding', 'who', 'what', 'state'], ...rows])
}

function byUrgency(a: ListedFinding, b: ListedFinding): number {
  const bySeverity = severities.indexOf(b.severity) - severities.indexOf(a.severity)
  return bySeverity || findingKinds.indexOf(a.kind) - findingKinds.indexOf(b.kind)
}

function whatOf({ account, entitlement, system, counterpart }: ListedFinding): string {
  const what = entitlement ?? account ?? counterpart ?? ''
  return system === undefined ? what : `${what} on ${system}`
}
