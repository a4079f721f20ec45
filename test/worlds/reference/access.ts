import type { Entitlement, Grant } from '@ticketbound/core'
import type { World } from '../world.ts'
import { toGrant } from './read-rows.ts'

/** What one system showed in one night in which it showed anything. */
export interface Snapshot {
  readonly system: string
  readonly at: number
  readonly complete: boolean
  readonly grants: readonly Grant[]
}

/** Every snapshot up to a night, oldest first. A source that failed gave none. */
export function snapshotsUntil(world: World, night: number): readonly Snapshot[] {
  return world.nights.slice(0, night + 1).flatMap(({ at, access }) =>
    world.systems.flatMap((system) => {
      const given = access[system]
      if (given === undefined || (given.rows.length === 0 && !given.complete)) return []
      return [{ system, at: Date.parse(at), complete: given.complete, grants: given.rows.map(toGrant) }]
    }),
  )
}

/** The entitlement that a system's own name stands for; `undefined` where a catalogue is given and lacks the name. */
export function idOf(world: World, system: string, native: string): string | undefined {
  if (world.catalogue === undefined) return native
  return world.catalogue.find((it) => (it.system ?? system) === system && namesOn(it, system).includes(native))?.id
}

/** The systems an entitlement lives on: as catalogued, else where its name was ever seen, else the only one there is. */
export function systemsOf(world: World, entitlement: string, snapshots: readonly Snapshot[]): readonly string[] {
  if (world.catalogue !== undefined) {
    const catalogued = entitlementOf(world, entitlement)
    if (catalogued === undefined) return []
    return catalogued.system === undefined ? world.systems : [catalogued.system]
  }
  const seen = snapshots.filter(({ grants }) => grants.some((grant) => grant.entitlement === entitlement))
  if (seen.length > 0) return [...new Set(seen.map(({ system }) => system))].sort()
  return world.systems.length === 1 ? world.systems : []
}

/** Finds one catalogued entitlement. */
export function entitlementOf(world: World, id: string): Entitlement | undefined {
  return world.catalogue?.find((it) => it.id === id)
}

/** Says whether a grant is held directly. */
export function isDirect({ via }: Grant): boolean {
  return via === undefined || via.length === 0
}

function namesOn({ id, aliases }: Entitlement, system: string): readonly string[] {
  return aliases[system] ?? [id]
}
