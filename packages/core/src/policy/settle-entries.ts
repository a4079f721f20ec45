import { quote } from '../fault.ts'
import { faultAt, type PathFault } from '../path-fault.ts'
import type { CatalogueEntry, EntitlementSettings } from './catalogue-shape.ts'

/** Each entry's settings once what it inherits and the defaults are filled in, and what is wrong with inheriting. */
export interface SettledEntries {
  readonly settings: ReadonlyMap<string, EntitlementSettings>
  readonly faults: readonly PathFault[]
}

/**
 * Fills each entry in from the one it inherits from, and the outermost from the defaults. Aliases are not inherited:
 * what a system calls one entitlement it cannot call another.
 */
export function settleEntries(entries: readonly CatalogueEntry[], defaults: EntitlementSettings): SettledEntries {
  const places = new Map<string, number>()
  for (const [index, { id }] of entries.entries()) if (!places.has(id)) places.set(id, index)
  const settings = new Map<string, EntitlementSettings>()
  const faults: PathFault[] = []
  for (const entry of entries) {
    const lineage = lineageOf(entry, { entries, places, settled: settings })
    if (lineage.fault !== undefined) faults.push(lineage.fault)
    // From the oldest ancestor down, so that each finds its parent settled; also where the lineage is at fault.
    for (const member of lineage.members.reverse()) {
      const parent = settings.get(member.inherits ?? '')
      settings.set(
        member.id,
        fillIn(member, parent === undefined ? defaults : { ...parent, aliases: defaults.aliases }),
      )
    }
  }
  return { settings, faults }
}

interface Progress {
  readonly entries: readonly CatalogueEntry[]
  readonly places: ReadonlyMap<string, number>
  readonly settled: ReadonlyMap<string, EntitlementSettings>
}

/** An entry and its ancestors up to one already settled. A loop, not a recursion: a catalogue may be very deep. */
function lineageOf(entry: CatalogueEntry, { entries, places, settled }: Progress) {
  const members: CatalogueEntry[] = []
  const seen = new Set<string>()
  let current = entry
  while (!settled.has(current.id)) {
    if (seen.has(current.id)) return { members, fault: cycle(current.id, members, places) }
    members.push(current)
    seen.add(current.id)
    const { id, inherits } = current
    if (inherits === undefined || inherits === null) return { members }
    const parent = entries[places.get(inherits) ?? -1]
    if (parent === undefined) return { members, fault: unknownParent(inherits, places.get(id) ?? 0) }
    current = parent
  }
  return { members }
}

function unknownParent(parent: string, index: number): PathFault {
  return faultAt(['entitlements', index, 'inherits'], {
    code: 'entitlement-unknown',
    message: `no entitlement has the id ${quote(parent)}`,
    help: 'correct the name, or add that entitlement',
  })
}

function cycle(id: string, members: readonly CatalogueEntry[], places: ReadonlyMap<string, number>): PathFault {
  const round = members.map((member) => member.id).slice(members.findIndex((member) => member.id === id))
  return faultAt(['entitlements', places.get(id) ?? 0, 'inherits'], {
    code: 'inherits-from-itself',
    message: `${quote(id)} inherits from itself: ${quote([...round, id].join(' → '))}`,
    help: 'remove `inherits` from one of them',
  })
}

/** What `own` says, and where it says nothing, what `base` says. Lists and rules are taken whole, never mixed. */
function fillIn(own: EntitlementSettings, base: EntitlementSettings): EntitlementSettings {
  return {
    system: own.system ?? base.system,
    owners: own.owners ?? base.owners,
    approval: own.approval ?? base.approval,
    risk: own.risk ?? base.risk,
    levels: own.levels ?? base.levels,
    maxDuration: own.maxDuration ?? base.maxDuration,
    recertify: own.recertify ?? base.recertify,
    rotate: own.rotate ?? base.rotate,
    requestable: own.requestable ?? base.requestable,
    permanent: own.permanent ?? base.permanent,
    roles: own.roles ?? base.roles,
    conflicts: own.conflicts ?? base.conflicts,
    aliases: own.aliases ?? base.aliases,
    birthright: own.birthright ?? base.birthright,
  }
}
