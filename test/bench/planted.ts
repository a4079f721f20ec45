import type { FindingKind } from '@ticketbound/core'
import { type Change, firstNight, hasLevels, type Slot } from './bench-world.ts'

/** How many findings of each kind a night must find in generated data; kinds that are not named: none. */
export type Planted = { readonly [Kind in FindingKind]?: number }

/** Notes that so many more findings of a kind are in the data. */
export type Plant = (kind: FindingKind, count: number) => void

/** Starts a count of what is planted. */
export function createPlanter(): { readonly plant: Plant; readonly planted: Planted } {
  const planted: { [Kind in FindingKind]?: number } = {}
  const plant: Plant = (kind, count) => {
    planted[kind] = (planted[kind] ?? 0) + count
  }
  return { plant, planted }
}

/** What a night must say of one ticket's access. */
export function plantedKind(slot: Slot, change: Change): FindingKind | undefined {
  if (change === 'gone') return 'removed-without-ticket'
  switch (slot.fate) {
    case 'stray':
      return 'access-without-ticket'
    case 'not-provisioned':
      // Nobody knows what happened before the first snapshot; after it, the night does.
      return slot.openedAt < firstNight ? 'absent-before-first-night' : 'closed-not-provisioned'
    case 'expired-held':
      return 'expired-still-active'
    case 'unproven':
      return 'closed-without-evidence'
    case 'broader':
      return hasLevels(slot.entitlement) ? 'broader-than-ticket' : undefined
    case 'early':
      return 'granted-before-approval'
    case 'open-held':
      return 'granted-while-open'
    case 'not-removed':
      return 'closed-not-removed'
    default:
      return undefined
  }
}

/** One kind of which a night found another number than was planted. */
export interface Difference {
  readonly kind: string
  readonly planted: number
  readonly found: number
}

/** Every kind of which a night found more or fewer than the generator planted; empty where all is well. */
export function differencesOf(
  planted: Planted,
  findings: Readonly<Record<string, { readonly open: number }>>,
): readonly Difference[] {
  const named = new Map<string, number>(Object.entries(planted))
  const kinds = new Set([...named.keys(), ...Object.keys(findings)])
  return [...kinds]
    .map((kind) => ({ kind, planted: named.get(kind) ?? 0, found: findings[kind]?.open ?? 0 }))
    .filter((row) => row.planted !== row.found)
}
