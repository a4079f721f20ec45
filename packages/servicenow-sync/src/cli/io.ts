import type { Instant } from '@ticketbound/core'
import type { Output } from './output.ts'

/** The world outside a command, passed in so that a command can run anywhere. */
export interface Io {
  readonly out: Output
  readonly err: Output
  /** Standard input, read only by commands that are asked to. */
  readonly input: () => AsyncIterable<Uint8Array | string>
  readonly env: Readonly<Record<string, string | undefined>>
  readonly now: () => Instant
  /** Ends a run early; its reason is the name of the signal that asked for it. */
  readonly signal: AbortSignal
}
