import type { Instant } from '@ticketbound/core'
import type { AdministeredHost } from '../admin/admin-function.ts'
import type { RuleBook } from '../storage/settings-store.ts'
import { createMemoryAuditLog, type MemoryAuditLog } from './memory-audit-log.ts'
import { createMemoryDelegations } from './memory-delegations.ts'
import { createMemoryDocuments } from './memory-documents.ts'
import { createMemoryDossiers, type MemoryDossiers } from './memory-dossiers.ts'
import { createMemoryJira, type MemoryJira } from './memory-jira.ts'
import { createMemoryKeyStore } from './memory-key-store.ts'
import { createMemorySettings } from './memory-settings.ts'
import { aRuleBook } from './rule-book.ts'

/** What a unit test gives the app to run in, all of it in memory. */
export interface MemoryHost extends AdministeredHost {
  readonly asApp: MemoryJira
  readonly dossiers: MemoryDossiers
  readonly audit: MemoryAuditLog
  readonly reported: { readonly reference: string; readonly error: unknown }[]
}

/** The site whose app unit tests run. */
export const tenant = 'site-1'

/** 10 November 2026, noon: the instant of unit tests, unless told otherwise. */
export const noon: Instant = Date.UTC(2026, 10, 10, 12)

/** The small world's app; what is given takes the place of its parts. The rule book always has the real public keys. */
export function aHost(given: Partial<MemoryHost> & { readonly book?: RuleBook } = {}): MemoryHost {
  const { book = aRuleBook(), ...parts } = given
  const keys = createMemoryKeyStore()
  const reported: MemoryHost['reported'][number][] = []
  let references = 0
  return {
    tenant,
    now: () => noon,
    asApp: createMemoryJira(),
    ruleBooks: { read: async () => ({ ...book, keys: await keys.ring() }) },
    dossiers: createMemoryDossiers(),
    delegations: createMemoryDelegations(...book.delegations),
    documents: createMemoryDocuments(),
    settings: createMemorySettings(book.settings),
    keys,
    audit: createMemoryAuditLog(),
    reference: () => `ref-${++references}`,
    report: (failure) => void reported.push(failure),
    reported,
    ...parts,
  }
}
