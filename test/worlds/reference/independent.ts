import type { Grant } from '@ticketbound/core'
import { idOf, isDirect, systemsOf } from './access.ts'
import { exceedingAgents } from './agents.ts'
import type { ReferenceClaim } from './claims.ts'
import { conflicts } from './conflicts.ts'
import { materialOf } from './material.ts'
import { entitlementsOf, isOwnedBy, linesOf, type NightFacts, principalsOf } from './night-facts.ts'
import { isActive, ownersOf, personOf, resolveName } from './people.ts'
import { overdueRotations } from './rotation.ts'
import { bypassedGates, overdueApprovals } from './waiting.ts'

/** What is wrong whatever the situation of each entitlement is. */
export function independentClaims(facts: NightFacts): readonly ReferenceClaim[] {
  return [
    ...accountsOfNobodyOrSeveral(facts),
    ...leavers(facts),
    ...sponsorless(facts),
    ...duplicateAccounts(facts),
    ...duplicateRequests(facts),
    ...overdueRotations(facts),
    ...exceedingAgents(facts),
    ...conflicts(facts),
    ...overdueApprovals(facts),
    ...bypassedGates(facts),
    ...ownerless(facts),
    ...uncatalogued(facts),
  ]
}

function accountsOfNobodyOrSeveral({ tonight, people }: NightFacts): readonly ReferenceClaim[] {
  return tonight.flatMap(({ system, grants }) =>
    grants.flatMap(({ account }): readonly ReferenceClaim[] => {
      const owners = ownersOf(people, system, account)
      if (owners.length === 1) return []
      return [{ kind: owners.length === 0 ? 'unmatched-account' : 'ambiguous-account', account, system, facts: {} }]
    }),
  )
}

/** One for each entitlement that an account of somebody who is not there holds directly. */
function leavers(facts: NightFacts): readonly ReferenceClaim[] {
  const { tonight, people, world, at } = facts
  return tonight.flatMap(({ system, grants }) => {
    const named = ({ entitlement }: Grant) => idOf(world, system, entitlement) ?? entitlement
    return grants.filter(isDirect).flatMap((grant): readonly ReferenceClaim[] => {
      const { account } = grant
      const [principal, other] = ownersOf(people, system, account)
      if (principal === undefined || other !== undefined || isActive(people, principal, at)) return []
      const entitlement = named(grant)
      const same = grants.filter((it) => isDirect(it) && it.account === account && named(it) === entitlement)
      const material = materialOf(facts, entitlement, same)
      return [{ kind: 'leaver-still-active', principal, account, entitlement, system, facts: material }]
    })
  })
}

function sponsorless({ people, at }: NightFacts): readonly ReferenceClaim[] {
  return (people ?? []).flatMap(({ principal, kind, sponsor }): readonly ReferenceClaim[] => {
    if (kind === 'human' || !isActive(people, principal, at)) return []
    const found = sponsor === undefined ? undefined : resolveName(people, sponsor)
    const answers = found !== undefined && personOf(people, found)?.kind === 'human' && isActive(people, found, at)
    return answers ? [] : [{ kind: 'sponsorless-principal', principal, facts: {} }]
  })
}

function duplicateAccounts(facts: NightFacts): readonly ReferenceClaim[] {
  return principalsOf(facts).flatMap((principal) =>
    facts.tonight.flatMap(({ system, grants }) => {
      const accounts = [...new Set(grants.map(({ account }) => account))]
        .filter((it) => isOwnedBy(facts, system, it, principal))
        .sort()
      const [first, ...others] = accounts
      if (first === undefined) return []
      return others.map(
        (account): ReferenceClaim => ({
          kind: 'duplicate-account',
          principal,
          account,
          system,
          counterpart: first,
          facts: {},
        }),
      )
    }),
  )
}

function duplicateRequests(facts: NightFacts): readonly ReferenceClaim[] {
  return principalsOf(facts).flatMap((principal) =>
    entitlementsOf(facts).flatMap((entitlement) => {
      const open = linesOf(facts, principal, entitlement)
        .map(({ line }) => line)
        .filter(({ state, kind }) => state === 'open' && kind === 'provision')
        .sort((a, b) => a.openedAt - b.openedAt || (a.number < b.number ? -1 : 1))
      const [system] = systemsOf(facts.world, entitlement, facts.snapshots)
      const where = { ...(system !== undefined && { system }), restsOn: [] }
      const first = open[0]?.number
      if (first === undefined) return []
      return open
        .filter(({ number }) => number !== first)
        .map(
          ({ number }): ReferenceClaim => ({
            kind: 'duplicate-request',
            principal,
            entitlement,
            ...where,
            ticket: number,
            counterpart: first,
            facts: {},
          }),
        )
    }),
  )
}

function ownerless({ world, people, at }: NightFacts): readonly ReferenceClaim[] {
  return (world.catalogue ?? []).flatMap(({ id, owners, system }): readonly ReferenceClaim[] => {
    const isOwned = owners.some((owner) => {
      const principal = resolveName(people, owner)
      return principal !== undefined && isActive(people, principal, at)
    })
    const where = system ?? world.systems[0]
    return isOwned
      ? []
      : [
          {
            kind: 'ownerless-entitlement',
            entitlement: id,
            ...(where !== undefined && { system: where }),
            restsOn: [],
            facts: {},
          },
        ]
  })
}

function uncatalogued({ world, tonight }: NightFacts): readonly ReferenceClaim[] {
  if (world.catalogue === undefined) return []
  return tonight.flatMap(({ system, grants }) =>
    grants
      .filter(({ entitlement }) => idOf(world, system, entitlement) === undefined)
      .map(({ entitlement }): ReferenceClaim => ({ kind: 'uncatalogued-entitlement', entitlement, system, facts: {} })),
  )
}
