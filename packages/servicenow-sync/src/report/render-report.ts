import { createHash } from 'node:crypto'
import { changesSection } from './changes-section.ts'
import { listedFindings } from './finding-anchor.ts'
import { findingsSection } from './findings-section.ts'
import { type Html, html, htmlText, trusted } from './html.ts'
import { measuresSection } from './measures-section.ts'
import { dayText, moment } from './moment.ts'
import { recordSection } from './record-section.ts'
import type { ReportModel } from './report-model.ts'
import { severityShapes } from './severity-mark.ts'
import { incompleteNotice, sourcesSection } from './sources-section.ts'
import { styleSheet } from './style.ts'
import { holdNotice, summarySection } from './summary-section.ts'
import { trendSection } from './trend-section.ts'
import { headline } from './verdict.ts'

/**
 * Writes a night's report: one HTML file that needs nothing else, has no script, and shows every value as text.
 * The same model always gives the same bytes.
 */
export function renderReport(model: ReportModel): string {
  return htmlText(page(model))
}

function page(model: ReportModel): Html {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${contentPolicy()}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex, nofollow">
<title>${headline(model)} · Ticketbound, ${dayText(model.at)}</title>
<style>${trusted(styleSheet)}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the report</a>
${severityShapes}
${pageHeader(model)}
<main id="main" tabindex="-1">
${holdNotice(model.held)}${incompleteNotice(model)}${summarySection(model)}${changesSection(model, listedFindings(model))}${findingsSection(model)}${measuresSection(model)}${trendSection(model)}${sourcesSection(model)}${recordSection(model)}
</main>
<footer>
<p>This file names people and what they can reach. Keep it where only those who need it can read it.</p>
</footer>
</body>
</html>
`
}

function pageHeader(model: ReportModel): Html {
  return html`<header>
<p class="brand"><strong>Ticketbound</strong> Night of ${moment(model.at)}</p>
<h1>${headline(model)}</h1>
<nav aria-label="Parts of the report"><ul>
<li><a href="#changes">Changes</a></li><li><a href="#findings">Findings</a></li><li><a href="#measures">Measures</a></li><li><a href="#trend">Trend</a></li><li><a href="#sources">Sources</a></li><li><a href="#record">Record</a></li>
</ul></nav>
</header>`
}

/** Forbids everything but the one style sheet of this page, named by its digest. */
function contentPolicy(): string {
  const digest = createHash('sha256').update(styleSheet).digest('base64')
  return `default-src 'none'; style-src 'sha256-${digest}'; base-uri 'none'; form-action 'none'`
}
