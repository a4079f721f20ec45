import type { Generated } from './generate.ts'
import type { Difference } from './planted.ts'

/** What one process did. */
export interface Figure {
  readonly rows: number
  /** By the clock. */
  readonly seconds: number
  readonly rowsPerSecond: number
  readonly cpuSeconds?: number
  /** In bytes. */
  readonly peakRss?: number
}

/** A process that did not come to its end. */
export interface Death {
  readonly died: string
}

/** What a night did, and whether it found what was planted. */
export interface NightFigure extends Figure {
  /** Findings that are open after it. */
  readonly findings: number
  /** Empty where the night found exactly what the generator planted. */
  readonly differences: readonly Difference[]
  /** The store's size after it, in bytes. */
  readonly storeBytes: number
}

/** Everything measured on one size of data. */
export interface SizeFigures {
  readonly data: Generated
  readonly floor?: Figure | Death
  readonly night?: NightFigure | Death
  /** Night over floor, by the clock. */
  readonly ratioToFloor?: number
  readonly naive?: Figure | Death
  readonly secondNight?: NightFigure | Death
  /** Second night over first, by the clock. */
  readonly secondToFirst?: number
}

/** A figure, unless there is none or its process died. */
export function alive<One extends object>(figure: One | Death | undefined): One | undefined {
  return figure === undefined || 'died' in figure ? undefined : figure
}

/** All rows of generated data. */
export function rowsOf({ people, tickets, grants }: Generated): number {
  return people + tickets + grants
}
