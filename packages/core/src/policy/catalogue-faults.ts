import { foldId } from '../exchange/id.ts'
import { quote } from '../fault.ts'
import { type FaultPath, faultAt, type PathFault } from '../path-fault.ts'
import type { CatalogueDocument, CatalogueEntry, EntitlementSettings } from './catalogue-shape.ts'
import { approvalFaults } from './read-approval.ts'

/** What is wrong within a catalogue whose shape is right: names that repeat, collide or lead nowhere, rules half said. */
export function catalogueFaults(document: CatalogueDocument): readonly PathFault[] {
  const { entitlements, items, groups } = document
  const ids = new Set(entitlements.map(({ id }) => id))
  const faults: PathFault[] = [...idFaults(entitlements)]
  if (document.defaults) faults.push(...settingFaults(document.defaults, ['defaults'], ids))
  for (const [index, entry] of entitlements.entries()) {
    faults.push(...settingFaults(entry, ['entitlements', index], ids, entry.id))
  }
  for (const [index, { entitlement }] of (items ?? []).entries()) {
    if (entitlement && !ids.has(entitlement))
      faults.push(unknownEntitlement(entitlement, ['items', index, 'entitlement']))
  }
  return [...faults, ...groupFaults(groups ?? [])]
}

function groupFaults(groups: readonly { readonly id: string }[]): readonly PathFault[] {
  const seen = new Set<string>()
  const faults: PathFault[] = []
  for (const [index, { id }] of groups.entries()) {
    if (seen.has(id)) {
      faults.push(
        faultAt(['groups', index, 'id'], {
          code: 'id-repeated',
          message: `${quote(id)} already has its owners`,
          help: 'give each group one entry with all its owners',
        }),
      )
    }
    seen.add(id)
  }
  return faults
}

function idFaults(entries: readonly CatalogueEntry[]): readonly PathFault[] {
  const first = new Map<string, string>()
  const faults: PathFault[] = []
  for (const [index, { id }] of entries.entries()) {
    const known = first.get(foldId(id))
    if (known === undefined) first.set(foldId(id), id)
    else faults.push(collision(known, id, ['entitlements', index, 'id']))
  }
  return faults
}

function collision(known: string, id: string, path: FaultPath): PathFault {
  if (known === id) {
    return faultAt(path, {
      code: 'id-repeated',
      message: `${quote(id)} is already in the catalogue`,
      help: 'give each entitlement one entry',
    })
  }
  return faultAt(path, {
    code: 'id-collision',
    message: `${quote(id)} and ${quote(known)} differ only in case or in how a character is written`,
    help: 'give one of them a name that people cannot mistake for the other',
  })
}

function settingFaults(
  settings: EntitlementSettings,
  path: FaultPath,
  ids: ReadonlySet<string>,
  own?: string,
): readonly PathFault[] {
  const faults: PathFault[] = [...levelFaults(settings.levels ?? [], path)]
  for (const [index, conflict] of (settings.conflicts ?? []).entries()) {
    const at = [...path, 'conflicts', index]
    if (conflict === own) faults.push(conflictWithItself(conflict, at))
    else if (!ids.has(conflict)) faults.push(unknownEntitlement(conflict, at))
  }
  const { approval } = settings
  if (approval) faults.push(...approvalFaults(approval, [...path, 'approval']))
  return faults
}

function levelFaults(levels: readonly string[], path: FaultPath): readonly PathFault[] {
  const seen = new Set<string>()
  const faults: PathFault[] = []
  for (const [index, level] of levels.entries()) {
    if (seen.has(foldId(level))) {
      faults.push(
        faultAt([...path, 'levels', index], {
          code: 'level-repeated',
          message: `${quote(level)} is already one of the levels`,
          help: 'name each level once, from least to most',
        }),
      )
    }
    seen.add(foldId(level))
  }
  return faults
}

function conflictWithItself(id: string, path: FaultPath): PathFault {
  return faultAt(path, {
    code: 'conflict-with-itself',
    message: `${quote(id)} cannot conflict with itself`,
    help: 'name the other side of the conflict',
  })
}

function unknownEntitlement(id: string, path: FaultPath): PathFault {
  return faultAt(path, {
    code: 'entitlement-unknown',
    message: `no entitlement has the id ${quote(id)}`,
    help: 'correct the name, or add that entitlement',
  })
}
