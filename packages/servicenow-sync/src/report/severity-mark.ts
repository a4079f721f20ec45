import type { Severity } from '@ticketbound/core'
import { type Html, html } from './html.ts'

/** From most to least. */
export const worstFirst = ['critical', 'high', 'medium', 'low'] as const satisfies readonly Severity[]

/** The word a reader sees. */
export const severityWord = { critical: 'Critical', high: 'High', medium: 'Medium', low: 'Low' } as const

/** The shapes behind every mark, once per page. Each severity has its own, so that colour is never the only sign. */
export const severityShapes: Html = html`<svg class="shapes" aria-hidden="true" focusable="false">
<symbol id="shape-critical" viewBox="0 0 12 12"><path d="M6 0l6 6-6 6-6-6z"/></symbol>
<symbol id="shape-high" viewBox="0 0 12 12"><path d="M6 1l6 10.4H0z"/></symbol>
<symbol id="shape-medium" viewBox="0 0 12 12"><path d="M1 1h10v10H1z"/></symbol>
<symbol id="shape-low" viewBox="0 0 12 12"><path fill-rule="evenodd" d="M6 .5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11zm0 2.2a3.3 3.3 0 1 1 0 6.6 3.3 3.3 0 0 1 0-6.6z"/></symbol>
</svg>`

/** Shows a severity by shape, colour and word. */
export function severityMark(severity: Severity): Html {
  return html`<span class="severity ${severity}"><svg class="shape" aria-hidden="true" focusable="false"><use href="#shape-${severity}"/></svg>${severityWord[severity]}</span>`
}

/** Compares two severities, the worse one first. */
export function compareSeverity(a: Severity, b: Severity): number {
  return worstFirst.indexOf(a) - worstFirst.indexOf(b)
}
