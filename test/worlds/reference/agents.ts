import { systemsOf } from './access.ts'
import type { ReferenceClaim } from './claims.ts'
import { highestOf } from './material.ts'
import { entitlementsOf, holdingsOf, isProvenAbsent, type NightFacts } from './night-facts.ts'
import { isActive, personOf, resolveName } from './people.ts'

/** One for each entitlement that an active agent holds and no peer holds as high: everything, where it has no peers. */
export function exceedingAgents(facts: NightFacts): readonly ReferenceClaim[] {
  const { people = [], at } = facts
  const agents = people.filter(({ principal, kind }) => kind === 'agent' && isActive(people, principal, at))
  return agents.flatMap(({ principal, peers = [] }) => {
    const humans = peers
      .flatMap((name) => resolveName(people, name) ?? [])
      .filter((name) => personOf(people, name)?.kind === 'human' && isActive(people, name, at))
    return entitlementsOf(facts).flatMap((entitlement): readonly ReferenceClaim[] => {
      const highest = highestOf(facts, entitlement, holdingsOf(facts, principal, entitlement))
      if (highest === undefined) return []
      const rankOf = (name: string) =>
        highestOf(facts, entitlement, holdingsOf(facts, name, entitlement))?.material.rank ?? -1
      const holders = humans.filter((name) => holdingsOf(facts, name, entitlement).length > 0)
      if (holders.some((name) => rankOf(name) >= (highest.material.rank ?? -1))) return []
      const systems = systemsOf(facts.world, entitlement, facts.snapshots)
      if (!systems.every((system) => facts.proof.scopes.has(system))) return []
      if (!humans.every((name) => isProvenAbsent(facts, name, entitlement))) return []
      const { system } = highest.holding
      return [
        { kind: 'agent-exceeds-human', principal, entitlement, system, restsOn: systems, facts: highest.material },
      ]
    })
  })
}
