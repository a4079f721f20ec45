import type { User } from '../access/user.ts'
import type { TransformMap } from '../api/transform-map.ts'
import type { OAuthClient } from '../oauth/oauth-client.ts'
import type { ServiceNowOptions } from '../start-servicenow.ts'
import { createHouse } from './create-house.ts'
import { idOf } from './row-values.ts'
import { addOrders } from './small-instance-orders.ts'
import { addPeople } from './small-instance-people.ts'
import { readerRole, smallInstanceRules, writerRole } from './small-instance-rules.ts'

// Whoever starts the small instance may want to let in others by its rules.
export { readerRole, smallInstanceRules, writerRole } from './small-instance-rules.ts'

const transformMaps: readonly TransformMap[] = [
  {
    name: 'Ticketbound findings',
    staging: 'u_ticketbound_import',
    target: 'u_ticketbound_finding',
    coalesce: ['u_finding_key'],
  },
]

const oauthClients: readonly OAuthClient[] = [
  {
    id: 'ticketbound',
    secret: 'ticketbound',
    grants: ['client_credentials', 'refresh_token'],
    user: 'ticketbound.reader',
  },
]

const apiKeys = { 'ticketbound-key': 'ticketbound.reader' }

const dayMs = 86_400_000

/** A small instance with a bit of everything: pass it to `startServiceNow`. A new one each time, always the same. */
export function smallInstance({ now = Date.now }: { readonly now?: () => number } = {}) {
  // What was written in the last minute a careful client leaves to its next reading.
  const house = createHouse({ now: () => now() - dayMs })
  const { world } = house
  const people = addPeople(house)
  addOrders(house, people)
  world.now = now
  const users: readonly User[] = [
    { name: 'admin', password: 'admin', roles: ['admin'], sysId: idOf(people.admin) },
    { name: 'ticketbound.reader', password: 'reader', roles: [readerRole], sysId: idOf(people.reader) },
    { name: 'ticketbound.writer', password: 'writer', roles: [writerRole], sysId: idOf(people.writer) },
  ]
  return { world, users, rules: smallInstanceRules, transformMaps, oauthClients, apiKeys } satisfies ServiceNowOptions
}
