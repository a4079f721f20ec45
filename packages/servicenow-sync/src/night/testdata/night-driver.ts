import type { Finding, Instant } from '@ticketbound/core'
import type { RejectedLine } from '../../sources/source.ts'
import { openStore } from '../../store/sqlite/open-store.ts'
import type { Store } from '../../store/store.ts'
import type { NightOptions } from '../night-input.ts'
import type { NightResult } from '../night-result.ts'
import { runNight } from '../run-night.ts'
import { type World, worldInput } from './world-input.ts'

/** Runs nights on small worlds, one after another, against one store. */
export interface NightDriver {
  readonly store: Store
  /** What the latest night rejected. */
  readonly rejected: () => readonly RejectedLine[]
  night(at: Instant, world: World, options?: NightOptions): Promise<NightResult>
  /** Findings as `kind account-or-principal entitlement: state`, closed ones included, in alphabetical order. */
  findings(): readonly string[]
  /** The same without those that are resolved. */
  standing(): readonly string[]
}

/** Starts with a store in memory, or with the given one. */
export function startNights(store: Store = openStore(':memory:')): NightDriver {
  let rejected: RejectedLine[] = []

  function say(includeClosed: boolean): readonly string[] {
    return [...store.findings({ includeClosed })].map(sayFinding).sort()
  }

  return {
    store,
    rejected: () => rejected,
    night: (at, world, options = {}) => {
      rejected = []
      return runNight(store, worldInput(at, world), { reject: (line) => rejected.push(line), ...options })
    },
    findings: () => say(true),
    standing: () => say(false),
  }
}

/** Says what a finding is in one short line. */
export function sayFinding({ kind, principal, account, entitlement, counterpart, state }: Finding): string {
  const about = [account ?? principal, entitlement, counterpart].filter((it) => it !== undefined)
  return `${[kind, ...about].join(' ')}: ${state}`
}
