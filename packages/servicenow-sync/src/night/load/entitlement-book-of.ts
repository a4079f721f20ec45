import { bookFromFiles, type Catalogue, catalogueBook, type EntitlementBook } from '@ticketbound/core'
import type { NightTables } from '../../store/store.ts'
import { seenNames } from './seen-names.ts'

/** The book of entitlements on some systems: the catalogue's, or, without one, that of every name ever seen. */
export function entitlementBookOf(
  systems: readonly string[],
  tables: Pick<NightTables, 'entitlementNames'>,
  catalogue: Catalogue | undefined,
): EntitlementBook {
  return catalogue ? catalogueBook(catalogue, systems) : bookFromFiles(systems, seenNames(tables))
}
