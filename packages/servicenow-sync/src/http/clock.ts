import { setTimeout as sleep } from 'node:timers/promises'

/** Time and chance, so that a test need wait for neither. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number
  /** Waits; throws the signal's reason as soon as that is aborted. */
  sleep(ms: number, signal: AbortSignal): Promise<void>
  /** From 0 to below 1. */
  random(): number
}

/** The machine's own clock. */
export const systemClock: Clock = {
  now: Date.now,
  random: Math.random,
  async sleep(ms, signal) {
    await sleep(ms, undefined, { signal }).catch((error: unknown) => {
      signal.throwIfAborted()
      throw error
    })
  },
}
