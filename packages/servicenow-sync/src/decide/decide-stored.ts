import {
  asOf,
  decide,
  type Instant,
  type LifecycleState,
  type RequestDecision,
  type RequestLine,
  type RequestSurroundings,
  type SealDesk,
} from '@ticketbound/core'
import type { House } from './house.ts'
import { lineState } from './line-state.ts'
import type { NightMemory } from './night-memory.ts'
import { surroundingsAt, surroundingsNow } from './surroundings.ts'

/** What a stored line is decided by. */
export interface Bench {
  readonly house: House
  readonly memory: NightMemory
  readonly seals?: SealDesk
}

/** A stored line as it stood, and what is decided about it. */
export interface StoredDecision {
  readonly line: RequestLine
  readonly decision: RequestDecision
  /** The instant that it is decided as of. */
  readonly at: Instant
  /** Where it and its access stood when the last night looked; absent of a day before that night. */
  readonly state?: LifecycleState
  /** Whether it had been done by then, so that it is judged as of its closing. */
  readonly isClosed: boolean
}

/**
 * Decides about a line of the store: one that was closed as of its closing, any other as of `at`. Gives nothing for one
 * that was not there yet.
 */
export function decideStored(stored: RequestLine, at: Instant, bench: Bench): StoredDecision | undefined {
  const line = asOf(stored, at)
  if (line === undefined) return undefined
  const closedAt = closingOf(line)
  const now = closedAt ?? at
  const decision = decide(line, surroundingsOf(line, at, bench), {
    now,
    at: closedAt === undefined ? 'gate' : 'night',
    ...(bench.seals && { seals: bench.seals }),
  })
  const state = stateAt(stored, at, decision, bench)
  return { line, decision, at: now, isClosed: closedAt !== undefined, ...(state && { state }) }
}

/** When a line was done; nothing for one that is open or came to nothing. */
export function closingOf({ state, closedAt }: RequestLine): Instant | undefined {
  return state === 'closed-complete' ? closedAt : undefined
}

function stateAt(
  stored: RequestLine,
  at: Instant,
  { evidence }: RequestDecision,
  { house, memory }: Bench,
): LifecycleState | undefined {
  if (memory.night === undefined || at < memory.night.at) return undefined
  return lineState(stored, evidence?.sufficient === true, house, memory)
}

function surroundingsOf(line: RequestLine, at: Instant, { house, memory }: Bench): RequestSurroundings {
  const closedAt = closingOf(line)
  const isPast = memory.night !== undefined && at < memory.night.at
  if (closedAt === undefined && !isPast) return surroundingsNow(house, memory)
  return surroundingsAt(house, memory, line, closedAt ?? at)
}
