import { type Html, html } from './html.ts'

/** Shows a sentence in which names stand in backticks: the names become code. */
export function prose(sentence: string): Html {
  const parts = sentence.split('`')
  // With an odd number of backticks nobody can tell names from words, so the sentence stays as it is.
  if (parts.length % 2 === 0) return html`${sentence}`
  return html`${parts.map((part, index) => (index % 2 === 1 ? html`<code>${part}</code>` : part))}`
}

/** Ends a text with a full stop, unless it ends in one. */
export function sentence(text: string): string {
  return /[.!?…]$/.test(text) ? text : `${text}.`
}

/** Shows several things as a sentence would: `a, b and c`. */
export function inWords(parts: readonly string[]): string {
  const last = parts.at(-1)
  if (last === undefined) return ''
  return parts.length === 1 ? last : `${parts.slice(0, -1).join(', ')} and ${last}`
}
