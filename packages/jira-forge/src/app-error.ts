/** Who must act on an error: the requester, an administrator, Atlassian, or nobody until the record is looked into. */
export type AppErrorKind = 'input' | 'config' | 'upstream' | 'integrity'

/** What an error says. `message` is one line in domain words, `help` says how to put it right. */
export interface AppErrorFacts {
  readonly code: string
  readonly message: string
  readonly help: string
  /** Ids and numbers only, never what a field says: it may be logged. */
  readonly context?: Readonly<Record<string, string | number>>
  readonly cause?: unknown
}

/** An error with a stable kebab-case `code`. Callers compare `code` or `kind`, never the class's name. */
export class AppError extends Error {
  readonly kind: AppErrorKind
  readonly code: string
  readonly help: string
  readonly context: Readonly<Record<string, string | number>> | undefined

  constructor(kind: AppErrorKind, facts: AppErrorFacts) {
    super(facts.message, facts.cause === undefined ? undefined : { cause: facts.cause })
    this.name = 'AppError'
    this.kind = kind
    this.code = facts.code
    this.help = facts.help
    this.context = facts.context
  }
}
