import type { Finding, FindingChange } from '@ticketbound/core'
import type { NightTables, SubjectChange } from '../../store/store.ts'
import type { AuditWriter } from './audit-writer.ts'

/** Publishes what a night changed: the findings take their new states, and every change goes on record. */
export function publishChanges(
  run: string,
  changes: Iterable<SubjectChange>,
  tables: NightTables,
  audit: AuditWriter,
): void {
  for (const { subject, changed } of changes) {
    tables.putFinding(subject, changed.finding)
    if (changed.change === 'refreshed') continue
    tables.noteChange(run, changed.finding.id, changed.change)
    audit.detail('findings', changeOnRecord(changed.change, changed.finding))
  }
  audit.flush()
}

/** A change as the log's detail row holds it: what it is about and what it rests on, without the words around it. */
export function changeOnRecord(change: FindingChange, finding: Finding): string {
  const { id, kind, state, severity, principal, account, entitlement, system, level, counterpart } = finding
  const { tickets, since, evidence, acceptance, reopenedBecause } = finding
  return JSON.stringify({
    change,
    id,
    kind,
    state,
    severity,
    principal,
    account,
    entitlement,
    system,
    level,
    counterpart,
    tickets,
    since,
    evidence,
    exception: acceptance?.exception,
    reopenedBecause,
  })
}
