import { randomUUID } from 'node:crypto'
import { asApp, asUser } from '@forge/api'
import { kvs } from '@forge/kvs'
import type { AppHost } from './app-host.ts'
import { createForgeJiraClient } from './jira/forge-jira-client.ts'
import type { JiraClient } from './jira/jira-client.ts'
import { createKvsAuditLog } from './storage/create-kvs-audit-log.ts'
import { createKvsDelegations } from './storage/create-kvs-delegations.ts'
import { createKvsDossiers } from './storage/create-kvs-dossiers.ts'
import { createKvsKeyStore } from './storage/create-kvs-key-store.ts'
import { createKvsRuleBooks } from './storage/create-kvs-rule-books.ts'
import { createKvsSettings } from './storage/create-kvs-settings.ts'
import { tenantOf } from './tenant-of.ts'
import { toLogLine } from './to-log-line.ts'

/** A host whose user is there to be asked as. */
export interface ScreenHost extends AppHost {
  readonly asUser: JiraClient
}

/**
 * Gives what the app needs of Forge in one invocation. `context` is what the platform gives beside a payload, or what it
 * gives a resolver; whoever calls can write neither. Throws where it does not say which site it is.
 */
export function createForgeHost(context: unknown): ScreenHost {
  return {
    tenant: tenantOf(context),
    now: Date.now,
    // Resolved anew for each request, because the platform knows whose invocation it is.
    asApp: createForgeJiraClient({ requestJira: (route, init) => asApp().requestJira(route, init) }),
    asUser: createForgeJiraClient({ requestJira: (route, init) => asUser().requestJira(route, init) }),
    ruleBooks: createKvsRuleBooks(kvs),
    dossiers: createKvsDossiers(kvs),
    delegations: createKvsDelegations(kvs),
    settings: createKvsSettings(kvs),
    keys: createKvsKeyStore(kvs),
    audit: createKvsAuditLog(kvs),
    reference: newReference,
    report: reportToConsole,
  }
}

/** Gives a new reference: short enough to read out, and long enough to be the only one. */
export function newReference(): string {
  return `tb-${randomUUID().slice(0, 8)}`
}

/** Writes a failure to the app's log in the developer console. */
export function reportToConsole(failure: { readonly reference: string; readonly error: unknown }): void {
  // biome-ignore lint/suspicious/noConsole: Forge's log is what is written to the console
  console.error(toLogLine(failure))
}
