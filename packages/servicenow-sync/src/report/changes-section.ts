import { amount } from './amount.ts'
import { findingLine } from './finding-entry.ts'
import { foldedList } from './folded-list.ts'
import { type Html, type HtmlValue, html } from './html.ts'
import { moment } from './moment.ts'
import { inWords } from './prose.ts'
import type { ReportChange, ReportModel } from './report-model.ts'
import { section } from './section.ts'

/** The changes in the order in which they matter. */
export const changeOrder = ['opened', 'reopened', 'resolved', 'accepted'] as const satisfies readonly ReportChange[]

const titles = { opened: 'Opened', reopened: 'Reopened', resolved: 'Resolved', accepted: 'Accepted' } as const

/** Shows what changed since the night before, or what would change where the night is on hold. */
export function changesSection(model: ReportModel, listed: ReadonlySet<string>): Html {
  const { totals } = model.changes
  const some = changeOrder.filter((change) => totals[change] > 0)
  const none = changeOrder.filter((change) => totals[change] === 0)
  const groups = some.map(
    (change) => html`<h3>${titles[change]} <span class="number">${amount(totals[change])}</span></h3>
${foldedList(
  model.changes[change].map((finding) => findingLine(finding, listed)),
  totals[change],
)}`,
  )
  return section('changes', model.held ? 'What this night would change' : 'What changed', [
    html`<p class="lead">${compared(model)}</p>`,
    groups,
    some.length === 0 && html`<p>Nothing changed.</p>`,
    some.length > 0 &&
      none.length > 0 &&
      html`<p class="quiet">Nothing ${model.held ? 'would be' : 'was'} ${inWords(none).replace(' and ', ' or ')}.</p>`,
  ])
}

function compared(model: ReportModel): HtmlValue {
  if (model.previousAt === undefined) return 'This is the first night, so everything that is open was opened tonight.'
  return html`Compared with the night of ${moment(model.previousAt)}.`
}
