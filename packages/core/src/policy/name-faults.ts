import { quote } from '../fault.ts'
import { faultAt, type PathFault } from '../path-fault.ts'
import { type Entitlement, namesOf } from './catalogue.ts'
import type { CatalogueEntry } from './catalogue-shape.ts'

/**
 * What is wrong with what systems call the entitlements: a name on a system must lead to one of them only, and an
 * entitlement belongs to one system, so that a name for another system would never be looked at.
 */
export function nameFaults(
  entries: readonly CatalogueEntry[],
  entitlements: ReadonlyMap<string, Entitlement>,
): readonly PathFault[] {
  const systems = [...new Set([...entitlements.values()].flatMap(systemsNamed))]
  const bearers = new Map<string, string>()
  const faults: PathFault[] = []
  for (const [index, entry] of entries.entries()) {
    const entitlement = entitlements.get(entry.id)
    if (entitlement === undefined) continue
    faults.push(...aliasesElsewhere(entry, entitlement, index))
    const taken = firstTaken(entitlement, namesOf(entitlement, systems), bearers)
    if (taken !== undefined) faults.push(claimedTwice(entry, index, taken))
  }
  return faults
}

interface Taken {
  readonly system: string
  readonly name: string
  readonly by: string
}

/** Enters an entitlement's names, and gives the first that another has. */
function firstTaken(
  { id }: Entitlement,
  names: ReturnType<typeof namesOf>,
  bearers: Map<string, string>,
): Taken | undefined {
  let taken: Taken | undefined
  for (const [system, name] of names) {
    const key = JSON.stringify([system, name])
    const by = bearers.get(key)
    if (by === undefined) bearers.set(key, id)
    else if (by !== id) taken ??= { system, name, by }
  }
  return taken
}

function systemsNamed({ system, aliases }: Entitlement): readonly string[] {
  return system === undefined ? Object.keys(aliases) : [system]
}

function claimedTwice({ aliases }: CatalogueEntry, index: number, { system, name, by }: Taken): PathFault {
  const position = aliases?.[system]?.indexOf(name) ?? -1
  const path = ['entitlements', index, ...(position < 0 ? ['id'] : ['aliases', system, position])]
  return faultAt(path, {
    code: 'name-claimed-twice',
    message: `${quote(name)} on system ${quote(system)} already stands for ${quote(by)}`,
    help: 'give that name to one entitlement only',
  })
}

function aliasesElsewhere(entry: CatalogueEntry, { system }: Entitlement, index: number): readonly PathFault[] {
  if (system === undefined) return []
  const elsewhere = Object.keys(entry.aliases ?? {}).filter((named) => named !== system)
  return elsewhere.map((named) =>
    faultAt(['entitlements', index, 'aliases', named], {
      code: 'alias-on-other-system',
      message: `${quote(entry.id)} lives on ${quote(system)}, so a name on ${quote(named)} is never looked at`,
      help: 'correct the system, or give the other system an entitlement of its own',
    }),
  )
}
