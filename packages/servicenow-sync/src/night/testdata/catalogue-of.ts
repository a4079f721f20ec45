import type { Catalogue, Entitlement } from '@ticketbound/core'

/** Makes a catalogue whose entitlements are owned by alice and need no approval, unless they say otherwise. */
export function catalogueOf(...entitlements: readonly (Pick<Entitlement, 'id'> & Partial<Entitlement>)[]): Catalogue {
  return {
    entitlements: new Map(entitlements.map((given) => [given.id, { ...plain, ...given }] as const)),
    items: [],
    groupOwners: new Map(),
  }
}

const plain: Omit<Entitlement, 'id'> = {
  owners: ['alice'],
  approval: { parts: [] },
  risk: 'medium',
  levels: [],
  permanent: true,
  requestable: true,
  roles: [],
  conflicts: [],
  aliases: {},
  birthright: false,
}
