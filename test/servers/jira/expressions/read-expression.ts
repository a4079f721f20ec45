import { ExpressionError } from './expression-error.ts'
import { readTokens, type Token } from './read-tokens.ts'
import type { Syntax } from './syntax.ts'

/** Jira: a longer expression is not evaluated. */
export const longestExpression = 1000

/** Jira: an expression of more leaves is not evaluated. */
export const mostLeaves = 100

/** How deep an expression may be nested. Jira names no number; the leaves bound it there. */
const deepest = 60

/** Operators that stand between two values, the loosest first. */
const binary: readonly (readonly string[])[] = [
  ['??'],
  ['||'],
  ['&&'],
  ['==', '!='],
  ['<', '>', '<=', '>='],
  ['+', '-'],
  ['*', '/', '%'],
]

const keywords = ['let', 'return', 'if', 'else', 'try', 'catch', 'throw', 'new', 'typeof', 'null', 'true', 'false']

/**
 * Takes an expression apart by the grammar that Atlassian publishes; throws where it is none.
 * @see https://developer.atlassian.com/cloud/jira/software/jira-expressions-grammar
 */
export function readExpression(text: string): Syntax {
  if (text.length > longestExpression) {
    const said = `Jira expression is too long (${text.length}), limit: ${longestExpression} characters`
    throw new ExpressionError(said)
  }
  const reading = new Reading(readTokens(text))
  const syntax = reading.program()
  reading.expectEnd()
  if (reading.leaves > mostLeaves) {
    throw new ExpressionError(`Jira expression has too many nodes (${reading.leaves}), limit: ${mostLeaves} leaves`)
  }
  return syntax
}

/** Where the reading of an expression stands. */
class Reading {
  leaves = 0
  private depth = 0
  private at = 0
  private readonly tokens: readonly Token[]

  constructor(tokens: readonly Token[]) {
    this.tokens = tokens
  }

  program(): Syntax {
    const names: (readonly [string, Syntax])[] = []
    while (this.isDeclaration()) {
      this.takeWord('let')
      const name = this.name()
      this.expect('=')
      names.push([name, this.expression()])
      this.expect(';')
    }
    const returns = this.takeWord('return')
    const body =
      this.isWord('if') && !returns
        ? this.ifElse()
        : this.isWord('try') && !returns
          ? this.tryCatch()
          : this.expression()
    this.take(';')
    return names.length === 0 ? body : { is: 'let', names, body }
  }

  expectEnd(): void {
    if (this.token.kind !== 'end') this.unexpected()
  }

  private isDeclaration(): boolean {
    if (this.isWord('let')) return true
    const next = this.tokens[this.at + 1]
    return this.token.kind === 'word' && next?.kind === 'sign' && next.value === '='
  }

  private ifElse(): Syntax {
    this.expectWord('if')
    this.expect('(')
    const condition = this.expression()
    this.expect(')')
    const yes = this.block()
    this.expectWord('else')
    const no = this.isWord('if') ? this.nested(() => this.ifElse()) : this.block()
    return { is: 'choice', condition, yes, no }
  }

  private tryCatch(): Syntax {
    this.expectWord('try')
    const body = this.block()
    this.expectWord('catch')
    this.expect('(')
    const error = this.isSign(')') ? undefined : this.name()
    this.expect(')')
    return { is: 'try', body, error, caught: this.block() }
  }

  private block(): Syntax {
    this.expect('{')
    const body = this.nested(() => this.program())
    this.expect('}')
    return body
  }

  private expression(): Syntax {
    return this.nested(() => this.choice())
  }

  private choice(): Syntax {
    const condition = this.thrown()
    if (!this.take('?')) return condition
    const yes = this.expression()
    this.expect(':')
    return { is: 'choice', condition, yes, no: this.nested(() => this.choice()) }
  }

  private thrown(): Syntax {
    return this.takeWord('throw') ? { is: 'throw', of: this.nested(() => this.thrown()) } : this.between(0)
  }

  private between(level: number): Syntax {
    const operators = binary[level]
    if (operators === undefined) return this.unary()
    let left = this.between(level + 1)
    while (this.token.kind === 'sign' && operators.includes(this.token.value)) {
      const operator = this.token.value
      this.at += 1
      left = { is: 'binary', operator, left, right: this.between(level + 1) }
    }
    return left
  }

  private unary(): Syntax {
    const operator = ['!', '-'].find((sign) => this.isSign(sign)) ?? (this.isWord('typeof') ? 'typeof' : undefined)
    if (operator === undefined) return this.members(this.primary())
    this.at += 1
    return { is: 'unary', operator, of: this.nested(() => this.unary()) }
  }

  private members(first: Syntax): Syntax {
    let of = first
    for (;;) {
      if (this.take('.')) of = { is: 'member', of, key: text(this.word()), nullSafe: false }
      else if (this.take('?.')) of = this.nullSafe(of)
      else if (this.isSign('[')) of = { is: 'member', of, key: this.index(), nullSafe: false }
      else if (this.isSign('(')) of = { is: 'call', of, given: this.given(), nullSafe: false }
      else return of
    }
  }

  private nullSafe(of: Syntax): Syntax {
    if (this.isSign('[')) return { is: 'member', of, key: this.index(), nullSafe: true }
    if (this.isSign('(')) return { is: 'call', of, given: this.given(), nullSafe: true }
    return { is: 'member', of, key: text(this.word()), nullSafe: true }
  }

  private index(): Syntax {
    this.expect('[')
    const key = this.expression()
    this.expect(']')
    return key
  }

  private given(): readonly Syntax[] {
    this.expect('(')
    return this.listUntil(')')
  }

  private listUntil(end: string): readonly Syntax[] {
    const items: Syntax[] = []
    while (!this.take(end)) {
      if (items.length > 0) this.expect(',')
      // A comma may stand behind the last one.
      if (items.length > 0 && this.take(end)) break
      items.push(this.expression())
    }
    return items
  }

  private primary(): Syntax {
    const { token } = this
    if (this.isFunction()) return this.function()
    this.at += 1
    this.leaves += 1
    if (token.kind === 'number' || token.kind === 'string') return { is: 'literal', value: token.value }
    if (token.kind === 'template') return this.template(token)
    if (token.kind === 'word') return this.worded(token.value)
    if (token.kind === 'sign' && token.value === '(') return this.inParentheses()
    if (token.kind === 'sign' && token.value === '[') return { is: 'list', items: this.listUntil(']') }
    if (token.kind === 'sign' && token.value === '{') return { is: 'map', entries: this.entries() }
    this.at -= 1
    return this.unexpected()
  }

  private worded(word: string): Syntax {
    if (word === 'null') return { is: 'literal', value: null }
    if (word === 'true' || word === 'false') return { is: 'literal', value: word === 'true' }
    if (word === 'new') return { is: 'new', name: this.name(), given: this.given() }
    if (!keywords.includes(word)) return { is: 'name', name: word }
    this.at -= 1
    return this.unexpected()
  }

  private inParentheses(): Syntax {
    const inner = this.expression()
    this.expect(')')
    return inner
  }

  private template({ texts, sources }: Extract<Token, { kind: 'template' }>): Syntax {
    const parts = sources.map((source) => {
      const inner = new Reading(readTokens(source))
      inner.depth = this.depth
      const part = inner.expression()
      inner.expectEnd()
      this.leaves += inner.leaves
      return part
    })
    return { is: 'template', texts, parts }
  }

  private entries(): readonly (readonly [string, Syntax])[] {
    const entries: (readonly [string, Syntax])[] = []
    while (!this.take('}')) {
      if (entries.length > 0) this.expect(',')
      if (entries.length > 0 && this.take('}')) break
      const key =
        this.token.kind === 'string' ? this.token.value : this.isWordAt(this.at) ? this.word(false) : this.unexpected()
      this.at += 1
      this.expect(':')
      entries.push([key, this.expression()])
    }
    return entries
  }

  /** Whether a function begins here: `x =>` or `(a, b) =>`. */
  private isFunction(): boolean {
    if (this.isWordAt(this.at) && this.isSignAt(this.at + 1, '=>')) return true
    if (!this.isSign('(')) return false
    let at = this.at + 1
    while (this.isWordAt(at) || this.isSignAt(at, ',')) at += 1
    return this.isSignAt(at, ')') && this.isSignAt(at + 1, '=>')
  }

  private function(): Syntax {
    const parameters: string[] = []
    if (this.take('(')) {
      while (!this.take(')')) {
        if (parameters.length > 0) this.expect(',')
        parameters.push(this.name())
      }
    } else {
      parameters.push(this.name())
    }
    this.expect('=>')
    // `x => { id: x.id }` gives a map; anything else between braces is a block.
    const body = this.isSign('{') && !this.isMap() ? this.block() : this.expression()
    return { is: 'function', parameters, body }
  }

  private isMap(): boolean {
    if (this.isSignAt(this.at + 1, '}')) return true
    const key = this.tokens[this.at + 1]
    return (key?.kind === 'string' || key?.kind === 'word') && this.isSignAt(this.at + 2, ':')
  }

  private get token(): Token {
    return this.tokens[this.at] as Token
  }

  private nested(read: () => Syntax): Syntax {
    this.depth += 1
    if (this.depth > deepest) throw new ExpressionError('Jira expression is nested too deep', this.token.at)
    const syntax = read()
    this.depth -= 1
    return syntax
  }

  private name(): string {
    const word = this.word()
    if (keywords.includes(word)) throw new ExpressionError(`\`${word}\` is no name`, this.token.at)
    return word
  }

  private word(taking = true): string {
    const { token } = this
    if (token.kind !== 'word') return this.unexpected()
    if (taking) this.at += 1
    return token.value
  }

  private isWordAt(at: number): boolean {
    return this.tokens[at]?.kind === 'word'
  }

  private isWord(word: string): boolean {
    return this.token.kind === 'word' && this.token.value === word
  }

  private isSign(sign: string): boolean {
    return this.isSignAt(this.at, sign)
  }

  private isSignAt(at: number, sign: string): boolean {
    const token = this.tokens[at]
    return token?.kind === 'sign' && token.value === sign
  }

  private take(sign: string): boolean {
    if (!this.isSign(sign)) return false
    this.at += 1
    return true
  }

  private takeWord(word: string): boolean {
    if (!this.isWord(word)) return false
    this.at += 1
    return true
  }

  private expect(sign: string): void {
    if (!this.take(sign)) this.unexpected(sign)
  }

  private expectWord(word: string): void {
    if (!this.takeWord(word)) this.unexpected(word)
  }

  private unexpected(expected?: string): never {
    const { token } = this
    const said = token.kind === 'end' ? 'the end' : token.kind === 'template' ? 'a text' : `\`${token.value}\``
    throw new ExpressionError(
      expected === undefined ? `Unexpected ${said}` : `\`${expected}\` expected, ${said} found`,
      token.at,
    )
  }
}

function text(value: string): Syntax {
  return { is: 'literal', value }
}
