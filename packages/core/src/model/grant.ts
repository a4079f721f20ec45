import type { Instant } from '../time/instant.ts'

/** Where a snapshot line stands in its source: the file's name and the line, counted from 1. */
export interface SnapshotPlace {
  readonly source: string
  readonly file: string
  readonly line: number
}

/** One account holding one entitlement on one system, as that system names both. */
export interface Grant {
  readonly account: string
  /** The system's own name for the entitlement; the catalogue says which id it stands for. */
  readonly entitlement: string
  readonly level?: string
  readonly grantedAt?: Instant
  readonly lastUsedAt?: Instant
  readonly expiresAt?: Instant
  /** When the credential of the account was last renewed. */
  readonly credentialRotatedAt?: Instant
  /** The path by which an indirect grant is held, direct membership first; absent or empty for a direct one. */
  readonly via?: readonly string[]
}

/** Says whether a grant is held by the account itself, not through something else it holds. */
export function isDirect({ via }: Grant): boolean {
  return via === undefined || via.length === 0
}
