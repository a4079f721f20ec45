import { AppError } from '../app-error.ts'
import type { AppHost } from '../app-host.ts'
import type { JiraClient, JiraRequest } from '../jira/jira-client.ts'

/**
 * Gives a host that can only look: everything that writes to the storage, makes or uses a key, or asks Jira for more than
 * reading throws. An agent is given no other, so that no words can lead it to decide anything.
 */
export function readOnly(host: AppHost): AppHost {
  const { ruleBooks, dossiers, delegations, settings, keys, audit, asUser } = host
  return {
    tenant: host.tenant,
    now: host.now,
    reference: host.reference,
    report: host.report,
    ruleBooks: { read: (now) => ruleBooks.read(now) },
    dossiers: { read: (id) => dossiers.read(id), list: (query) => dossiers.list(query), write: refuse },
    delegations: { inForce: (now) => delegations.inForce(now), add: refuse, end: refuse },
    settings: { read: () => settings.read(), write: refuse },
    keys: { ring: () => keys.ring(), active: refuse, rotate: refuse, revoke: refuse },
    audit: { head: () => audit.head(), read: (from) => audit.read(from), append: refuse },
    asApp: looking(host.asApp),
    ...(asUser && { asUser: looking(asUser) }),
  }
}

function looking(client: JiraClient): JiraClient {
  return { send: async (request) => (isLooking(request) ? client.send(request) : refuse()) }
}

/** Jira takes the ids of many issues in a body, and so by POST, to give them and change nothing. */
function isLooking({ method, path }: JiraRequest): boolean {
  return method === 'GET' || (method === 'POST' && path.join('/') === 'rest/api/3/issue/bulkfetch')
}

async function refuse(): Promise<never> {
  throw new AppError('integrity', {
    code: 'agent-writes',
    message: 'an action for agents tried to write',
    help: 'report it: actions for agents only read',
  })
}
