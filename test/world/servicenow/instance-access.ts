import type { ServiceNowOptions } from '../../servers/servicenow/start-servicenow.ts'
import { readerRole, smallInstanceRules } from '../../servers/servicenow/worlds/small-instance-rules.ts'
import { instanceSecret } from './instance-house.ts'
import { readerName } from './people-writes.ts'
import { sysIdOf } from './write.ts'

/** Who may call the small world's instance: its administrator, and an OAuth client that may only read. */
export const instanceAccess = {
  rules: smallInstanceRules,
  users: [
    { name: 'admin', password: 'admin', roles: ['admin'] },
    { name: readerName, password: 'reader', roles: [readerRole], sysId: sysIdOf('sys_user', readerName) },
  ],
  oauthClients: [{ id: 'ticketbound', secret: instanceSecret.value, grants: ['client_credentials'], user: readerName }],
} satisfies Partial<ServiceNowOptions>
