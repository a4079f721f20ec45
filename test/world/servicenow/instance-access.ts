import type { ServiceNowOptions } from '../../servers/servicenow/start-servicenow.ts'
import { readerRole, smallInstanceRules } from '../../servers/servicenow/worlds/small-instance.ts'
import { instanceSecret } from './instance-house.ts'

const reader = 'ticketbound.reader'

/** Who may call the small world's instance: its administrator, and an OAuth client that may only read. */
export const instanceAccess = {
  rules: smallInstanceRules,
  users: [
    { name: 'admin', password: 'admin', roles: ['admin'] },
    { name: reader, roles: [readerRole] },
  ],
  oauthClients: [{ id: 'ticketbound', secret: instanceSecret.value, grants: ['client_credentials'], user: reader }],
} satisfies Partial<ServiceNowOptions>
