import { formatInstant, type Instant } from '../time/instant.ts'
import { canonicalJson, type Json } from './canonical.ts'
import type { Sha256 } from './hash.ts'

/** What an entry of the night's log is about. */
export type NightAuditType =
  | 'night'
  | 'source'
  | 'verdicts'
  | 'findings'
  | 'exception'
  | 'held'
  | 'confirmed'
  | 'discarded'
  | 'write-back-intent'
  | 'write-back-result'

/** What an entry of the Jira app's own log is about. */
export const appAuditTypes = [
  'decision-intent',
  'decision-recorded',
  'decision-dropped',
  'delegation-made',
  'delegation-ended',
  'exception-asked',
  'gate-passed',
  'decisions-voided',
  'gate-bypassed',
  'document-imported',
  'document-rolled-back',
  'settings-changed',
  'key-made',
  'key-retired',
  'key-revoked',
] as const

/** What an entry of the Jira app's own log is about. */
export type AppAuditType = (typeof appAuditTypes)[number]

/** What an entry of a log is about. */
export type AuditType = NightAuditType | AppAuditType

/** A detail row that an entry speaks of: its id, and the salted digest of its content. */
export type DetailRef = readonly [id: string, digest: string]

/** One entry of the append-only log. It holds no personal data: that stands in detail rows, which can be erased. */
export interface AuditEntry {
  readonly v: 1
  /** Counted from 1 without a gap. */
  readonly seq: number
  readonly at: string
  readonly run: string
  readonly type: AuditType
  readonly facts?: { readonly [key: string]: Json }
  readonly details?: readonly DetailRef[]
}

/** An entry with its place in the chain. */
export interface ChainedEntry {
  readonly entry: AuditEntry
  /** The canonical bytes that the hash covers, as text. */
  readonly bytes: string
  readonly hash: string
}

/** The end of a log: how many entries, and the hash of the last. */
export interface AuditHead {
  readonly count: number
  readonly hash: string
}

/** The head of a log without entries. */
export const emptyHead: AuditHead = { count: 0, hash: '0'.repeat(64) }

/** Versioned, so that no hash made for another purpose, or by another layout, can pass for one of these. */
const entryTag = 'ticketbound/audit-entry/v1'
const detailTag = 'ticketbound/audit-detail/v1'

/** Appends one entry after `head`. */
export function appendEntry(
  head: AuditHead,
  content: {
    readonly at: Instant
    readonly run: string
    readonly type: AuditType
    readonly facts?: { readonly [key: string]: Json }
    readonly details?: readonly DetailRef[]
  },
  sha256: Sha256,
): ChainedEntry {
  const { at, run, type, facts, details } = content
  const entry: AuditEntry = {
    v: 1,
    seq: head.count + 1,
    at: formatInstant(at),
    run,
    type,
    ...(facts && { facts }),
    ...(details && { details }),
  }
  const bytes = canonicalJson(entry as unknown as Json)
  return { entry, bytes, hash: entryHash(head.hash, bytes, sha256) }
}

/** The hash of an entry: SHA-256 over the tag, the previous hash and the canonical bytes, each but the last ended by a line feed. */
export function entryHash(previous: string, bytes: string, sha256: Sha256): string {
  return sha256(`${entryTag}\n${previous}\n${bytes}`)
}

/** The salted digest of a detail row's canonical bytes. Without the salt it cannot be guessed at. */
export function detailDigest(salt: string, bytes: string, sha256: Sha256): string {
  return sha256(`${detailTag}\n${salt}\n${bytes}`)
}

/** The salt of one detail row, from the night's secret seed. */
export function detailSalt(seed: string, id: string, sha256: Sha256): string {
  return sha256(`ticketbound/audit-salt/v1\n${seed}\n${id}`)
}

/** What is wrong with a log, at its first bad entry. */
export interface ChainBreak {
  /** The place of the first bad entry, counted from 1. */
  readonly seq: number
  readonly code: 'entry-not-canonical' | 'entry-out-of-order' | 'hash-mismatch'
  readonly message: string
}

/** A stored entry as it is read back. */
export interface StoredEntry {
  readonly bytes: string
  readonly hash: string
}

/**
 * Verifies a log entry by entry; memory does not grow with it. It begins after `from`, the head up to which the log was
 * verified before: the whole log where that is left out.
 */
export function createChainVerifier(
  sha256: Sha256,
  from: AuditHead = emptyHead,
): {
  /** Takes the next entry; gives what is wrong with it, if anything. */
  readonly next: (stored: StoredEntry) => ChainBreak | undefined
  readonly head: () => AuditHead
} {
  let head = from
  function next(stored: StoredEntry): ChainBreak | undefined {
    const seq = head.count + 1
    const entry = parseEntry(stored.bytes)
    if (entry === undefined) {
      return { seq, code: 'entry-not-canonical', message: `entry ${seq} is not the canonical JSON of an entry` }
    }
    if (entry !== seq) return { seq, code: 'entry-out-of-order', message: `entry ${seq} says it is number ${entry}` }
    const hash = entryHash(head.hash, stored.bytes, sha256)
    if (hash !== stored.hash) {
      return { seq, code: 'hash-mismatch', message: `entry ${seq} has been changed, or an entry before it was` }
    }
    head = { count: seq, hash }
    return undefined
  }
  return { next, head: () => head }
}

/** The number an entry gives itself; `undefined` for bytes that are not canonical JSON. */
function parseEntry(bytes: string): number | undefined {
  try {
    const entry: unknown = JSON.parse(bytes)
    if (typeof entry !== 'object' || entry === null || !('seq' in entry)) return undefined
    if (canonicalJson(entry as unknown as Json) !== bytes) return undefined
    return typeof entry.seq === 'number' ? entry.seq : undefined
  } catch {
    return undefined
  }
}
