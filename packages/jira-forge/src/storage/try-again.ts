import { storageBusy } from './storage-failure.ts'

/** How often one who was overtaken tries again. */
const mostTries = 20

/** Does something again while somebody else was faster; whoever was faster has got on, so that everybody does in the end. */
export async function tryAgain<T>(what: string, attempt: () => Promise<T | 'overtaken'>): Promise<T> {
  for (let tries = 0; tries < mostTries; tries += 1) {
    const outcome = await attempt()
    if (outcome !== 'overtaken') return outcome
  }
  throw storageBusy(what)
}
