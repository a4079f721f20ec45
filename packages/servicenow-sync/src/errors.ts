/** Who must act on an error: the requester, the operator, a vendor, or nobody until the record is looked into. */
export type ErrorKind = 'input' | 'config' | 'upstream' | 'integrity'

/** What an error says. `message` is one line in domain words, `help` says how to put it right. */
export interface ErrorFacts {
  readonly code: string
  readonly message: string
  readonly help: string
  /** Ids only, never personal data: it may be logged. */
  readonly context?: Readonly<Record<string, string | number>>
  readonly cause?: unknown
}

/** An error with a stable kebab-case `code`. Callers compare `code` or `kind`, never the class's name. */
export class TicketboundError extends Error {
  readonly kind: ErrorKind
  readonly code: string
  readonly help: string
  readonly context: Readonly<Record<string, string | number>> | undefined

  constructor(kind: ErrorKind, facts: ErrorFacts) {
    super(facts.message, facts.cause === undefined ? undefined : { cause: facts.cause })
    this.name = 'TicketboundError'
    this.kind = kind
    this.code = facts.code
    this.help = facts.help
    this.context = facts.context
  }
}

/** Makes an error about what was given to read: whoever produced it must put it right. */
export function inputError(facts: ErrorFacts): TicketboundError {
  return new TicketboundError('input', facts)
}

/** Makes an error about how Ticketbound is set up: the operator must put it right. */
export function configError(facts: ErrorFacts): TicketboundError {
  return new TicketboundError('config', facts)
}

/** Makes an error about a vendor's answer or silence: trying again later may help. */
export function upstreamError(facts: ErrorFacts): TicketboundError {
  return new TicketboundError('upstream', facts)
}

/** Makes an error about a record that no longer adds up: the run stops. */
export function integrityError(facts: ErrorFacts): TicketboundError {
  return new TicketboundError('integrity', facts)
}

/**
 * Writes an error for the terminal in two lines: what is wrong, with the code under which the documentation has it, and
 * what helps. Where several things are wrong, each has a line, and the code is that of the whole, so it stands last.
 */
export function describeError(error: unknown): string {
  if (error instanceof TicketboundError) {
    const { message, help, code } = error
    return message.includes('\n') ? `${message}\n${help} (${code})` : `${message} (${code})\n${help}`
  }
  const said = error instanceof Error ? error.message || error.name : String(error)
  return `${onOneLine(said)}\nTicketbound did not expect this; please report it with what led up to it`
}

function onOneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}
