import type { Delegations, KeptDelegation } from '../storage/delegations.ts'

/** Keeps delegations in memory. */
export function createMemoryDelegations(...given: readonly KeptDelegation[]): Delegations {
  let kept = [...given]
  return {
    inForce: async (now) => kept.filter(({ until }) => now < until),
    add: async (delegation) => void kept.push(delegation),
    end: async (by, to, now) => {
      const left = kept.filter((it) => it.by !== by || it.to !== to || it.until <= now)
      const outcome = left.length === kept.length ? 'already-so' : 'ended'
      kept = left
      return outcome
    },
  }
}
