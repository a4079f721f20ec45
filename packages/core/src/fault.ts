/**
 * One thing that is wrong with a piece of input, as data: never thrown by core.
 *
 * `code` is stable kebab-case; `field` names the field as the input spells it; `message` says in one line what is
 * wrong, with the user's own text in backticks; `help` says how to put it right.
 */
export interface Fault {
  readonly code: string
  readonly field?: string
  readonly message: string
  readonly help: string
}

/** A value, or everything that is wrong with the input it should have come from. */
export type Reading<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly faults: readonly Fault[] }

/** Wraps a good value. */
export function good<T>(value: T): Reading<T> {
  return { ok: true, value }
}

/** Wraps the faults of an input that gave no value. */
export function bad(...faults: readonly Fault[]): Reading<never> {
  return { ok: false, faults }
}

const longestQuote = 80
/** Control characters and marks that turn the direction of writing: what must not reach a terminal. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are exactly the characters that are meant
const unshowable = /[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069\u200e\u200f]/g

/** Quotes a piece of user input for a message: in backticks, on one line, cut where it is long. */
export function quote(text: unknown): string {
  const plain = typeof text === 'string' ? text : (JSON.stringify(text) ?? String(text))
  const line = plain.replace(unshowable, '\ufffd').replaceAll('`', "'")
  if (line.length <= longestQuote) return `\`${line}\``
  // A character of two code units is not cut in half: half of one is no text that a file or a terminal can take.
  return `\`${line.slice(0, longestQuote).replace(/[\ud800-\udbff]$/, '')}…\``
}
