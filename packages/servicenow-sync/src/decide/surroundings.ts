import { asOf, type HeldAccess, type Instant, type RequestLine, type RequestSurroundings } from '@ticketbound/core'
import { heldAccess, promisedAccess } from './held-access.ts'
import type { House } from './house.ts'
import type { NightMemory } from './night-memory.ts'

/**
 * What a request is asked in now: what the last night saw, which is not later than `now`. Where that night did not see
 * everything, nobody can prove what anybody holds.
 */
export function surroundingsNow(house: House, memory: NightMemory): RequestSurroundings {
  const { night, isComplete } = memory
  const held = new Map<string, readonly HeldAccess[]>()
  let candidates: ReadonlySet<string> | undefined

  function heldBy(principal: string): readonly HeldAccess[] | undefined {
    if (night === undefined || !isComplete) return undefined
    candidates ??= candidatesOf(house, memory)
    if (candidates.has(principal)) return undefined
    const known = held.get(principal)
    if (known) return known
    const decisions = { lines: memory.linesOf(principal), revocations: memory.revocationsOf(principal) }
    const found = heldAccess(memory.accountsOf(principal), decisions, house.entitlements, night.at)
    held.set(principal, found)
    return found
  }

  return {
    ...house,
    heldBy,
    openFor: (principal) => (night === undefined ? [] : openAt(memory.linesOf(principal), night.at)),
    exception: memory.exception,
  }
}

/** Those whose an account could be that nobody can call theirs: what it holds may be theirs, too. */
function candidatesOf({ people }: House, memory: NightMemory): ReadonlySet<string> {
  const candidates = new Set<string>()
  for (const { system, name } of memory.looseAccounts()) {
    const binding = people.bind(system, name)
    if (binding.to === 'several') for (const candidate of binding.candidates) candidates.add(candidate)
  }
  return candidates
}

/**
 * What a request was asked in on a day gone by. What was held then is what the tickets closed by then gave, without the
 * request itself: the snapshots of that day are not kept.
 */
export function surroundingsAt(
  house: House,
  memory: NightMemory,
  request: RequestLine,
  at: Instant,
  ofPrincipal: (principal: string) => readonly RequestLine[] = memory.linesOf,
): RequestSurroundings {
  const others = (principal: string) => ofPrincipal(principal).filter((line) => !isSameLine(line, request))
  const held = new Map<string, readonly HeldAccess[]>()

  function heldBy(principal: string): readonly HeldAccess[] {
    const known = held.get(principal)
    if (known) return known
    const found = promisedAccess({ lines: others(principal), revocations: memory.revocationsOf(principal) }, at)
    held.set(principal, found)
    return found
  }

  return {
    ...house,
    heldBy,
    openFor: (principal) => openAt(others(principal), at),
    exception: memory.exception,
  }
}

function isSameLine(line: RequestLine, { number, item, source }: RequestLine): boolean {
  return line.number === number && line.item === item && line.source === source
}

function openAt(lines: readonly RequestLine[], at: Instant): readonly RequestLine[] {
  const open: RequestLine[] = []
  for (const line of lines) {
    // Most lines were closed long before; one that was opened again can still say when it was.
    if (line.state !== 'open' && line.closedAt !== undefined && line.closedAt <= at) continue
    const then = asOf(line, at)
    if (then?.state === 'open') open.push(then)
  }
  return open
}
