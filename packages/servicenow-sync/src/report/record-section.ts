import { amountOf } from './amount.ts'
import { type Html, html } from './html.ts'
import { moment } from './moment.ts'
import type { ReportModel } from './report-model.ts'
import { section } from './section.ts'

/** Shows what ties this file to the append-only log. */
export function recordSection(model: ReportModel): Html {
  return section(
    'record',
    'The record',
    html`<p class="lead">Everything above is in an append-only log. <code>ticketbound audit verify --expect-head</code> checks that the log still ends where it ended tonight, or goes on from there.</p>
<dl class="record">
<div><dt>Night</dt><dd>${moment(model.at)}</dd></div>
<div><dt>Run</dt><dd><code>${model.run}</code></dd></div>
<div><dt>Log</dt><dd>${amountOf(model.head.count, 'entry', 'entries')}, head <code>${model.head.hash}</code></dd></div>
<div><dt>Policy</dt><dd><code>${model.policy.digest}</code></dd></div>
</dl>`,
  )
}
