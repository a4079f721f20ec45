import {
  asOf,
  decide,
  givesAccess,
  type Instant,
  type RequestDecision,
  type RequestLine,
  type SealDesk,
} from '@ticketbound/core'
import { closingOf } from './decide-stored.ts'
import { type House, houseUnder, type Rules } from './house.ts'
import type { NightMemory } from './night-memory.ts'
import { surroundingsAt, surroundingsNow } from './surroundings.ts'

/** How a decision differs under the new rules. */
export type Turn = 'allowed-to-denied' | 'denied-to-allowed' | 'denied-otherwise'

/** One request about which the new rules decide otherwise. */
export interface ChangedDecision {
  readonly line: RequestLine
  readonly turn: Turn
  /** The instant that both decisions are as of: the closing, or the last night. */
  readonly at: Instant
  readonly before: RequestDecision
  readonly after: RequestDecision
  /** What stands against it under the new rules alone; codes of rules and refusals. */
  readonly added: readonly string[]
  /** What stands against it under the old rules alone. */
  readonly removed: readonly string[]
}

/** One request that was decided about twice. */
export interface Judged {
  readonly isClosed: boolean
  /** Absent where both decisions are the same, for the same reasons. */
  readonly changed?: ChangedDecision
}

/**
 * Decides about every request of the store that gave access or asks for it, under two sets of rules: a closed one as of
 * its closing, an open one as of the last night. One subject's lines are in memory at a time. Approvals are judged as at
 * night, so that requests of a source that keeps no history can be compared, too.
 */
export function* compareRules(before: Rules, after: Rules, memory: NightMemory, seals?: SealDesk): Generator<Judged> {
  const { night } = memory
  if (night === undefined) return
  const compare = createComparison(houseUnder(before, memory), houseUnder(after, memory), memory, seals)
  for (const lines of memory.allLines()) {
    for (const stored of lines) {
      const line = asOf(stored, night.at)
      if (line !== undefined && isDecided(line)) yield compare(line, lines, closingOf(line) ?? night.at)
    }
  }
}

function isDecided(line: RequestLine): boolean {
  return givesAccess(line) && (line.state === 'open' || line.state === 'closed-complete')
}

function createComparison(one: House, other: House, memory: NightMemory, seals: SealDesk | undefined) {
  const [oneNow, otherNow] = [surroundingsNow(one, memory), surroundingsNow(other, memory)]

  return (line: RequestLine, lines: readonly RequestLine[], at: Instant): Judged => {
    const isClosed = closingOf(line) !== undefined
    const own = one.people.resolve(line.principal)
    const ofPrincipal = (principal: string) => (principal === own ? lines : memory.linesOf(principal))
    const then = isClosed ? surroundingsAt(one, memory, line, at, ofPrincipal) : undefined
    const moment = { now: at, at: 'night', ...(seals && { seals }) } as const
    const before = decide(line, then ?? oneNow, moment)
    // What was held that day is what the tickets say, under whatever rules.
    const after = decide(line, then ? { ...then, ...other } : otherNow, moment)
    const changed = changeBetween(line, at, before, after)
    return { isClosed, ...(changed && { changed }) }
  }
}

function changeBetween(
  line: RequestLine,
  at: Instant,
  before: RequestDecision,
  after: RequestDecision,
): ChangedDecision | undefined {
  const [old, fresh] = [against(before), against(after)]
  const added = fresh.filter((code) => !old.includes(code))
  const removed = old.filter((code) => !fresh.includes(code))
  const turn = turnOf(before, after, added.length + removed.length > 0)
  return turn && { line, turn, at, before, after, added, removed }
}

function turnOf(before: RequestDecision, after: RequestDecision, differs: boolean): Turn | undefined {
  if (before.allowed && !after.allowed) return 'allowed-to-denied'
  if (!before.allowed && after.allowed) return 'denied-to-allowed'
  return differs ? 'denied-otherwise' : undefined
}

/** Everything that stands against a request: the rules that it breaks, and what its approvals lack. */
function against({ request, refusals }: RequestDecision): readonly string[] {
  return [...request.violations.map(({ code }) => code), ...refusals.filter((refusal) => refusal !== 'request-denied')]
}
