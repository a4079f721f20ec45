import type { ServiceNowFigures, TableFigures } from './figures.ts'

/** A budget beside what was measured. */
export interface Judged {
  readonly budget: string
  /** Absent where this run has nothing to judge it by. */
  readonly measured?: number
  readonly limit: number
  /** Whether the limit is the least that will do, or the most. */
  readonly is: 'least' | 'most'
  readonly met?: boolean
}

/** Lays the budgets beside the figures, each by the worst of them. They inform: a missed one fails nothing. */
export function judge({ tables, increment, growth }: ServiceNowFigures): readonly Judged[] {
  const shares = (way: string) => tables.flatMap((one) => (one.way === way ? one.shareOfPermitted : []))
  const floors = (way: string) => tables.flatMap((one) => (one.way === way ? (one.ratioToFloor ?? []) : []))
  const peaks = growth.flatMap(({ figure }) => figure.peakRss ?? [])
  const [smallest, largest] = [peaks[0], peaks.at(-1)]
  return [
    atLeast('full sweep, share of what pages, places and latency permit', least(shares('sweep')), 0.9),
    atLeast('mirror, share of what pages, places and latency permit', least(shares('mirror')), 0.9),
    atMost('full sweep / floor', most(floors('sweep')), 1 / 0.9),
    atMost('mirror / floor', most(floors('mirror')), 1 / 0.9),
    atMost('increment with 1 % changed / full, requests', increment && shareOf(increment, 'requests'), 0.03),
    atMost('increment with 1 % changed / full, seconds', increment && shareOf(increment, 'seconds'), 0.03),
    atMost(
      'peak RSS, largest / smallest',
      peaks.length > 1 && smallest && largest ? largest / smallest : undefined,
      1.15,
    ),
    atMost('growth of time / growth of rows', most(growthsOf(growth)), 1.1),
  ]
}

/** For each size but the first: the growth of the time over the growth of the rows, from the size before. */
export function growthsOf(growth: readonly TableFigures[]): readonly number[] {
  return growth.slice(1).map(({ figure }, at) => (growth[at]?.figure.rowsPerSecond ?? 0) / figure.rowsPerSecond)
}

function shareOf(
  { full, increment }: NonNullable<ServiceNowFigures['increment']>,
  what: 'requests' | 'seconds',
): number {
  return increment[what] / full[what]
}

function atLeast(budget: string, measured: number | undefined, limit: number): Judged {
  return { budget, limit, is: 'least', ...(measured !== undefined && { measured, met: measured >= limit }) }
}

function atMost(budget: string, measured: number | undefined, limit: number): Judged {
  return { budget, limit, is: 'most', ...(measured !== undefined && { measured, met: measured <= limit }) }
}

function least(numbers: readonly number[]): number | undefined {
  return numbers.length === 0 ? undefined : Math.min(...numbers)
}

function most(numbers: readonly number[]): number | undefined {
  return numbers.length === 0 ? undefined : Math.max(...numbers)
}
