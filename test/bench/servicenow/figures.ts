import type { Figure } from '../figures.ts'

/** What is measured of reading one table from an instance. */
export const ways = ['floor', 'sweep', 'mirror'] as const
/** One way to read a table. */
export type Way = (typeof ways)[number]

/** How a table is read. */
export interface Setting {
  readonly rows: number
  readonly pageSize: number
  readonly concurrency: number
  readonly latencyMs: number
}

/** A reading of one table. */
export interface ReadingFigure extends Figure {
  readonly requests: number
  /** Whether the reading says that it had every row; absent where it says nothing of it. */
  readonly complete?: boolean
  /** Rows that did not come, that came more than once, and that there are none of. */
  readonly faults: { readonly missing: number; readonly twice: number; readonly unknown: number }
  /** What the emulated instance's process took meanwhile. */
  readonly instanceCpuSeconds: number
}

/** One table, read in one way. */
export interface TableFigures {
  readonly way: Way
  readonly setting: Setting
  /** The quickest of so many readings. */
  readonly figure: ReadingFigure
  /** What the setting permits over what it took. */
  readonly shareOfPermitted: number
  /** Over the floor of the same setting, by the clock. */
  readonly ratioToFloor?: number
}

/** A full reading, and a second one after some of the rows changed. */
export interface IncrementFigures {
  readonly setting: Setting
  readonly changed: number
  readonly full: ReadingFigure
  readonly increment: ReadingFigure
}

/** Tickets that are read back from a mirror. */
export interface ReadBackFigures {
  /** Its rows are the tickets. */
  readonly figure: Figure
  /** Rows of all tables that belong to them. */
  readonly records: number
  /** To read the same rows from the mirror and to parse them. */
  readonly floorSeconds: number
  readonly ratioToFloor: number
  /** Tickets that were not read as they were made. */
  readonly wrong: number
}

/** All that a run measured. */
export interface ServiceNowFigures {
  readonly tables: readonly TableFigures[]
  readonly increment?: IncrementFigures
  readonly readBack?: ReadBackFigures
  /** Mirrors of larger and larger tables. */
  readonly growth: readonly TableFigures[]
}
