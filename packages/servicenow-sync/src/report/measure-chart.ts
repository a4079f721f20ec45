import { valueText } from './amount.ts'
import { drawChart } from './chart.ts'
import { type HtmlValue, html } from './html.ts'
import { dayText } from './moment.ts'
import type { ReportMeasure, ReportNight } from './report-model.ts'

const line = '#000001'
const inks: ReadonlyMap<string, string> = new Map([[line, 'line']])

/** Draws how a measure went over the nights, as a small line; a dash where fewer than two nights have it. */
export function measureChart(measure: ReportMeasure, nights: readonly ReportNight[]): HtmlValue {
  const values = nights.map((night) => night.measures?.[measure.id] ?? null)
  const known = nights.flatMap((night, index) => {
    const value = values[index]
    return typeof value === 'number' ? [{ at: night.at, value }] : []
  })
  const [first, last] = [known[0], known.at(-1)]
  if (first === undefined || last === undefined || known.length < 2) return html`–`
  const told = (night: { at: number; value: number }): string =>
    `${valueText(night.value, measure.unit)} on ${dayText(night.at)}`
  return drawChart({
    id: `measure-${anchor(measure.id)}`,
    title: `${measure.title}: from ${told(first)} to ${told(last)}`,
    description: 'The table under the trend has every night.',
    width: 140,
    height: 32,
    inks,
    option: {
      grid: { left: 4, right: 4, top: 4, bottom: 4 },
      xAxis: { type: 'category', show: false, boundaryGap: false },
      yAxis: { type: 'value', show: false, min: 'dataMin', max: 'dataMax' },
      series: [{ type: 'line', data: values, clip: false, showSymbol: false, lineStyle: { color: line, width: 1.5 } }],
    },
  })
}

function anchor(id: string): string {
  return id.replace(/[^a-z0-9-]/gi, '_')
}
