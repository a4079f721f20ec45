import type { Instant } from '@ticketbound/core'
import { amount } from './amount.ts'
import { findingEntry } from './finding-entry.ts'
import { foldedList, longestList } from './folded-list.ts'
import { type Html, type HtmlValue, html } from './html.ts'
import { inWords, prose } from './prose.ts'
import type { ReportKind, ReportModel } from './report-model.ts'
import { section } from './section.ts'
import { compareSeverity, severityMark } from './severity-mark.ts'

/** Shows the findings kind by kind, the worst kinds first; kinds with nothing to show share one line. */
export function findingsSection(model: ReportModel): Html {
  const found = model.kinds.filter(hasFindings).toSorted((a, b) => compareSeverity(a.severity, b.severity))
  const nothing = model.kinds.filter((kind) => !hasFindings(kind)).map((kind) => kind.title)
  return section('findings', 'Findings by kind', [
    found.length === 0 && html`<p>No finding is open or accepted.</p>`,
    found.length > 1 && overview(found),
    found.map((kind) => kindPart(kind, model.at)),
    nothing.length > 0 &&
      html`<p class="nothing"><strong>Nothing found:</strong> ${inWords(nothing)}.${caveat(model)}</p>`,
  ])
}

function hasFindings(kind: ReportKind): boolean {
  return kind.open > 0 || kind.accepted > 0 || kind.findings.length > 0
}

function caveat(model: ReportModel): HtmlValue {
  return (
    model.sources.some((source) => !source.complete) &&
    ' A source was incomplete, so some of these could not be claimed.'
  )
}

function overview(kinds: readonly ReportKind[]): Html {
  const rows = kinds.map(
    (kind) =>
      html`<tr><th scope="row"><a href="#kind-${kind.kind}">${kind.title}</a></th><td>${severityMark(kind.severity)}</td><td class="figure">${amount(kind.open)}</td><td class="figure">${amount(kind.accepted)}</td></tr>`,
  )
  return html`<table class="overview"><caption class="unseen">Kinds with findings</caption>
<thead><tr><th scope="col">Kind</th><th scope="col">Severity</th><th scope="col" class="figure">Open</th><th scope="col" class="figure">Accepted</th></tr></thead>
<tbody>${rows}</tbody></table>`
}

function kindPart(kind: ReportKind, now: Instant): Html {
  const shown = kind.findings.slice(0, longestList)
  const openShown = shown.filter((finding) => finding.state !== 'accepted').length
  const left = Math.max(0, kind.open - openShown)
  return html`<section class="kind" id="kind-${kind.kind}" aria-labelledby="kind-${kind.kind}-title">
<h3 id="kind-${kind.kind}-title">${kind.title} <span class="number">${amount(kind.open)}</span></h3>
<p class="lead">${prose(kind.explanation)}${kind.accepted > 0 && html` <span class="quiet">${amount(kind.accepted)} accepted under an exception.</span>`}</p>
${foldedList(
  shown.map((finding) => findingEntry(finding, now)),
  shown.length + left,
)}
</section>
`
}
