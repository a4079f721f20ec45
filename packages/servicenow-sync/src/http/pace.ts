import { type TicketboundError, upstreamError } from '../errors.ts'
import type { Clock } from './clock.ts'

/** What a pace is kept by. */
export interface PaceLimits {
  readonly vendor: string
  readonly requestsPerHour: number
  /** The longest wait in milliseconds before it is thrown instead. */
  readonly patienceMs: number
  readonly clock: Clock
}

/** Decides when the next request of a client may go out. */
export interface Pace {
  /** Waits until one more request may be sent, and counts it. Throws where that is longer than the patience. */
  begin(what: string, signal: AbortSignal): Promise<void>
  /** Waits between two tries. */
  rest(ms: number, signal: AbortSignal): Promise<void>
  /** Lets no request out for so long, since the server asked for it. Throws where that is longer than the patience. */
  hold(ms: number, what: string): void
  waitedMs(): number
}

const hour = 3_600_000

/**
 * Starts keeping a pace: a budget for any hour, counted in this process, and the waits that a server asks for, which
 * hold for all requests, since a server counts them by user.
 */
export function createPace({ vendor, requestsPerHour, patienceMs, clock }: PaceLimits): Pace {
  /** When requests of the last hour were sent, in order. */
  let sent: number[] = []
  let heldUntil = 0
  let waited = 0

  async function rest(ms: number, signal: AbortSignal): Promise<void> {
    const since = clock.now()
    try {
      await clock.sleep(ms, signal)
    } finally {
      waited += Math.max(clock.now() - since, 0)
    }
  }

  function hold(ms: number, what: string): void {
    heldUntil = Math.max(heldUntil, clock.now() + ms)
    if (ms > patienceMs) throw limitedError(vendor, what, heldUntil)
  }

  /** When the budget has room for one more. */
  function roomAt(now: number): number {
    const [oldest] = sent
    if (oldest !== undefined && oldest <= now - hour) sent = sent.slice(firstAfter(sent, now - hour))
    return sent.length < requestsPerHour ? now : (sent[sent.length - requestsPerHour] ?? now) + hour
  }

  async function begin(what: string, signal: AbortSignal): Promise<void> {
    for (;;) {
      signal.throwIfAborted()
      const now = clock.now()
      const room = roomAt(now)
      if (heldUntil - now > patienceMs) throw limitedError(vendor, what, heldUntil)
      if (room - now > patienceMs) throw budgetError(vendor, what, requestsPerHour, room)
      const wait = Math.max(heldUntil, room) - now
      if (wait <= 0) break
      await rest(wait, signal)
    }
    if (requestsPerHour !== Number.POSITIVE_INFINITY) sent.push(clock.now())
  }

  return { begin, rest, hold, waitedMs: () => waited }
}

function firstAfter(sent: readonly number[], instant: number): number {
  const index = sent.findIndex((at) => at > instant)
  return index === -1 ? sent.length : index
}

function limitedError(vendor: string, what: string, until: number): TicketboundError {
  const resumeAt = new Date(until).toISOString()
  return upstreamError({
    code: 'rate-limited',
    message: `${vendor} asks to wait until ${resumeAt} before it answers for ${what}`,
    help: 'run again after that; what was read is kept. If it happens often, ask for a higher limit, or set `requestsPerHour` below it',
    context: { resumeAt },
  })
}

function budgetError(vendor: string, what: string, budget: number, until: number): TicketboundError {
  const resumeAt = new Date(until).toISOString()
  return upstreamError({
    code: 'request-budget-spent',
    message: `the budget of ${budget} requests an hour for ${vendor} is spent before ${what}; it goes on at ${resumeAt}`,
    help: 'run again after that; what was read is kept. Raise `requestsPerHour` if the instance allows more',
    context: { resumeAt, budget },
  })
}
