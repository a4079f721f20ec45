import { createKvsAuditLog } from '../../packages/jira-forge/src/storage/create-kvs-audit-log.ts'
import { createKvsDelegations } from '../../packages/jira-forge/src/storage/create-kvs-delegations.ts'
import { createKvsDocuments } from '../../packages/jira-forge/src/storage/create-kvs-documents.ts'
import { createKvsDossiers } from '../../packages/jira-forge/src/storage/create-kvs-dossiers.ts'
import { createKvsKeyStore } from '../../packages/jira-forge/src/storage/create-kvs-key-store.ts'
import { createKvsRuleBooks } from '../../packages/jira-forge/src/storage/create-kvs-rule-books.ts'
import { createKvsSettings } from '../../packages/jira-forge/src/storage/create-kvs-settings.ts'
import { storedEntities } from '../../packages/jira-forge/src/storage/entities.ts'
import { kvs } from '../../packages/jira-forge/src/testdata/forge-packages.ts'
import { createMemoryAuditLog } from '../../packages/jira-forge/src/testdata/memory-audit-log.ts'
import { createMemoryDelegations } from '../../packages/jira-forge/src/testdata/memory-delegations.ts'
import { createMemoryDocuments } from '../../packages/jira-forge/src/testdata/memory-documents.ts'
import { createMemoryDossiers } from '../../packages/jira-forge/src/testdata/memory-dossiers.ts'
import { createMemoryKeyStore } from '../../packages/jira-forge/src/testdata/memory-key-store.ts'
import { createMemorySettings } from '../../packages/jira-forge/src/testdata/memory-settings.ts'
import { type ForgeOptions, type ForgePlatform, startForge } from '../servers/forge/start-forge.ts'

/** The instant of the tests. */
export const now = Date.UTC(2026, 0, 20, 12)

/** Every port of the app's storage. */
export function kvsPorts(forge: ForgePlatform) {
  return {
    dossiers: onPlatform(forge, createKvsDossiers(kvs)),
    settings: onPlatform(forge, createKvsSettings(kvs)),
    documents: onPlatform(forge, createKvsDocuments(kvs)),
    delegations: onPlatform(
      forge,
      createKvsDelegations(kvs, () => now),
    ),
    keys: onPlatform(forge, createKvsKeyStore(kvs)),
    audit: onPlatform(forge, createKvsAuditLog(kvs)),
    ruleBooks: onPlatform(forge, createKvsRuleBooks(kvs)),
  }
}

/** The ports that are kept in more than one way. */
export type Ports = Omit<ReturnType<typeof kvsPorts>, 'ruleBooks'>

/** Where the ports keep what they keep: each contract holds for both. */
export const engines: readonly { readonly engine: string; readonly open: () => Promise<Ports> }[] = [
  {
    engine: 'in memory',
    open: async () => ({
      dossiers: createMemoryDossiers(),
      settings: createMemorySettings(),
      documents: createMemoryDocuments(),
      delegations: createMemoryDelegations(),
      keys: createMemoryKeyStore(),
      audit: createMemoryAuditLog(),
    }),
  },
  { engine: 'in the platform’s storage', open: async () => kvsPorts(await startForgeStorage()) },
]

/** A platform with the entities that the app's manifest declares. */
export function startForgeStorage(options: Omit<ForgeOptions, 'manifest'> = {}): Promise<ForgePlatform> {
  return startForge({
    manifest: { app: { storage: { entities: storedEntities } }, permissions: { scopes: ['storage:app'] } },
    ...options,
  })
}

/** A port whose every call is code of the app, so that the vendor's packages work in it. */
function onPlatform<Port extends object>(forge: ForgePlatform, port: Port): Port {
  return new Proxy(port, {
    get(target, name, receiver) {
      const member: unknown = Reflect.get(target, name, receiver)
      if (typeof member !== 'function') return member
      return (...given: unknown[]) => forge.within(async () => member.apply(target, given))
    },
  })
}
