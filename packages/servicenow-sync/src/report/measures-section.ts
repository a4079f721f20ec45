import { partsText, valueText } from './amount.ts'
import { type Html, type HtmlValue, html } from './html.ts'
import { measureChart } from './measure-chart.ts'
import { prose } from './prose.ts'
import type { ReportMeasure, ReportModel } from './report-model.ts'
import { section } from './section.ts'

/** Shows every measure with what it was computed from; one that could not be computed says so and why. */
export function measuresSection(model: ReportModel): Html {
  if (model.measures.length === 0) return section('measures', 'Measures', html`<p>No measure was computed.</p>`)
  const rows = model.measures.map(
    (
      measure,
    ) => html`<tr><th scope="row">${measure.title} <span class="explanation">${prose(measure.explanation)}</span></th>
<td class="value">${value(measure)}</td><td class="parts">${partsText(measure) ?? '–'}</td><td class="spark">${measureChart(measure, model.trend)}</td></tr>`,
  )
  return section(
    'measures',
    'Measures',
    html`<div class="wide" role="region" aria-label="Measures of this night" tabindex="0"><table class="measures"><caption class="unseen">Measures of this night</caption>
<thead><tr><th scope="col">Measure</th><th scope="col">Value</th><th scope="col">From</th><th scope="col">Over the nights</th></tr></thead>
<tbody>${rows}</tbody></table></div>`,
  )
}

function value(measure: ReportMeasure): HtmlValue {
  if (measure.value !== null) return html`<strong>${valueText(measure.value, measure.unit)}</strong>`
  return html`<span class="unknown">not computable</span> <span class="explanation">${prose(measure.reason ?? 'no reason was recorded')}</span>`
}
