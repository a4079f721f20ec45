const markup: unique symbol = Symbol('markup')

/** A piece of finished HTML. Only `html` and `trusted` make one, so data read from a file can never pose as it. */
export interface Html {
  readonly [markup]: string
}

/** What a template takes: `undefined` and `false` give nothing, and every text is escaped. */
export type HtmlValue = Html | string | number | undefined | false | readonly HtmlValue[]

/**
 * Builds HTML from a template: what stands in the template is markup, what is filled in is text.
 * Attribute values must stand in double quotes.
 */
export function html(parts: TemplateStringsArray, ...values: readonly HtmlValue[]): Html {
  let text = ''
  for (const [index, part] of parts.entries()) text += part + markupOf(values[index])
  return { [markup]: text }
}

/** Takes a text as markup. Only for what this package made itself: the style sheet and the charts. */
export function trusted(text: string): Html {
  return { [markup]: text }
}

/** Gives the markup of a piece of HTML, to be written to a file. */
export function htmlText(value: Html): string {
  return value[markup]
}

/**
 * Makes a text safe inside an element and inside a double-quoted attribute, and makes visible what would otherwise
 * deceive a reader: control, direction and invisible characters appear as `[U+202E]`.
 */
export function escapeText(text: string): string {
  const visible = reveal(text)
  return special.test(visible) ? visible.replace(specials, (character) => entities.get(character) ?? '') : visible
}

/** Shows characters that have no shape of their own by their code point; lone surrogates become U+FFFD. */
export function reveal(text: string): string {
  const formed = text.toWellFormed()
  return hidden.test(formed) ? formed.replace(hiddens, codePoint) : formed
}

const special = /[&<>"']/
const specials = /[&<>"']/g
const entities = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ["'", '&#39;'],
])

// The joiners U+200C and U+200D stay: Persian, Hindi and emoji are not written without them.
const hidden = /(?![\n\t\u200c\u200d])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u
const hiddens = new RegExp(hidden.source, 'gu')

function codePoint(character: string): string {
  const hex = (character.codePointAt(0) ?? 0).toString(16).toUpperCase()
  return `[U+${hex.padStart(4, '0')}]`
}

function markupOf(value: HtmlValue): string {
  if (value === undefined || value === false) return ''
  if (typeof value === 'string') return escapeText(value)
  if (typeof value === 'number') return String(value)
  if (isList(value)) return value.map(markupOf).join('')
  return value[markup]
}

function isList(value: Html | readonly HtmlValue[]): value is readonly HtmlValue[] {
  return Array.isArray(value)
}
