import { amount } from './amount.ts'
import { type Html, type HtmlValue, html } from './html.ts'
import { moment } from './moment.ts'
import { prose, sentence } from './prose.ts'
import type { ReportModel, ReportSource } from './report-model.ts'
import { section } from './section.ts'

/** Shows what was read: every source with its rows and whether it was read to its end. */
export function sourcesSection(model: ReportModel): Html {
  if (model.sources.length === 0) return section('sources', 'Sources', html`<p>No source was read.</p>`)
  const rows = model.sources.map(
    (
      source,
    ) => html`<tr><th scope="row"><bdi>${source.name}</bdi></th><td>${source.reads}</td><td>${source.system ?? '–'}</td>
<td class="figure">${amount(source.rows)}</td><td class="figure">${amount(source.rejected)}</td><td>${source.asOf === undefined ? '–' : moment(source.asOf)}</td><td>${standing(source)}</td></tr>`,
  )
  return section(
    'sources',
    'Sources',
    html`<div class="wide" role="region" aria-label="What was read tonight" tabindex="0"><table class="sources"><caption class="unseen">What was read tonight</caption>
<thead><tr><th scope="col">Source</th><th scope="col">Reads</th><th scope="col">System</th><th scope="col" class="figure">Rows</th><th scope="col" class="figure">Rejected</th><th scope="col">As of</th><th scope="col">Read</th></tr></thead>
<tbody>${rows}</tbody></table></div>`,
  )
}

/** Says at the top which sources are incomplete, why, and what was therefore not claimed; nothing when all are whole. */
export function incompleteNotice(model: ReportModel): HtmlValue {
  const incomplete = model.sources.filter((source) => !source.complete)
  if (incomplete.length === 0) return undefined
  const items = incomplete.map(
    (source) =>
      html`<li><strong><bdi>${source.name}</bdi></strong>: ${prose(sentence(source.reason ?? 'no reason was recorded'))} ${meaning(source)}</li>`,
  )
  const title = `${incomplete.length} of ${model.sources.length} ${model.sources.length === 1 ? 'source' : 'sources'} could not be read completely`
  return html`<section class="notice" aria-labelledby="incomplete-title">
<h2 id="incomplete-title">${title}</h2>
<ul>${items}</ul>
<p>Findings that need the missing part neither opened nor resolved, and measures that need it were not computed.</p>
</section>
`
}

function standing(source: ReportSource): Html {
  if (source.complete) return html`<span class="whole">complete</span>`
  return html`<span class="partial">incomplete</span> <span class="explanation">${prose(source.reason ?? 'no reason was recorded')}</span>`
}

function meaning(source: ReportSource): HtmlValue {
  if (source.reads === 'access')
    return html`No claim of absence was made for <bdi>${source.system ?? source.name}</bdi>.`
  if (source.reads === 'requests') return 'No claim was made that access lacks its ticket, or a ticket its access.'
  if (source.reads === 'people')
    return 'No claim was made that somebody has left, that an account is nobody’s or that a sponsor is missing.'
  if (source.reads === 'recertifications') return 'No claim was made that a recertification is overdue.'
  return 'No claim was made that needs the rest of it.'
}
