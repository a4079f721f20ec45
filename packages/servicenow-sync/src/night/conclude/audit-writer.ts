import {
  type AuditHead,
  type AuditType,
  appendEntry,
  type DetailRef,
  detailDigest,
  detailSalt,
  type Instant,
  type Json,
} from '@ticketbound/core'
import { sha256 } from '@ticketbound/seals'
import type { NightTables } from '../../store/store.ts'

/** How many detail rows one entry speaks of; more would make single entries unwieldy, fewer would make the log long. */
const detailsPerEntry = 500

/** Appends one run's entries to the log. */
export interface AuditWriter {
  entry(type: AuditType, facts: { readonly [key: string]: Json }): void
  /** Adds a detail row; entries of `type` that name the rows follow in batches. All details of one type come together. */
  detail(type: AuditType, bytes: string): void
  /** Writes the entry for the details that still wait for one. */
  flush(): void
  head(): AuditHead
}

/** Starts appending after `head`; `seed` is the night's secret from which salts are made. */
export function createAuditWriter(
  tables: NightTables,
  start: { readonly head: AuditHead; readonly run: string; readonly at: Instant; readonly seed: string },
): AuditWriter {
  const { run, at, seed } = start
  let { head } = start
  // Every writer that adds details adds an entry, so the place in the log where it starts is its own.
  const origin = head.count + 1
  let count = 0
  let waiting: DetailRef[] = []
  let waitingType: AuditType | undefined

  function append(
    type: AuditType,
    content: { readonly facts?: { readonly [key: string]: Json }; readonly details?: readonly DetailRef[] },
  ): void {
    const { entry, bytes, hash } = appendEntry(head, { at, run, type, ...content }, sha256)
    tables.appendAudit({ seq: entry.seq, bytes, hash })
    head = { count: entry.seq, hash }
  }

  function flush(): void {
    if (waitingType === undefined || waiting.length === 0) return
    append(waitingType, { details: waiting })
    waiting = []
  }

  function detail(type: AuditType, bytes: string): void {
    if (type !== waitingType) flush()
    waitingType = type
    count += 1
    const salt = detailSalt(seed, `${origin}/${count}`, sha256)
    const id = tables.addDetail(salt, bytes)
    waiting.push([id, detailDigest(salt, bytes, sha256)])
    if (waiting.length >= detailsPerEntry) flush()
  }

  return {
    entry: (type, facts) => {
      flush()
      append(type, { facts })
    },
    detail,
    flush,
    head: () => head,
  }
}
