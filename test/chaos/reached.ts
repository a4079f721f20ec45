import { type FlawName, flawNames } from '../servers/servicenow/flaws/catalogue.ts'
import type { PlayedNight } from './play-plan.ts'

type Ending = PlayedNight['ended']

/** How often runs came past each thing that they are there to try. */
export interface Reached {
  /** How nights ended, and how runs did: by the worst of their nights. */
  readonly nights: Readonly<Record<Ending, number>>
  readonly runs: Readonly<Record<Ending, number>>
  /** Nights in which a request met a flaw, by how they ended. */
  readonly flaws: ReadonlyMap<FlawName, Readonly<Record<Ending, number>>>
  /** Why nights were not exact. */
  readonly reasons: ReadonlyMap<string, number>
  readonly requests: number
  readonly kills: number
  add(nights: readonly PlayedNight[]): void
  /** What no run came past, in words. */
  missing(): readonly string[]
}

/** What is met only while something is written. */
const neverRead: readonly FlawName[] = ['post-500-commits', 'batch-cut-short']
/** What ends every night that meets it. */
const neverExact: readonly FlawName[] = ['hibernating']

/** Starts counting, with everything that is reachable at zero. */
export function createReached(): Reached {
  const none = (): Record<Ending, number> => ({ exact: 0, incomplete: 0, failed: 0 })
  const flaws = new Map(flawNames.map((name) => [name, none()]))
  const reasons = new Map<string, number>()
  const counted = { nights: none(), runs: none(), requests: 0, kills: 0 }

  function add(nights: readonly PlayedNight[]): void {
    const endings = nights.map(({ ended }) => ended)
    counted.runs[endings.includes('failed') ? 'failed' : endings.includes('incomplete') ? 'incomplete' : 'exact'] += 1
    for (const night of nights) addNight(night)
  }

  function addNight({ ended, because, flaws: met, requests, kills }: PlayedNight): void {
    counted.nights[ended] += 1
    counted.requests += requests
    counted.kills += kills
    for (const [name, endings] of flaws) if (met.includes(name)) endings[ended] += 1
    for (const reason of because?.split('; ') ?? []) {
      const plain = reason.replace(/\d+ rows? (?:is|are)|: [^:]*$/, '…')
      reasons.set(plain, (reasons.get(plain) ?? 0) + 1)
    }
  }

  function* missing(): Generator<string> {
    for (const [name, { exact, incomplete, failed }] of flaws) {
      if (neverRead.includes(name)) continue
      if (exact === 0 && !neverExact.includes(name)) yield `\`${name}\` in a night that ends exact`
      if (incomplete + failed === 0) yield `\`${name}\` in a night that does not`
    }
  }

  return {
    nights: counted.nights,
    runs: counted.runs,
    flaws,
    reasons,
    get requests() {
      return counted.requests
    },
    get kills() {
      return counted.kills
    },
    add,
    missing: () => [...missing()],
  }
}
