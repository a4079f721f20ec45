import type { AuditHead, FindingKind, Instant, Measures } from '@ticketbound/core'
import type { Reads } from '../sources/source.ts'

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

/** The outcome of a night, as `--json` prints it (instants are numbers here). */
export interface NightResult {
  readonly run: string
  readonly at: Instant
  readonly previousAt?: Instant
  readonly head: AuditHead
  readonly sources: readonly SourceSummary[]
  readonly findings: Readonly<Record<FindingKind, KindCounts>>
  readonly measures: Measures
  readonly held: Held | null
}
