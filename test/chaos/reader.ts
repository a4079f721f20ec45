import type { Clock } from '../../packages/servicenow-sync/src/http/clock.ts'
import type { RawRow } from '../../packages/servicenow-sync/src/servicenow/raw-row.ts'

/** What a reading hands on, and what it says of itself. */
export interface Handed {
  readonly rows: readonly RawRow[]
  readonly complete: boolean
  readonly reason?: string
}

/** One try at one night. */
export interface Attempt {
  readonly url: string
  readonly password: string
  /** The file that is kept from night to night. */
  readonly mirror: string
  /** Our clock, by which nobody waits. */
  readonly clock: Clock
  /** Called before each request that goes out. */
  readonly onRequest: () => void
  readonly signal: AbortSignal
  /** How long nothing may come of an answer. */
  readonly stallMs: number
  readonly pageSize: number
  readonly concurrency: number
  readonly fullSweepDays: number
  readonly narrowed: boolean
}

/** Reads what an instance has in one night; throws what ends it. */
export type Reader = (attempt: Attempt) => Promise<Handed>
