import type { Entitlement } from '../policy/catalogue.ts'
import { catalogueBook, type EntitlementBook } from '../policy/entitlement-book.ts'

/** An entitlement on `prod` that bob owns and one owner must approve, unless told otherwise. */
export function anEntitlement(id = 'deploy', given: Partial<Entitlement> = {}): Entitlement {
  return {
    id,
    system: 'prod',
    owners: ['bob'],
    approval: { parts: [{ from: 'owner', count: 1 }] },
    risk: 'medium',
    levels: [],
    permanent: true,
    requestable: true,
    roles: [],
    conflicts: [],
    aliases: {},
    birthright: false,
    ...given,
  }
}

/** The book of a catalogue with some entitlements, where only `prod` is read. */
export function bookOf(...entitlements: readonly Entitlement[]): EntitlementBook {
  return catalogueBook(
    { entitlements: new Map(entitlements.map((it) => [it.id, it])), items: [], groupOwners: new Map() },
    ['prod'],
  )
}
