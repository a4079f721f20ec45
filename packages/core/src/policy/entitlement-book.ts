import { type Catalogue, type CatalogueItem, type Entitlement, namesOf } from './catalogue.ts'

/** What a night knows of entitlements: what a system's names stand for, and where an entitlement lives. */
export interface EntitlementBook {
  /** False where no catalogue is given: names come from the files, and rules that need a catalogue are off. */
  readonly governed: boolean
  find(id: string): Entitlement | undefined
  /** The entitlement that a system's own name stands for; `undefined` for a name the catalogue lacks. */
  idOf(system: string, native: string): string | undefined
  /** The systems on which an entitlement can be held; empty where that is unknown, and then nothing is claimed. */
  systemsOf(id: string): readonly string[]
  /** What nobody may hold beside an entitlement, whichever side of the conflict names the other. */
  conflictsOf(id: string): readonly string[]
  all(): Iterable<Entitlement>
  /** What an item of the request catalogue stands for. */
  itemOf(item: string): CatalogueItem | undefined
  /** Who decides who is in an approving group; nobody that is known of where the catalogue does not say. */
  ownersOfGroup(group: string): readonly string[]
}

const nowhere: readonly string[] = []
const nobody: readonly string[] = []
const nothing: readonly string[] = []

/** The book that a catalogue gives. An entitlement without a system lives wherever it is called by its id. */
export function catalogueBook(catalogue: Catalogue, systems: readonly string[]): EntitlementBook {
  const ids = new Map<string, Map<string, string>>()
  const homes = new Map<string, readonly string[]>()
  for (const entitlement of catalogue.entitlements.values()) {
    const names = namesOf(entitlement, systems)
    homes.set(entitlement.id, [...new Set(names.map(([system]) => system))])
    for (const [system, name] of names) {
      const onSystem = ids.get(system) ?? new Map<string, string>()
      ids.set(system, onSystem.set(name, entitlement.id))
    }
  }
  const conflicts = conflictsIn(catalogue)
  const items = new Map(catalogue.items.map((it) => [it.item, it] as const))
  return {
    governed: true,
    find: (id) => catalogue.entitlements.get(id),
    idOf: (system, native) => ids.get(system)?.get(native),
    systemsOf: (id) => homes.get(id) ?? nowhere,
    conflictsOf: (id) => conflicts.get(id) ?? nothing,
    all: () => catalogue.entitlements.values(),
    itemOf: (item) => items.get(item),
    ownersOfGroup: (group) => catalogue.groupOwners.get(group) ?? nobody,
  }
}

/** Both sides of every conflict, sorted. What conflicts with itself, because a default says so, conflicts with nothing. */
function conflictsIn({ entitlements }: Catalogue): ReadonlyMap<string, readonly string[]> {
  const sides = new Map<string, Set<string>>()
  const note = (id: string, other: string) => sides.set(id, (sides.get(id) ?? new Set()).add(other))
  for (const { id, conflicts } of entitlements.values()) {
    for (const other of conflicts) {
      if (other === id) continue
      note(id, other)
      note(other, id)
    }
  }
  return new Map([...sides].map(([id, others]) => [id, [...others].sort()] as const))
}

/**
 * The book of a night without a catalogue: every name is an entitlement of its own. It lives where it was ever seen;
 * one that was never seen lives on the only system there is, and on an unknown one where there are several.
 */
export function bookFromFiles(
  systems: readonly string[],
  seen: ReadonlyMap<string, ReadonlySet<string>>,
): EntitlementBook {
  const only = systems.length === 1 ? systems : nowhere
  const homes = new Map([...seen].map(([native, on]) => [native, [...on].sort()] as const))
  return {
    governed: false,
    find: () => undefined,
    idOf: (_system, native) => native,
    systemsOf: (id) => homes.get(id) ?? only,
    conflictsOf: () => nothing,
    all: () => [],
    itemOf: () => undefined,
    ownersOfGroup: () => nobody,
  }
}
