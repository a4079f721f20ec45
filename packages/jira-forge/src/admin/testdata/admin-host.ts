import type { JiraAnswer, JiraClient, JiraRequest } from '../../jira/jira-client.ts'
import { aHost } from '../../testdata/app-host.ts'
import { createMemorySettings } from '../../testdata/memory-settings.ts'
import type { AdministeredHost } from '../admin-function.ts'
import { type ChainedLog, createChainedLog } from './chained-log.ts'

/** A host in memory with an administrator at the screen, which remembers what was reported and what the log was told. */
export interface AdminHost extends AdministeredHost {
  readonly audit: ChainedLog
  readonly reported: { readonly reference: string; readonly error: unknown }[]
}

/** A site on which nothing was set up; a test gives the parts that it is about. */
export function anAdminHost(given: Partial<AdminHost> = {}): AdminHost {
  const { asApp: _asApp, dossiers, ...plain } = aHost()
  return {
    ...plain,
    dossiers,
    asApp: jiraThat(() => ({ status: 404, body: undefined })),
    asUser: jiraWith('ADMINISTER', 'ADMINISTER_PROJECTS'),
    settings: createMemorySettings(),
    audit: createChainedLog(),
    ...given,
  }
}

/** Jira as a function from requests to answers. */
export function jiraThat(answer: (request: JiraRequest) => JiraAnswer): JiraClient {
  return { send: async (request) => answer(request) }
}

const accProjects = [{ id: '10000', key: 'ACC', name: 'Access' }]

/** Jira for somebody who has exactly these permissions, and may see the project `ACC`. */
export function jiraWith(...permissions: readonly string[]): JiraClient {
  return jiraThat(({ path, query }) => {
    if (path.includes('project')) return { status: 200, body: { values: accProjects } }
    if (path.at(-1) !== 'mypermissions') return { status: 404, body: undefined }
    const asked = String(query?.permissions ?? '')
    return { status: 200, body: { permissions: { [asked]: { havePermission: permissions.includes(asked) } } } }
  })
}
