import type { Instant } from '@ticketbound/core'

/** How far the sweep has come. */
export interface SweepCursor {
  /** When the app first swept: what went past the gate before that did so before there was a gate. */
  readonly since: Instant
  /** When the last pass that saw everything began. */
  readonly sawAllAt?: Instant
  /** The pass under way; left out between two of them. */
  readonly pass?: SweepPass
}

/** A pass that goes on at the next run. */
export interface SweepPass {
  readonly begunAt: Instant
  /** The same for every page, or Jira does not know the next one. */
  readonly jql: string
  readonly page: string
  /** Whether something in it could not be looked at, so that it has not seen everything. */
  readonly hasGaps: boolean
}

/** Keeps how far the sweep has come. One that was lost costs a pass, and nothing else. */
export interface SweepCursors {
  read(): Promise<SweepCursor | undefined>
  write(cursor: SweepCursor): Promise<void>
}
