import type { Severity } from '@ticketbound/core'
import { amount } from './amount.ts'
import { drawChart } from './chart.ts'
import type { Html } from './html.ts'
import { dayText } from './moment.ts'
import type { ReportNight } from './report-model.ts'
import { worstFirst } from './severity-mark.ts'

// Stand-ins that `drawChart` turns into classes: the style sheet knows the real colours.
const stand: Readonly<Record<Severity | 'label' | 'rule', string>> = {
  critical: '#000001',
  high: '#000002',
  medium: '#000003',
  low: '#000004',
  label: '#000005',
  rule: '#000006',
}
const inks: ReadonlyMap<string, string> = new Map(Object.entries(stand).map(([name, colour]) => [colour, name]))

/** Draws the open findings night by night, one column a night, the worst severity at the bottom. */
export function trendChart(nights: readonly ReportNight[]): Html {
  const worst = worstFirst.map((severity) => ({
    type: 'bar',
    stack: 'open',
    name: severity,
    barCategoryGap: nights.length > 60 ? '15%' : '30%',
    barMaxWidth: 36,
    itemStyle: { color: stand[severity] },
    data: nights.map((night) => night.open[severity]),
  }))
  const label = { color: stand.label, fontSize: 12 }
  return drawChart({
    id: 'trend-chart',
    title: 'Open findings, night by night',
    description: describe(nights),
    width: 960,
    height: 280,
    inks,
    option: {
      grid: { left: 48, right: 8, top: 16, bottom: 32 },
      xAxis: {
        type: 'category',
        data: nights.map((night) => dayText(night.at)),
        axisLabel: { ...label, hideOverlap: true },
        axisLine: { lineStyle: { color: stand.label } },
        axisTick: { show: false },
      },
      yAxis: {
        type: 'value',
        min: 0,
        minInterval: 1,
        axisLabel: label,
        splitLine: { lineStyle: { color: stand.rule } },
      },
      series: worst,
    },
  })
}

function describe(nights: readonly ReportNight[]): string {
  const [first, last] = [nights[0], nights.at(-1)]
  if (first === undefined || last === undefined) return 'No night yet.'
  const of = (night: ReportNight): string =>
    `${amount(total(night))} open (${worstFirst.map((s) => `${amount(night.open[s])} ${s}`).join(', ')})`
  return `From ${of(first)} on ${dayText(first.at)} to ${of(last)} on ${dayText(last.at)}. The table below the chart has every night.`
}

/** Counts a night's open findings of any severity. */
export function total(night: ReportNight): number {
  return worstFirst.reduce((sum, severity) => sum + night.open[severity], 0)
}
