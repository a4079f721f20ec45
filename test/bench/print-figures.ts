import { growthsOf, type Judged } from './budgets.ts'
import { alive, type Death, type Figure, rowsOf, type SizeFigures } from './figures.ts'
import type { Difference } from './planted.ts'
import { textTable } from './text-table.ts'

/** All figures as text: one table of what was measured, the budgets, and whether the nights found what was planted. */
export function printFigures(sizes: readonly SizeFigures[], judged: readonly Judged[]): string {
  const measured = [columns, ...sizes.flatMap(rowsOfSize)]
  const growths = growthsOf(sizes).map((growth) => growth.toFixed(2))
  return [
    textTable(measured),
    ...(growths.length > 0 ? [`Growth of the night's time over growth of its rows: ${growths.join(', ')}`] : []),
    textTable([['Budget', 'measured', 'limit', ''], ...judged.map(budgetRow)]),
    sizes.map(honestyOf).join('\n'),
  ].join('\n\n')
}

const columns = ['grants', 'tickets', 'MB', 'rows', 'what', 's', 'CPU s', 'rows/s', 'peak MB', '× floor']

function rowsOfSize(size: SizeFigures): readonly (readonly string[])[] {
  const { data, floor, night, naive, secondNight } = size
  const about = [count(data.grants), count(data.tickets), megabytes(data.bytes)]
  const named = { floor, night, 'naive Maps': naive, 'second night': secondNight }
  return Object.entries(named).flatMap(([name, figure]) =>
    figure ? [[...about, count(alive(figure)?.rows ?? rowsOf(data)), name, ...cellsOf(figure, alive(floor))]] : [],
  )
}

function cellsOf(figure: Figure | Death, floor: Figure | undefined): readonly string[] {
  if ('died' in figure) return [figure.died]
  const { seconds, cpuSeconds, rowsPerSecond, peakRss } = figure
  return [
    seconds.toFixed(2),
    cpuSeconds?.toFixed(2) ?? '',
    count(Math.round(rowsPerSecond)),
    peakRss === undefined ? '' : megabytes(peakRss),
    floor === undefined ? '' : (seconds / floor.seconds).toFixed(2),
  ]
}

function budgetRow({ budget, measured, unit, limit, met }: Judged): readonly string[] {
  const shown = (value: number): string => (unit === 'MB' ? `${value.toFixed(0)} MB` : value.toFixed(2))
  if (measured === undefined) return [budget, '', shown(limit), 'not measured']
  return [budget, shown(measured), shown(limit), met ? 'met' : 'missed']
}

function honestyOf({ data, night, secondNight }: SizeFigures): string {
  const nights = [alive(night), alive(secondNight)].flatMap((one) => one ?? [])
  const lines = nights.map(({ findings, differences }, at) =>
    differences.length === 0
      ? `night ${at + 1} found exactly what was planted, ${count(findings)} findings`
      : `night ${at + 1} DIFFERS: ${differences.map(differenceText).join(', ')}`,
  )
  return lines.map((line) => `${count(data.grants)} grants: ${line}`).join('\n')
}

function differenceText({ kind, planted, found }: Difference): string {
  return `${kind} ${planted} planted, ${found} found`
}

function count(value: number): string {
  return value.toLocaleString('en')
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(0)
}
