import type { AuditHead, FindingKind, Instant, Measures } from '@ticketbound/core'
import type { Reads, VendorFailure } from '../sources/source.ts'
import type { OpenCounts } from './open-counts.ts'

/** How one source was read in a night. */
export interface SourceSummary {
  readonly name: string
  readonly reads: Reads
  readonly system?: string
  readonly rows: number
  readonly rejected: number
  readonly complete: boolean
  readonly reason?: string
  readonly asOf?: string
  /** What the vendor failed at. */
  readonly failure?: VendorFailure
}

/** How many findings of one kind there are after a night, and how many changed in it. */
export interface KindCounts {
  /** Includes opened and reopened, excludes accepted. */
  readonly open: number
  readonly opened: number
  readonly resolved: number
  readonly reopened: number
  readonly accepted: number
}

/** Why a night is held, and what publishes it. */
export interface Held {
  readonly reason: string
  readonly confirm: string
}

/** What a night leaves of findings. */
export interface FindingCounts {
  readonly findings: Readonly<Record<FindingKind, KindCounts>>
  /** What is open after the night, and after the acceptances that followed it before the next one. */
  readonly openBySeverity: OpenCounts
}

/** The outcome of a night: what `--json` prints (instants are numbers here), and what later nights are shown beside. */
export interface NightResult extends FindingCounts {
  readonly run: string
  readonly at: Instant
  readonly previousAt?: Instant
  readonly head: AuditHead
  readonly sources: readonly SourceSummary[]
  readonly measures: Measures
  readonly held: Held | null
}
