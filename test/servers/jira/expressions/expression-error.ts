/** Why an expression could not be read or evaluated. Jira takes an expression with an error for one that does not say yes. */
export class ExpressionError extends Error {
  /** Where in the text, from 0; absent for errors of evaluation. */
  readonly at: number | undefined

  constructor(message: string, at?: number) {
    super(message)
    this.at = at
  }
}

/** What ends an expression for good: no `catch` of its own takes it. */
export class OverdrawnError extends ExpressionError {}
