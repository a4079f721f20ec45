import type { Clock } from '../clock.ts'

/** A clock that goes on only when somebody sleeps by it, and then at once. */
export interface StoppedClock extends Clock {
  /** How long was slept, each time. */
  readonly slept: readonly number[]
  advance(ms: number): void
}

/** Stops a clock at an instant; chance always gives the same. */
export function stoppedClock(now = Date.parse('2026-11-25T00:00:00Z'), random = 0): StoppedClock {
  const slept: number[] = []
  let at = now
  return {
    slept,
    now: () => at,
    random: () => random,
    advance: (ms) => {
      at += ms
    },
    async sleep(ms, signal) {
      signal.throwIfAborted()
      slept.push(ms)
      at += ms
    },
  }
}
