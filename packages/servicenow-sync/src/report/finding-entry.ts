import type { Instant } from '@ticketbound/core'
import { findingAnchor } from './finding-anchor.ts'
import { type Html, type HtmlValue, html } from './html.ts'
import { ageText, day, moment } from './moment.ts'
import { prose } from './prose.ts'
import type { ReportFinding } from './report-model.ts'
import { severityMark } from './severity-mark.ts'

const principalWord = { human: 'human', service: 'service', agent: 'AI agent' } as const

/** Shows one finding: a line that says it all, and behind it what to do and what it rests on. */
export function findingEntry(finding: ReportFinding, now: Instant): Html {
  return html`<li id="${findingAnchor(finding.id)}"><details class="finding">
<summary>${severityMark(finding.severity)} <span class="message">${prose(finding.message)}${tag(finding, now)}</span> <span class="when">since ${day(finding.since)}</span></summary>
<div class="facts">
<p class="action"><span class="label">Do</span> ${prose(finding.action)}</p>
<dl>${facts(finding, now)}</dl>
</div></details></li>`
}

/** Shows one finding as a single line, with a link to where it is told in full when there is such a place. */
export function findingLine(finding: ReportFinding, listed: ReadonlySet<string>): Html {
  const message = prose(finding.message)
  const text = listed.has(finding.id) ? html`<a href="#${findingAnchor(finding.id)}">${message}</a>` : message
  const why =
    finding.reopenedBecause !== undefined && html` <span class="because">${prose(finding.reopenedBecause)}</span>`
  return html`<li class="line">${severityMark(finding.severity)} <span class="message">${text}${why}</span></li>`
}

function tag(finding: ReportFinding, now: Instant): HtmlValue {
  if (finding.state === 'accepted') return html` <span class="tag">accepted</span>`
  if (finding.state === 'reopened') return html` <span class="tag">reopened</span>`
  return finding.firstSeen === now && html` <span class="tag">new</span>`
}

function facts(finding: ReportFinding, now: Instant): HtmlValue {
  const age = ageText(finding.since, now)
  return [
    fact('Who', html`${name(finding.who)}${finding.kindOfPrincipal && ` (${principalWord[finding.kindOfPrincipal]})`}`),
    fact('Account', finding.account !== undefined && name(finding.account)),
    fact('Access', access(finding)),
    fact('Other side', finding.counterpart !== undefined && name(finding.counterpart)),
    fact(
      'Tickets',
      finding.tickets.length > 0 && finding.tickets.map((ticket, i) => html`${i > 0 && ', '}${name(ticket)}`),
    ),
    fact('Since', html`${moment(finding.since)}${age !== undefined && ` (${age})`}`),
    fact('First seen', moment(finding.firstSeen)),
    fact('Reopened', finding.reopenedBecause !== undefined && prose(finding.reopenedBecause)),
    fact('Rests on', evidence(finding), 'whole-line'),
    fact(
      'Controls',
      finding.controls.length > 0 && finding.controls.map((id) => html`<span class="control">${id}</span> `),
    ),
    fact('Finding', name(finding.id)),
  ]
}

function fact(label: string, value: HtmlValue, width = 'half-line'): HtmlValue {
  return value !== false && value !== undefined && html`<div class="${width}"><dt>${label}</dt><dd>${value}</dd></div>`
}

function access(finding: ReportFinding): HtmlValue {
  const { entitlement, system, level } = finding
  if (entitlement === undefined) return system !== undefined && html`on ${name(system)}`
  return html`${name(entitlement)}${level !== undefined && html`, level ${name(level)}`}${system !== undefined && html`, on ${name(system)}`}`
}

function evidence(finding: ReportFinding): HtmlValue {
  if (finding.evidence.length === 0) return false
  return html`<ul class="evidence">${finding.evidence.map((e) => html`<li>${prose(e.what)} <span class="where">${e.where}</span></li>`)}</ul>`
}

/** Names are isolated, so that one written from right to left does not turn the words around it. */
function name(text: string): Html {
  return html`<bdi><code>${text}</code></bdi>`
}
