import { type Jql, type JqlClause, type JqlCondition, JqlError, type JqlOperand } from './jql.ts'

interface Token {
  readonly kind: 'word' | 'quoted' | 'sign' | 'end'
  readonly text: string
}

const piece =
  /\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|(<=|>=|!=|!~|[=<>~(),!])|((?:\[[^\]]*\]|[^\s"'=<>~(),!])+))/y

/**
 * Takes a query apart, as far as the language is known here: comparisons, lists, `is empty`, brackets, order. Throws
 * what it does not know.
 * @see https://support.atlassian.com/jira-service-management-cloud/docs/use-advanced-search-with-jira-query-language-jql/
 */
export function parseJql(text: string): Jql {
  const reading = new Reading(tokensOf(text))
  const where = reading.isAt('order') || reading.isEnd() ? undefined : reading.any(0)
  const order = reading.order()
  if (!reading.isEnd()) reading.unexpected()
  return { ...(where !== undefined && { where }), order }
}

function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = []
  piece.lastIndex = 0
  while (text.slice(piece.lastIndex).trim() !== '') {
    const at = piece.lastIndex
    const [, double, single, sign, word] = piece.exec(text) ?? []
    const quoted = double ?? single
    if (quoted !== undefined) tokens.push({ kind: 'quoted', text: quoted.replaceAll(/\\(.)/g, '$1') })
    else if (sign !== undefined) tokens.push({ kind: 'sign', text: sign })
    else if (word !== undefined) tokens.push({ kind: 'word', text: word })
    else throw new JqlError(`Error in the JQL Query: the character at position ${at + 1} is not allowed here.`)
  }
  return [...tokens, { kind: 'end', text: '' }]
}

/** How deep brackets may be nested. */
const deepest = 100

class Reading {
  private at = 0
  private readonly tokens: readonly Token[]

  constructor(tokens: readonly Token[]) {
    this.tokens = tokens
  }

  any(depth: number): JqlCondition {
    if (depth > deepest) throw new JqlError('Error in the JQL Query: brackets are nested too deep.')
    const of = [this.all(depth)]
    while (this.take('or')) of.push(this.all(depth))
    return of.length === 1 ? (of[0] as JqlCondition) : { is: 'or', of }
  }

  order(): Jql['order'] {
    if (!this.take('order')) return []
    if (!this.take('by')) this.unexpected()
    const order: { field: string; descending: boolean }[] = []
    do {
      const field = this.text()
      const descending = this.take('desc')
      if (!descending) this.take('asc')
      order.push({ field, descending })
    } while (this.take(','))
    return order
  }

  isAt(word: string): boolean {
    return this.token.kind !== 'quoted' && this.token.text.toLowerCase() === word
  }

  isEnd(): boolean {
    return this.token.kind === 'end'
  }

  unexpected(): never {
    const said = this.isEnd() ? 'the end of the query' : `'${this.token.text}'`
    throw new JqlError(`Error in the JQL Query: ${said} was not expected here.`)
  }

  private all(depth: number): JqlCondition {
    const of = [this.one(depth)]
    while (this.take('and')) of.push(this.one(depth))
    return of.length === 1 ? (of[0] as JqlCondition) : { is: 'and', of }
  }

  private one(depth: number): JqlCondition {
    if (depth > deepest) throw new JqlError('Error in the JQL Query: brackets are nested too deep.')
    if (this.take('not') || this.take('!')) return { is: 'not', of: this.one(depth + 1) }
    if (!this.take('(')) return this.clause()
    const inner = this.any(depth + 1)
    if (!this.take(')')) this.unexpected()
    return inner
  }

  private clause(): JqlClause {
    const field = this.text()
    const operator = this.operator()
    const operands = operator.endsWith('in') ? this.list() : [this.operand()]
    return { is: 'clause', field, operator, operands }
  }

  private operator(): string {
    const { token } = this
    if (token.kind === 'sign' && /^(=|!=|<|<=|>|>=|~|!~)$/.test(token.text)) {
      this.at += 1
      return token.text
    }
    if (this.take('is')) return this.take('not') ? 'is not' : 'is'
    if (this.take('in')) return 'in'
    if (this.take('not') && this.take('in')) return 'not in'
    return this.unexpected()
  }

  private list(): readonly JqlOperand[] {
    if (!this.take('(')) return this.unexpected()
    const operands = [this.operand()]
    while (this.take(',')) operands.push(this.operand())
    if (!this.take(')')) this.unexpected()
    return operands
  }

  private operand(): JqlOperand {
    if (this.isAt('empty') || this.isAt('null')) {
      this.at += 1
      return { is: 'empty' }
    }
    const value = this.text()
    if (!this.take('(')) return { is: 'value', value }
    if (!this.take(')')) this.unexpected()
    return { is: 'function', name: value }
  }

  private text(): string {
    const { token } = this
    if (token.kind !== 'word' && token.kind !== 'quoted') return this.unexpected()
    this.at += 1
    return token.text
  }

  private take(word: string): boolean {
    if (!this.isAt(word)) return false
    this.at += 1
    return true
  }

  private get token(): Token {
    return this.tokens[this.at] as Token
  }
}
