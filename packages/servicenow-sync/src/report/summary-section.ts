import { amount, amountOf } from './amount.ts'
import { changeOrder } from './changes-section.ts'
import { findingAnchor } from './finding-anchor.ts'
import { type Html, type HtmlValue, html } from './html.ts'
import { moment } from './moment.ts'
import { prose, sentence } from './prose.ts'
import type { ReportHold, ReportModel } from './report-model.ts'
import { severityMark, worstFirst } from './severity-mark.ts'
import { firstSteps, openBySeverity } from './verdict.ts'

/** Shows the first screen's answers: what is open, what changed, and what to do first. */
export function summarySection(model: ReportModel): Html {
  const open = openBySeverity(model)
  const accepted = model.kinds.reduce((sum, kind) => sum + kind.accepted, 0)
  return html`<section class="summary" aria-labelledby="summary-title">
<h2 id="summary-title" class="unseen">At a glance</h2>
<div class="glance">
<div><h3>Open now</h3><dl class="figures">${worstFirst.map((s) => html`<div class="${open[s] === 0 && 'zero'}"><dt>${severityMark(s)}</dt><dd>${amount(open[s])}</dd></div>`)}</dl>
${accepted > 0 && html`<p class="quiet">${amountOf(accepted, 'more is', 'more are')} accepted under an exception.</p>`}</div>
<div><h3>${model.held ? 'Would change' : 'Since last night'}</h3>${changed(model)}</div>
<div class="first"><h3>Do first</h3>${first(model)}</div>
</div>
</section>
`
}

/** Says loudly that the night is on hold, why, and how the hold ends; nothing when it is not. */
export function holdNotice(hold: ReportHold | undefined): HtmlValue {
  if (hold === undefined) return undefined
  return html`<section class="notice hold" aria-labelledby="hold-title">
<h2 id="hold-title">This night is on hold</h2>
<p><strong>Nothing was published.</strong> ${prose(sentence(hold.reason))} The findings below are those of the last published night; the observations of this one are kept.</p>
<dl class="commands"><div><dt>If the change is real</dt><dd><code>${hold.confirm}</code></dd></div><div><dt>If it is a mistake</dt><dd><code>${hold.discard}</code></dd></div></dl>
</section>
`
}

function changed(model: ReportModel): Html {
  const { totals } = model.changes
  return html`<dl class="figures">${changeOrder.map((change) => html`<div class="${totals[change] === 0 && 'zero'}"><dt>${change}</dt><dd>${amount(totals[change])}</dd></div>`)}</dl>
<p class="quiet">${model.previousAt === undefined ? 'This is the first night.' : html`Compared with ${moment(model.previousAt)}`}</p>`
}

function first(model: ReportModel): Html {
  const steps = firstSteps(model)
  const items = steps.map(
    ({ kind, finding, more }) =>
      html`<li>${severityMark(finding.severity)}<p><a href="#${findingAnchor(finding.id)}">${prose(finding.message)}</a> ${prose(finding.action)}${more > 0 && html` <a class="quiet" href="#kind-${kind.kind}">${amount(more)} more of this kind</a>`}</p></li>`,
  )
  const decide = model.held && html`<li><p><strong>Decide on the hold</strong> with the commands above.</p></li>`
  if (steps.length === 0 && !decide) return html`<p>${wholeWithout(model)}</p>`
  return html`<ol class="steps">${decide}${items}</ol>`
}

function wholeWithout(model: ReportModel): string {
  if (model.sources.length === 0) return 'Name at least one source in the configuration.'
  return model.sources.every((source) => source.complete)
    ? 'Nothing to do.'
    : 'See to the sources that could not be read.'
}
