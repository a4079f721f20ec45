import { storageBusy } from './storage-failure.ts'

/** How often one who was overtaken tries again: some ten seconds in all, of the 25 that an invocation has. */
const mostTries = 24

const longestPauseMs = 1000

/**
 * Does something again while somebody else was faster. A bulk change makes hundreds do so at once: each pauses a while
 * of its own, longer each time, so that they come one after the other instead of all again.
 */
export async function tryAgain<T>(what: string, attempt: () => Promise<T | 'overtaken'>): Promise<T> {
  for (let tries = 0; tries < mostTries; tries += 1) {
    const outcome = await attempt()
    if (outcome !== 'overtaken') return outcome
    await pause(Math.random() * Math.min(longestPauseMs, 10 * 2 ** tries))
  }
  throw storageBusy(what)
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms)
  })
}
