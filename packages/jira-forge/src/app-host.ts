import type { Instant } from '@ticketbound/core'
import type { JiraClient } from './jira/jira-client.ts'
import type { AuditLog } from './storage/audit-log.ts'
import type { Delegations } from './storage/delegations.ts'
import type { Dossiers } from './storage/dossiers.ts'
import type { KeyStore } from './storage/key-store.ts'
import type { RuleBooks, SettingsStore } from './storage/settings-store.ts'

/** Everything that the app asks of where it runs. A handler takes the parts it needs; a test gives others. */
export interface AppHost {
  /** Whose seals count: the id of the site (`cloudId`), from the platform and never from a payload. */
  readonly tenant: string
  readonly now: () => Instant
  /** Jira as the app. */
  readonly asApp: JiraClient
  /** Jira as whoever is at the screen. Not there for validators, triggers and schedules. */
  readonly asUser?: JiraClient
  readonly ruleBooks: RuleBooks
  readonly dossiers: Dossiers
  readonly delegations: Delegations
  readonly settings: SettingsStore
  readonly keys: KeyStore
  readonly audit: AuditLog
  /** Gives a new reference, by which an administrator finds what `report` wrote. */
  readonly reference: () => string
  /** Writes a failure to the app's log; never what a field or a secret says. */
  readonly report: (failure: { readonly reference: string; readonly error: unknown }) => void
}
