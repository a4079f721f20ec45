import { type Catalogue, closest, type FaultPath, faultAt, type PathFault, quote } from '@ticketbound/core'
import type { ItemEntry, MapDocument, ValueEntry } from './map-shape.ts'
import { undecidedStates } from './vendor-defaults.ts'

/** The parts of an item's rule that a ticket or the map gives. */
export const valueParts = ['principal', 'entitlement', 'level', 'owner', 'expiresAt', 'justification'] as const

/** What is wrong within a map whose shape is right, and between it and the catalogue. */
export function mapFaults({ items: written, approvals }: MapDocument, catalogue?: Catalogue): readonly PathFault[] {
  const items = written ?? []
  return [
    ...approvalFaults(approvals ?? {}),
    ...repeatedItems(items),
    ...items.flatMap((entry, index) => itemFaults(entry, ['items', index], catalogue)),
  ]
}

function approvalFaults(approvals: NonNullable<MapDocument['approvals']>): readonly PathFault[] {
  return undecidedStates
    .filter((state) => Object.hasOwn(approvals, state))
    .map((state) =>
      faultAt(['approvals', state], {
        code: 'approval-undecided',
        message: `in state ${quote(state)} nobody has decided`,
        help: 'take it out: an approval that was not needed, was skipped or is waited for is no evidence',
      }),
    )
}

/** Rules of one item stand in order; one that holds always must be the last, and no two may be for the same tickets. */
function repeatedItems(items: readonly ItemEntry[]): readonly PathFault[] {
  const always = new Map<string, number>()
  const conditions = new Map<string, number>()
  return items.flatMap(({ item, table, when }, index) => {
    const ticket = JSON.stringify([table ?? 'sc_req_item', item])
    const first = always.get(ticket)
    if (first !== undefined) return [itemTwice(item, first, index)]
    if (!when) {
      always.set(ticket, index)
      return []
    }
    const condition = JSON.stringify([ticket, when.field ?? null, when.variable ?? null, when.is])
    const same = conditions.get(condition)
    if (same !== undefined) return [itemTwice(item, same, index)]
    conditions.set(condition, index)
    return []
  })
}

function itemTwice(item: string, first: number, index: number): PathFault {
  return faultAt(['items', index, 'item'], {
    code: 'item-mapped-twice',
    message: `items[${first}] already holds for every ticket of ${quote(item)} that this rule is for`,
    help: 'keep one of the two, or tell them apart with `when` and put the rule without one last',
  })
}

function itemFaults(entry: ItemEntry, path: FaultPath, catalogue: Catalogue | undefined): readonly PathFault[] {
  return [
    ...placeFaults(entry, path),
    ...changeFaults(entry, path),
    ...entitlementMissing(entry, path),
    ...(catalogue ? [...entitlementFaults(entry, path, catalogue), ...levelFaults(entry, path, catalogue)] : []),
  ]
}

interface Place {
  readonly field?: string | null | undefined
  readonly variable?: string | null | undefined
}

/** Everything in a rule that says where to read, with where it stands in the rule. */
function placesIn(entry: ItemEntry): readonly (readonly [part: string, place: Place])[] {
  const places: (readonly [string, Place])[] = []
  if (entry.when) places.push(['when', entry.when])
  if (typeof entry.kind !== 'string') places.push(['kind', entry.kind])
  for (const part of valueParts) {
    const value = entry[part]
    if (value !== undefined && value !== null && typeof value !== 'string') places.push([part, value])
  }
  return places
}

function placeFaults(entry: ItemEntry, path: FaultPath): readonly PathFault[] {
  return placesIn(entry).flatMap(([part, { field, variable }]) => {
    if (field && variable) return [faultAt([...path, part], bothPlaces)]
    return field || variable ? [] : [faultAt([...path, part], noPlace)]
  })
}

const bothPlaces = {
  code: 'place-ambiguous',
  message: 'it is read from a field and from a variable, which may differ',
  help: 'keep one of the two',
}

const noPlace = {
  code: 'place-missing',
  message: 'nothing says where it is read',
  help: 'add `variable: NAME` for an answer, or `field: NAME` for a column of the ticket; a text alone always holds',
}

/** A change is asked for without a catalogue item, so there are no answers, and nothing but a condition picks it out. */
function changeFaults(entry: ItemEntry, path: FaultPath): readonly PathFault[] {
  if (entry.table !== 'change_request') return []
  const faults = placesIn(entry)
    .filter(([, { variable }]) => variable)
    .map(([part]) =>
      faultAt([...path, part, 'variable'], {
        code: 'variable-of-change',
        message: 'a change has no variables that are read',
        help: 'use `field` with a column of change_request',
      }),
    )
  if (entry.rows) {
    faults.push(
      faultAt([...path, 'rows'], {
        code: 'variable-of-change',
        message: 'a change has no multi-row variables that are read',
        help: 'remove it, or ask for the access with a catalogue item',
      }),
    )
  }
  if (!entry.when) {
    faults.push(
      faultAt([...path, 'table'], {
        code: 'change-without-condition',
        message: `nothing says which changes are ${quote(entry.item)}`,
        help: 'add `when`, such as `when: { field: category, is: Access }`',
      }),
    )
  }
  return faults
}

function entitlementMissing(entry: ItemEntry, path: FaultPath): readonly PathFault[] {
  const { kind, entitlement } = entry
  const isService =
    typeof kind === 'string' ? kind === 'none' : Object.values(kind.values).every((one) => one === 'none')
  if (typeof kind !== 'string' && Object.keys(kind.values).length === 0)
    return [faultAt([...path, 'kind', 'values'], noKind)]
  if (isService || (entitlement !== undefined && entitlement !== null)) return []
  return [
    faultAt(path, {
      code: 'entitlement-missing',
      message: `nothing says which access ${quote(entry.item)} asks for`,
      help: 'add `entitlement`, or `kind: none` where the item asks for no access',
    }),
  ]
}

const noKind = {
  code: 'values-empty',
  message: 'no text gives a kind, so that no ticket would have one',
  help: 'list the texts, such as `values: { Add: provision, Remove: deprovision }`',
}

/** The texts that a value can come to by what the map says, with where each stands. */
function textsOf(value: ValueEntry | null | undefined, path: FaultPath): readonly (readonly [string, FaultPath])[] {
  if (value === undefined || value === null) return []
  if (typeof value === 'string') return [[value, path]]
  const texts: (readonly [string, FaultPath])[] = Object.entries(value.values ?? {}).map(([text, meant]) => [
    meant,
    [...path, 'values', text],
  ])
  if (value.default) texts.push([value.default, [...path, 'default']])
  return texts.filter(([text]) => text !== '')
}

function entitlementFaults(entry: ItemEntry, path: FaultPath, { entitlements }: Catalogue): readonly PathFault[] {
  return textsOf(entry.entitlement, [...path, 'entitlement'])
    .filter(([id]) => !entitlements.has(id))
    .map(([id, at]) => {
      const meant = closest(id, entitlements.keys())
      return faultAt(at, {
        code: 'entitlement-unknown',
        message: `the catalogue has no entitlement ${quote(id)}`,
        help: meant === undefined ? 'correct the name, or add it to the catalogue' : `did you mean ${quote(meant)}?`,
      })
    })
}

/** A level must be one that some entitlement of the rule has; with entitlements that tickets name, any will do. */
function levelFaults(entry: ItemEntry, path: FaultPath, { entitlements }: Catalogue): readonly PathFault[] {
  const named = textsOf(entry.entitlement, []).map(([id]) => entitlements.get(id))
  const isOpen = typeof entry.entitlement === 'object' && entry.entitlement !== null && !entry.entitlement.values
  const candidates = isOpen || named.includes(undefined) ? [...entitlements.values()] : named
  const levels = new Set(candidates.flatMap((one) => one?.levels ?? []))
  return textsOf(entry.level, [...path, 'level'])
    .filter(([level]) => !levels.has(level))
    .map(([level, at]) => {
      const meant = closest(level, levels)
      return faultAt(at, {
        code: 'level-unknown',
        message: `${quote(level)} is no level of what this item asks for`,
        help:
          meant === undefined ? 'correct it, or add it to `levels` in the catalogue' : `did you mean ${quote(meant)}?`,
      })
    })
}
