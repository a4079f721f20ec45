import type { AppAuditType, AuditHead, Instant, Json, StoredEntry } from '@ticketbound/core'

/** Something that was done, with ids only: no names, no texts. */
export interface AuditFact {
  readonly type: AppAuditType
  readonly at: Instant
  readonly refs: Readonly<Record<string, Json>>
}

/** The append-only log, each entry chained to the one before it as docs/audit-log.md says. */
export interface AuditLog {
  /** Appends; two at once both end up in the log, one after the other. */
  append(fact: AuditFact): Promise<AuditHead>
  head(): Promise<AuditHead>
  /** Entries from a sequence number on, at most 100. */
  read(from: number): Promise<readonly StoredEntry[]>
}
