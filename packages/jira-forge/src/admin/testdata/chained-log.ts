import { type AuditHead, appendEntry, emptyHead, type StoredEntry } from '@ticketbound/core'
import { sha256 } from '@ticketbound/seals'
import type { AuditFact, AuditLog } from '../../storage/audit-log.ts'

/** A log in memory, whose entries a test can look at and tamper with. */
export interface ChainedLog extends AuditLog {
  readonly facts: AuditFact[]
  readonly entries: StoredEntry[]
}

/** Keeps a log in memory, chained as the real one is. */
export function createChainedLog(): ChainedLog {
  const facts: AuditFact[] = []
  const entries: StoredEntry[] = []
  let head: AuditHead = emptyHead
  return {
    facts,
    entries,
    append: async (fact) => {
      facts.push(fact)
      // The kinds of the app's entries are not those of the night's; the bytes are made in the same way.
      const content = { at: fact.at, run: 'app', type: fact.type as never, facts: fact.refs }
      const { bytes, hash } = appendEntry(head, content, sha256)
      entries.push({ bytes, hash })
      head = { count: head.count + 1, hash }
      return head
    },
    head: async () => head,
    read: async (from) => entries.slice(from - 1, from + 99),
  }
}
