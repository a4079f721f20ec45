import type { ForgeLimits } from '../limits.ts'
import { type Refusal, refuse } from './refusal.ts'

const unitBytes = 10_000
const minuteMs = 60_000
const secondMs = 1000

/** Counts what an installation asks of its storage, and refuses what is too much. */
export interface Meter {
  /** Takes a request of so many bytes; says whether it is too much. */
  take(way: 'read' | 'write', bytes: number): Refusal | undefined
}

/**
 * Makes a meter with nothing on it. Requests count in units of 10 KB, rounded up; a batch or a transaction is one.
 *
 * @see https://developer.atlassian.com/platform/forge/limits-kvs-ce/
 */
export function createMeter(limits: ForgeLimits, now: () => number): Meter {
  const counted = new Map<string, { readonly window: number; units: number }>()

  function exceeds(name: string, windowMs: number, units: number, most: number): boolean {
    const window = Math.floor(now() / windowMs)
    const before = counted.get(name)
    const state = before?.window === window ? before : { window, units: 0 }
    state.units += units
    counted.set(name, state)
    return state.units > most
  }

  return {
    take(way, bytes) {
      const units = Math.max(1, Math.ceil(bytes / unitBytes))
      const perMinute = way === 'read' ? limits['read-units-per-minute'] : limits['write-units-per-minute']
      const tooMany = exceeds('requests', secondMs, 1, limits['storage-requests-per-second'])
      const tooMuch = exceeds(way, minuteMs, units, perMinute)
      return tooMany || tooMuch ? refuse(429, 'RATE_LIMIT_EXCEEDED', 'Rate limit exceeded') : undefined
    },
  }
}
