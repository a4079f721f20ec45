import { amount } from './amount.ts'
import { type Html, html } from './html.ts'

/** No list in a report is longer than this: beyond it, a query answers better than a page. */
export const longestList = 200

const shownAtOnce = 8

/** Shows the first few entries at once, more of them on demand, and says how many the report leaves out. */
export function foldedList(entries: readonly Html[], total: number): Html {
  const shown = entries.slice(0, longestList)
  // A fold that hides one or two entries costs more than it saves.
  const first = shown.length <= shownAtOnce + 2 ? shown.length : shownAtOnce
  const rest = shown.length - first
  const left = total - shown.length
  return html`${first > 0 && html`<ul class="entries">${shown.slice(0, first)}</ul>`}
${rest > 0 && html`<details class="more"><summary>Show ${amount(rest)} more</summary><ul class="entries">${shown.slice(first)}</ul></details>`}
${left > 0 && html`<p class="cut">${amount(left)} more ${left === 1 ? 'is' : 'are'} not in this report. <code>ticketbound findings --json</code> lists them all.</p>`}`
}
