import type { NightTables } from '../../store/store.ts'

/** Every name of an entitlement that a night ever saw, with the systems on which it did. */
export function seenNames(tables: Pick<NightTables, 'entitlementNames'>): ReadonlyMap<string, ReadonlySet<string>> {
  const seen = new Map<string, Set<string>>()
  for (const [system, native] of tables.entitlementNames()) {
    seen.set(native, (seen.get(native) ?? new Set()).add(system))
  }
  return seen
}
