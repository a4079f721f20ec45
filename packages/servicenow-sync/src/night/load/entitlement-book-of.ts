import { bookFromFiles, type Catalogue, catalogueBook, type EntitlementBook } from '@ticketbound/core'
import type { NightTables } from '../../store/store.ts'

/** The book of entitlements on some systems: the catalogue's, or, without one, that of every name ever seen. */
export function entitlementBookOf(
  systems: readonly string[],
  tables: Pick<NightTables, 'entitlementNames'>,
  catalogue: Catalogue | undefined,
): EntitlementBook {
  if (catalogue) return catalogueBook(catalogue, systems)
  const seen = new Map<string, Set<string>>()
  for (const [system, native] of tables.entitlementNames()) {
    seen.set(native, (seen.get(native) ?? new Set()).add(system))
  }
  return bookFromFiles(systems, seen)
}
