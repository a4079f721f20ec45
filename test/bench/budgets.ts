import { alive, type SizeFigures } from './figures.ts'

/** One of the design's budgets beside what was measured. */
export interface Judged {
  readonly budget: string
  /** Absent where this run has nothing to judge it by. */
  readonly measured?: number
  readonly unit: 'ratio' | 'MB'
  readonly limit: number
  readonly met?: boolean
}

/** From so many grants on, the budgets for a full night apply. */
const fullNight = 1_000_000

/** Lays the design's budgets beside the figures of all sizes. They inform: a missed one fails nothing. */
export function judge(sizes: readonly SizeFigures[]): readonly Judged[] {
  const full = sizes.filter(({ data }) => data.grants >= fullNight)
  const nights = full.flatMap(({ night }) => alive(night) ?? [])
  const ratios = full.flatMap(({ ratioToFloor }) => ratioToFloor ?? [])
  const memory = nights.flatMap(({ peakRss }) => peakRss ?? [])
  const [smallest, largest] = [memory[0], memory.at(-1)]
  const spread = memory.length > 1 && smallest && largest ? largest / smallest : undefined
  const seconds = full.flatMap(({ secondToFirst }) => secondToFirst ?? [])
  return [
    judged('full night / floor, first', most(ratios), 'ratio', 6),
    judged('full night / floor, the aim', most(ratios), 'ratio', 4),
    judged('peak RSS of a full night', inMegabytes(most(memory)), 'MB', 600),
    judged('peak RSS, largest / smallest full night', spread, 'ratio', 1.15),
    judged('growth of time / growth of rows', most(growthsOf(sizes)), 'ratio', 1.1),
    judged('second night / first (files are read whole again)', most(seconds), 'ratio', 0.03),
  ]
}

/** For each size but the first: the growth of the night's time over the growth of its rows, from the size before. */
export function growthsOf(sizes: readonly SizeFigures[]): readonly number[] {
  const nights = sizes.flatMap(({ night }) => alive(night) ?? [])
  return nights.slice(1).map(({ rowsPerSecond }, at) => (nights[at]?.rowsPerSecond ?? 0) / rowsPerSecond)
}

function judged(budget: string, measured: number | undefined, unit: Judged['unit'], limit: number): Judged {
  return { budget, unit, limit, ...(measured !== undefined && { measured, met: measured <= limit }) }
}

function most(numbers: readonly number[]): number | undefined {
  return numbers.length === 0 ? undefined : Math.max(...numbers)
}

function inMegabytes(bytes: number | undefined): number | undefined {
  return bytes === undefined ? undefined : bytes / 1e6
}
