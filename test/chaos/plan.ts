import type { Behaviours } from '../servers/servicenow/flaws/catalogue.ts'

/** Everything that happens in one run, as plain data: the same plan is played the same way again. */
export interface Plan {
  readonly seed: number
  /** Rows that are there from the beginning. */
  readonly rows: number
  /** Whether only some of them are asked for. */
  readonly narrowed: boolean
  readonly pageSize: number
  readonly concurrency: number
  readonly fullSweepDays: number
  /** How far our clock is ahead of the instance's. */
  readonly aheadSeconds: number
  /** Whether nobody knows when some of the rows were created. */
  readonly undated: boolean
  /** Flaws of the rows themselves, which stay. */
  readonly shape: Behaviours
  readonly nights: readonly PlannedNight[]
}

/** One night, and what led up to it. */
export interface PlannedNight {
  readonly before: readonly PlannedChange[]
  readonly flaws: Behaviours
  readonly meanwhile: readonly Meanwhile[]
}

/** Something that is done to a row; which one is drawn by `pick`. */
export interface PlannedChange {
  readonly what: 'insert' | 'update' | 'delete'
  readonly pick: number
  /** How many seconds before the night. */
  readonly ago: number
}

/** Something that happens at a request of the night, counted from 1. */
export type Meanwhile = { readonly request: number } & (
  | { readonly change: PlannedChange['what']; readonly pick: number }
  | { readonly flaws: Behaviours }
  | { readonly kill: true }
)
