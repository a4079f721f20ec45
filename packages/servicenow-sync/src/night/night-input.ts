import type { Catalogue, Instant, Policy } from '@ticketbound/core'
import type { SealTrust } from '@ticketbound/seals'
import type { RejectedLine, Source } from '../sources/source.ts'

/** Everything a night is run on. */
export interface NightInput {
  readonly at: Instant
  readonly catalogue?: Catalogue
  readonly policy: Policy
  /** Absent where no keys are given: then no sealed approval counts. */
  readonly seals?: SealTrust
  /** SHA-256 of policy and catalogue, in hexadecimal. */
  readonly policyDigest: string
  readonly configDigest: string
  readonly sources: readonly Source[]
}

/** What a night tells while it runs. */
export type NightStep =
  | { readonly step: 'reading'; readonly source: string; readonly done: number; readonly total: number }
  | {
      readonly step: 'read'
      readonly source: string
      readonly rows: number
      readonly rejected: number
      readonly complete: boolean
    }
  | { readonly step: 'reconciling'; readonly subjects: number; readonly of: number }
  | { readonly step: 'published'; readonly changes: number }
  | { readonly step: 'held'; readonly reason: string }

/** How a night is run. */
export interface NightOptions {
  /** Reads and decides everything, and leaves the store as it was. */
  readonly dryRun?: boolean
  readonly onStep?: (step: NightStep) => void
  readonly reject?: (line: RejectedLine) => void
  readonly signal?: AbortSignal
}
