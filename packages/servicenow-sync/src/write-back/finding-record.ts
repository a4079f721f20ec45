import { type Finding, formatInstant } from '@ticketbound/core'
import { runIdOf } from '../night/run-id.ts'

/** What is written about a finding, in the order in which differences are shown. */
export const recordFields = [
  'key',
  'kind',
  'severity',
  'state',
  'principal',
  'account',
  'entitlement',
  'system',
  'ticket',
  'message',
  'action',
  'firstSeen',
  'resolvedAt',
  'run',
] as const

/** One of the things that are written about a finding. */
export type RecordField = (typeof recordFields)[number]

/** A finding as it is written into another system: text throughout, empty where there is nothing to say; instants are RFC 3339 in UTC. */
export type FindingRecord = Readonly<Record<RecordField, string>>

/**
 * Writes a finding as a record. The run is the one that brought the finding into its state, not the last one: a night
 * that changes nothing about a finding changes nothing about its record.
 */
export function toFindingRecord(finding: Finding): FindingRecord {
  const { id, kind, severity, state, tickets, message, action, firstSeen, changedAt } = finding
  return {
    key: id,
    kind,
    severity,
    state,
    principal: finding.principal ?? '',
    account: finding.account ?? '',
    entitlement: finding.entitlement ?? '',
    system: finding.system ?? '',
    ticket: tickets.join(', '),
    message,
    action,
    firstSeen: formatInstant(firstSeen),
    resolvedAt: state === 'resolved' ? formatInstant(changedAt) : '',
    run: runIdOf(changedAt),
  }
}
