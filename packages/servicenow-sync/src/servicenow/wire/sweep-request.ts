import type { RawRow } from '../raw-row.ts'
import type { EncodedQuery } from './encoded-query.ts'

/** A part of a table by `sys_id`, as the database orders them: from `from` on, and below `below`. */
export interface SysIdRange {
  readonly from?: string
  readonly below?: string
}

/** What one sweep reads. Times are the database's: `YYYY-MM-DD HH:MM:SS` in UTC. */
export interface SweepRequest {
  readonly table: string
  readonly fields: readonly string[]
  /** What rows must satisfy. Nothing in it may change while a row exists, or counts prove nothing. */
  readonly filter?: EncodedQuery
  /** A full sweep by the key that never changes, or an increment by the time of the last change. */
  readonly by: 'sys_id' | 'updated'
  readonly range?: SysIdRange
  /** Where an earlier run stood. */
  readonly from?: Cursor
  /** Increments: changed at this second or later. */
  readonly since?: string
  /**
   * Increments: changed before this second, so that the reading ends, whatever is written. Full sweeps: created before it,
   * or at a time that nobody knows; what is newer is not handed on.
   */
  readonly until: string
  readonly pageSize: number
  /** Fields that every row must have, be they empty. */
  readonly require: readonly string[]
  /** The filter once more, on our side: an instance leaves out what it does not understand of a query. */
  readonly accepts: (row: RawRow) => boolean
}

/** Where a sweep stands: all before it was read. It is kept between runs as it is. */
export interface Cursor {
  /** The last row that was read; empty before the first. */
  readonly sysId: string
  readonly updatedOn?: string
  /** Full sweeps: rows behind it that were counted and not shown, and are stepped over. */
  readonly skip?: number
  readonly tally: SweepTally
}

/** What is known so far of how much there is, and of what was not shown. */
export interface SweepTally {
  /** Rows that the instance counted at the beginning, before ACLs; undefined where it did not say. */
  readonly counted: number | undefined
  readonly visible: number
  /** Rows that came, those too new to be handed on among them. */
  readonly shown: number
  /** The most rows that one page was short of what was counted in it. */
  readonly short: number
  /** Pages whose rows nobody counted, so that nothing says whether they were all shown. */
  readonly uncounted: number
  /** Rows that could not be sent whole even alone, by `sys_id`; the first few. */
  readonly unreadable: readonly string[]
  /** Whether rows stand between two pages that neither of them showed. */
  readonly passedOver: boolean
  readonly fieldsMissing: readonly string[]
}

/** One page: rows that this sweep has not handed on before, in the order of the instance. */
export interface SweptPage {
  readonly rows: readonly RawRow[]
  readonly cursor: Cursor
}

/** How a sweep ended. */
export interface SweepEnd {
  readonly counted: number | undefined
  readonly visible: number
  /** Rows that were counted and not shown. Never 0 where any was seen to be missing. */
  readonly hidden: number
  readonly fieldsMissing: readonly string[]
  /** Whether every row that there is was shown, with every field that is required. */
  readonly complete: boolean
  readonly reason?: string
}
