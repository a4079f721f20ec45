import { amount, amountOf, valueText } from './amount.ts'
import { type Html, type HtmlValue, html } from './html.ts'
import { day } from './moment.ts'
import type { ReportMeasure, ReportModel, ReportNight } from './report-model.ts'
import { section } from './section.ts'
import { severityMark, worstFirst } from './severity-mark.ts'
import { total, trendChart } from './trend-chart.ts'

/** More columns than this are too narrow to see. */
const mostNights = 180

/** Shows how many findings were open night by night: as a picture, and as the table behind it. */
export function trendSection(model: ReportModel): Html {
  const nights = model.trend.slice(-mostNights)
  if (nights.length === 0) return section('trend', 'Trend', html`<p>No night has been published yet.</p>`)
  if (nights.length === 1) {
    return section('trend', 'Trend', [html`<p>There is one night so far; a trend needs two.</p>`, openTable(nights)])
  }
  const measures = model.measures.filter((measure) =>
    nights.some((night) => night.measures?.[measure.id] !== undefined),
  )
  return section('trend', 'Trend', [
    html`<figure><figcaption><span>Open findings over ${amountOf(nights.length, 'night')}${left(model, nights)}</span><span class="legend">${worstFirst.map(severityMark)}</span></figcaption>
<div class="wide" role="region" aria-label="Chart of open findings" tabindex="0">${trendChart(nights)}</div></figure>`,
    html`<details class="more"><summary>The numbers behind the chart</summary>${openTable(nights)}</details>`,
    measures.length > 0 &&
      html`<details class="more"><summary>The measures, night by night</summary>${measureTable(nights, measures)}</details>`,
  ])
}

function left(model: ReportModel, nights: readonly ReportNight[]): HtmlValue {
  const earlier = model.trend.length - nights.length
  return earlier > 0 && `; ${amount(earlier)} earlier ones are not shown`
}

function openTable(nights: readonly ReportNight[]): Html {
  const rows = nights
    .toReversed()
    .map(
      (night) =>
        html`<tr><th scope="row">${day(night.at)}</th>${worstFirst.map((s) => html`<td class="figure">${amount(night.open[s])}</td>`)}<td class="figure">${amount(total(night))}</td></tr>`,
    )
  return html`<table class="nights"><caption>Open findings by night and severity, latest first</caption>
<thead><tr><th scope="col">Night</th>${worstFirst.map((s) => html`<th scope="col" class="figure">${severityMark(s)}</th>`)}<th scope="col" class="figure">All</th></tr></thead>
<tbody>${rows}</tbody></table>`
}

function measureTable(nights: readonly ReportNight[], measures: readonly ReportMeasure[]): Html {
  const rows = nights
    .toReversed()
    .map(
      (night) =>
        html`<tr><th scope="row">${day(night.at)}</th>${measures.map((m) => html`<td class="figure">${measured(night, m)}</td>`)}</tr>`,
    )
  return html`<div class="wide" role="region" aria-label="Measures by night" tabindex="0"><table class="nights"><caption>Measures by night, latest first</caption>
<thead><tr><th scope="col">Night</th>${measures.map((m) => html`<th scope="col" class="figure">${m.title}</th>`)}</tr></thead>
<tbody>${rows}</tbody></table></div>`
}

function measured(night: ReportNight, measure: ReportMeasure): string {
  const value = night.measures?.[measure.id]
  if (value === undefined) return '–'
  return value === null ? 'not computable' : valueText(value, measure.unit)
}
