import { type AuditHead, type ChainBreak, createChainVerifier, type DetailRef, detailDigest } from '@ticketbound/core'
import { sha256 } from '@ticketbound/seals'
import type { StoreReader } from '../store/store.ts'

/** What a verification found. */
export interface AuditCheck {
  /** The head up to which the log holds. */
  readonly head: AuditHead
  readonly breaks?: ChainBreak
  readonly details: {
    readonly checked: number
    readonly erased: number
    /** The first detail row that is not what the log says it was. */
    readonly bad?: string
  }
}

/** Verifies the log from its first entry, and every detail row that has not been erased. */
export function verifyAudit(store: StoreReader): AuditCheck {
  const verifier = createChainVerifier(sha256)
  const digests = new Map<string, string>()
  for (const entry of store.auditEntries()) {
    const breaks = verifier.next(entry)
    if (breaks) return { head: verifier.head(), breaks, details: { checked: 0, erased: 0 } }
    for (const [id, digest] of detailsOf(entry.bytes)) digests.set(id, digest)
  }
  return { head: verifier.head(), details: checkDetails(store, digests) }
}

function detailsOf(bytes: string): readonly DetailRef[] {
  const entry = JSON.parse(bytes) as { readonly details?: readonly DetailRef[] }
  return entry.details ?? []
}

function checkDetails(store: StoreReader, digests: Map<string, string>): AuditCheck['details'] {
  let checked = 0
  let erased = 0
  for (const { id, salt, bytes } of store.details()) {
    const digest = digests.get(id)
    digests.delete(id)
    if (salt === null || bytes === null) {
      erased += 1
      continue
    }
    if (digest === undefined || detailDigest(salt, bytes, sha256) !== digest) return { checked, erased, bad: id }
    checked += 1
  }
  return { checked, erased: erased + digests.size }
}
