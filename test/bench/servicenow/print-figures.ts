import { textTable } from '../text-table.ts'
import { growthsOf, type Judged } from './budgets.ts'
import type { IncrementFigures, ReadBackFigures, ReadingFigure, ServiceNowFigures, TableFigures } from './figures.ts'

/** All figures as text: a table of the readings, one of the tickets, and the budgets. */
export function printFigures(
  { tables, increment, readBack, growth }: ServiceNowFigures,
  judged: readonly Judged[],
): string {
  const readings = [...tables.map(tableRow), ...(increment ? incrementRows(increment) : []), ...growth.map(tableRow)]
  const growths = growthsOf(growth).map((one) => one.toFixed(2))
  return [
    ...(readings.length > 0 ? [textTable([columns, ...readings])] : []),
    ...(growths.length > 0 ? [`Growth of the mirror's time over growth of its rows: ${growths.join(', ')}`] : []),
    ...(readBack ? [readBackText(readBack)] : []),
    textTable([['Budget', 'measured', 'limit', ''], ...judged.map(budgetRow)]),
  ].join('\n\n')
}

const columns = [
  'rows',
  'page',
  'places',
  'what',
  's',
  'rows/s',
  'permitted',
  '× floor',
  'requests',
  'CPU s',
  "instance's CPU s",
  'peak MB',
  'rows that came',
]

function tableRow({ way, setting, figure, shareOfPermitted, ratioToFloor }: TableFigures): readonly string[] {
  const share = `${(shareOfPermitted * 100).toFixed(0)} %`
  return rowOf(way, setting, figure, [share, ratioToFloor === undefined ? '' : ratioToFloor.toFixed(2)])
}

function incrementRows({ setting, changed, full, increment }: IncrementFigures): readonly (readonly string[])[] {
  return [rowOf('mirror', setting, full, ['', '']), rowOf(`${count(changed)} changed`, setting, increment, ['', ''])]
}

function rowOf(
  what: string,
  { rows, pageSize, concurrency }: TableFigures['setting'],
  figure: ReadingFigure,
  ratios: readonly string[],
): readonly string[] {
  const { seconds, rowsPerSecond, requests, cpuSeconds, instanceCpuSeconds, peakRss } = figure
  return [
    count(rows),
    count(pageSize),
    String(concurrency),
    what,
    seconds.toFixed(2),
    count(Math.round(rowsPerSecond)),
    ...ratios,
    count(requests),
    cpuSeconds?.toFixed(1) ?? '',
    instanceCpuSeconds.toFixed(1),
    peakRss === undefined ? '' : (peakRss / 1e6).toFixed(0),
    faultsOf(figure),
  ]
}

function faultsOf({ faults: { missing, twice, unknown }, complete = true }: ReadingFigure): string {
  if (missing + twice + unknown > 0) return `${missing} MISSING, ${twice} TWICE, ${unknown} UNKNOWN`
  return complete ? 'all, once' : 'all, DOUBTED'
}

function readBackText({ figure, records, floorSeconds, ratioToFloor, wrong }: ReadBackFigures): string {
  const { rows, seconds, rowsPerSecond } = figure
  const told = `${count(rows)} tickets (${count(records)} rows) read back in ${seconds.toFixed(2)} s`
  const rate = `${count(Math.round(rowsPerSecond))} tickets/s`
  const floor = `${ratioToFloor.toFixed(2)} × the floor of ${floorSeconds.toFixed(2)} s`
  return `${told}: ${rate}, ${floor}; ${wrong === 0 ? 'all as they were made' : `${wrong} WRONG`}`
}

function budgetRow({ budget, measured, limit, is, met }: Judged): readonly string[] {
  const bound = `${is === 'least' ? '≥' : '≤'} ${limit.toFixed(2)}`
  return measured === undefined
    ? [budget, '', bound, 'not measured']
    : [budget, measured.toFixed(3), bound, met ? 'met' : 'missed']
}

function count(value: number): string {
  return value.toLocaleString('en')
}
