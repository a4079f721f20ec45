import { type AuditHead, canonicalJson, emptyHead, entryHash, type Json, type StoredEntry } from '@ticketbound/core'
import { sha256 } from '@ticketbound/seals'
import type { AuditFact, AuditLog } from '../storage/audit-log.ts'

/** An audit log in memory, with the facts as they were given. */
export interface MemoryAuditLog extends AuditLog {
  readonly facts: AuditFact[]
}

/** Keeps an audit log in memory. Its entries are chained, though they are not those of the app's own log. */
export function createMemoryAuditLog(): MemoryAuditLog {
  const facts: AuditFact[] = []
  const entries: StoredEntry[] = []
  let head = emptyHead

  async function append(fact: AuditFact): Promise<AuditHead> {
    const bytes = canonicalJson({ ...fact, seq: head.count + 1 } as unknown as Json)
    const hash = entryHash(head.hash, bytes, sha256)
    head = { count: head.count + 1, hash }
    facts.push(fact)
    entries.push({ bytes, hash })
    return head
  }

  return { facts, append, head: async () => head, read: async (from) => entries.slice(from - 1, from + 99) }
}
