/** A query in Jira's language, taken apart. */
export interface Jql {
  /** Absent where everything is asked for. */
  readonly where?: JqlCondition
  readonly order: readonly { readonly field: string; readonly descending: boolean }[]
}

/** What an issue must fulfil. */
export type JqlCondition =
  | { readonly is: 'and' | 'or'; readonly of: readonly JqlCondition[] }
  | { readonly is: 'not'; readonly of: JqlCondition }
  | JqlClause

/** A field, an operator and what it is compared with. */
export interface JqlClause {
  readonly is: 'clause'
  readonly field: string
  /** `=`, `!=`, `<`, `in`, `not in`, `is`, `is not`, `~`. */
  readonly operator: string
  readonly operands: readonly JqlOperand[]
}

/** A value, a function's name, or nothing at all. */
export type JqlOperand =
  | { readonly is: 'value'; readonly value: string }
  | { readonly is: 'function'; readonly name: string }
  | { readonly is: 'empty' }

/** Why a query is refused. */
export class JqlError extends Error {}
