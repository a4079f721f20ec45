import { type Catalogue, defaultPolicy, type Instant, type Policy } from '@ticketbound/core'
import type { Source } from '../../sources/source.ts'
import type { NightInput } from '../night-input.ts'
import { memorySource } from './memory-source.ts'

/** The rows of a small world on one night. What is left out has no source. */
export interface World {
  /** From the source `itsm`. */
  readonly requests?: readonly unknown[]
  /** From the source `prod`, which shows the system `prod`. */
  readonly access?: readonly unknown[]
  /** From the source `hr`. */
  readonly people?: readonly unknown[]
  /** From the source `waivers`. */
  readonly exceptions?: readonly unknown[]
  /** From the source `reviews`. */
  readonly recertifications?: readonly unknown[]
  /** Names of sources whose export is cut short tonight. */
  readonly incomplete?: readonly string[]
  readonly more?: readonly Source[]
  readonly catalogue?: Catalogue
  readonly policy?: Partial<Policy>
}

/** Makes the input of a night on a small world. Nothing is waited for unless the policy says so. */
export function worldInput(at: Instant, world: World): NightInput {
  const { requests, access, people, exceptions, recertifications, incomplete = [], more = [] } = world
  const source = (name: string, reads: Source['reads'], rows: readonly unknown[] | undefined): Source[] => {
    const reason = incomplete.includes(name) ? { incomplete: 'cut short' } : {}
    const system = reads === 'access' ? { system: name } : {}
    return rows === undefined ? [] : [memorySource({ name, reads, rows, ...system, ...reason })]
  }
  return {
    at,
    ...(world.catalogue && { catalogue: world.catalogue }),
    policy: {
      ...defaultPolicy,
      grace: { ...defaultPolicy.grace, provision: 0, removal: 0, expiry: 0 },
      ...world.policy,
    },
    policyDigest: 'p'.repeat(64),
    configDigest: 'c'.repeat(64),
    sources: [
      ...source('itsm', 'requests', requests),
      ...source('prod', 'access', access),
      ...source('hr', 'people', people),
      ...source('waivers', 'exceptions', exceptions),
      ...source('reviews', 'recertifications', recertifications),
      ...more,
    ],
  }
}
