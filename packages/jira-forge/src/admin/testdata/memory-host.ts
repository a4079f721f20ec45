import { defaultPolicy, parseInstant } from '@ticketbound/core'
import type { AppHost } from '../../app-host.ts'
import type { JiraAnswer, JiraClient, JiraRequest } from '../../jira/jira-client.ts'
import type { RuleBook, Settings } from '../../storage/settings-store.ts'
import { type MemoryAudit, memoryAudit } from './memory-audit.ts'
import { memoryDocuments } from './memory-documents.ts'
import { memoryDossiers } from './memory-dossiers.ts'
import { memoryKeys } from './memory-keys.ts'

/** The instant of every test. */
export const now = instant('2026-03-31T12:00:00Z')

/** A host in memory, which remembers what was reported and what the log was told. */
export interface MemoryHost extends AppHost {
  readonly audit: MemoryAudit
  readonly reported: { readonly reference: string; readonly error: unknown }[]
}

/** Makes a host in memory; a test gives the parts that it is about. */
export function memoryHost(changes: Partial<AppHost> = {}): MemoryHost {
  const reported: MemoryHost['reported'] = []
  const audit = memoryAudit()
  const keys = memoryKeys()
  const documents = memoryDocuments()
  let settings: { version: number; settings: Settings } = { version: 0, settings: { projects: {} } }
  const host: Omit<MemoryHost, 'ruleBooks'> = {
    tenant: 'cloud-1',
    now: () => now,
    asApp: jiraThat(() => ({ status: 404, body: undefined })),
    asUser: administrator,
    dossiers: memoryDossiers(),
    delegations: { inForce: async () => [], add: async () => {}, end: async () => 'already-so' },
    documents,
    settings: {
      read: async () => settings,
      write: async (next, version) => {
        if (version !== settings.version) return 'overtaken'
        settings = { version: version + 1, settings: next }
        return 'written'
      },
    },
    keys,
    reference: () => 'ref-1',
    report: (failure) => reported.push(failure),
    reported,
    ...changes,
    audit: (changes.audit as MemoryAudit | undefined) ?? audit,
  }
  const ruleBooks = changes.ruleBooks ?? {
    read: async (): Promise<RuleBook> => ({
      settings: (await host.settings.read()).settings,
      policy: defaultPolicy,
      keys: await host.keys.ring(),
      exceptions: [],
      delegations: [],
    }),
  }
  return { ...host, ruleBooks }
}

/** Jira as a function from requests to answers. */
export function jiraThat(answer: (request: JiraRequest) => JiraAnswer): JiraClient {
  return { send: async (request) => answer(request) }
}

/** Jira for somebody who has exactly these permissions. */
export function jiraWith(...permissions: readonly string[]): JiraClient {
  return jiraThat(({ path, query }) => {
    if (path.at(-1) !== 'mypermissions') return { status: 404, body: undefined }
    const asked = query?.permissions ?? ''
    return { status: 200, body: { permissions: { [asked]: { havePermission: permissions.includes(asked) } } } }
  })
}

const administrator = jiraWith('ADMINISTER', 'ADMINISTER_PROJECTS')

function instant(text: string): number {
  const reading = parseInstant(text)
  if (!reading.ok) throw new Error(text)
  return reading.value
}
