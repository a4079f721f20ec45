import { ExpressionError } from './expression-error.ts'

/** A piece of an expression. */
export type Token =
  | { readonly kind: 'number'; readonly value: number; readonly at: number }
  | { readonly kind: 'string'; readonly value: string; readonly at: number }
  /** A text between backticks: texts, and between each two the source of an expression. */
  | {
      readonly kind: 'template'
      readonly texts: readonly string[]
      readonly sources: readonly string[]
      readonly at: number
    }
  | { readonly kind: 'word'; readonly value: string; readonly at: number }
  | { readonly kind: 'sign'; readonly value: string; readonly at: number }
  | { readonly kind: 'end'; readonly at: number }

const signs = ['=>', '==', '!=', '<=', '>=', '&&', '||', '??', '?.', ...'+-*/%<>!?:.,;()[]{}=']

const blank = /\s+|\/\/[^\n]*|\/\*[\s\S]*?\*\//y
const word = /[A-Za-z_$][A-Za-z0-9_$]*/y
const number = /(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y

/** Cuts an expression into its pieces; throws where a character belongs to none. */
export function readTokens(text: string): readonly Token[] {
  const tokens: Token[] = []
  let at = 0
  while (at < text.length) {
    const space = matchAt(blank, text, at)
    if (space !== undefined) {
      at += space.length
      continue
    }
    const token = tokenAt(text, at)
    tokens.push(token.token)
    at = token.end
  }
  return [...tokens, { kind: 'end', at: text.length }]
}

function tokenAt(text: string, at: number): { readonly token: Token; readonly end: number } {
  const named = matchAt(word, text, at)
  if (named !== undefined) return { token: { kind: 'word', value: named, at }, end: at + named.length }
  const digits = matchAt(number, text, at)
  if (digits !== undefined) return { token: { kind: 'number', value: Number(digits), at }, end: at + digits.length }
  const first = text[at] ?? ''
  if (first === "'" || first === '"') return stringAt(text, at, first)
  if (first === '`') return templateAt(text, at)
  // `a ?.5 : b` is a condition, and no access.
  const sign = signs.find((each) => text.startsWith(each, at) && !(each === '?.' && /\d/.test(text[at + 2] ?? '')))
  if (sign === undefined) throw new ExpressionError(`Unexpected character \`${first}\``, at)
  return { token: { kind: 'sign', value: sign, at }, end: at + sign.length }
}

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f', v: '\v', 0: '\0' }

function stringAt(text: string, at: number, quote: string): { readonly token: Token; readonly end: number } {
  let value = ''
  let end = at + 1
  while (end < text.length && text[end] !== quote && text[end] !== '\n') {
    const { read, next } = characterAt(text, end)
    value += read
    end = next
  }
  if (text[end] !== quote) throw new ExpressionError('A text has no end', at)
  return { token: { kind: 'string', value, at }, end: end + 1 }
}

function characterAt(text: string, at: number): { readonly read: string; readonly next: number } {
  if (text[at] !== '\\') return { read: text[at] ?? '', next: at + 1 }
  const [, code] = /^\\u([0-9a-fA-F]{4})/.exec(text.slice(at, at + 6)) ?? []
  if (code !== undefined) return { read: String.fromCharCode(Number.parseInt(code, 16)), next: at + 6 }
  const escaped = text[at + 1] ?? ''
  return { read: escapes[escaped] ?? escaped, next: at + 2 }
}

function templateAt(text: string, at: number): { readonly token: Token; readonly end: number } {
  const texts: string[] = []
  const sources: string[] = []
  let part = ''
  let end = at + 1
  while (end < text.length && text[end] !== '`') {
    if (!text.startsWith('${', end)) {
      const { read, next } = characterAt(text, end)
      part += read
      end = next
      continue
    }
    const close = text.indexOf('}', end)
    if (close === -1) throw new ExpressionError('A text has no end', at)
    texts.push(part)
    sources.push(text.slice(end + 2, close))
    part = ''
    end = close + 1
  }
  if (text[end] !== '`') throw new ExpressionError('A text has no end', at)
  return { token: { kind: 'template', texts: [...texts, part], sources, at }, end: end + 1 }
}

function matchAt(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at
  return pattern.exec(text)?.[0]
}
