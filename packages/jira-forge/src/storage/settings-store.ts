import type { Catalogue, Instant, KeyRing, Person, Policy, PolicyException } from '@ticketbound/core'
import type { FieldMap } from '@ticketbound/jira'
import type { KeptDelegation } from './delegations.ts'

/** How the app is set up for a site. */
export interface Settings {
  /** Which field says what, for projects that have no map of their own. */
  readonly fields?: FieldMap
  /** Maps by project id. */
  readonly projects: Readonly<Record<string, FieldMap>>
  /** What `ticketbound.yaml` calls this site's source; seals name it. `jira` where it is left out. */
  readonly source?: string
}

/** What the gate judges by. Absent parts were never set up. */
export interface RuleBook {
  readonly settings: Settings
  readonly catalogue?: Catalogue
  readonly policy?: Policy
  /** Public keys. */
  readonly keys: KeyRing
  readonly people?: readonly Person[]
  readonly exceptions: readonly PolicyException[]
  /** Those in force that were made in the app. */
  readonly delegations: readonly KeptDelegation[]
}

/** Reads what the gate judges by, in as few storage requests as there can be. Throws where a part cannot be read whole. */
export interface RuleBooks {
  read(now: Instant): Promise<RuleBook>
}

/** The documents that an administrator imports; each is kept in versions. */
export type DocumentName = 'catalogue' | 'policy' | 'people' | 'exceptions'

/** A version of a document, without its text. */
export interface DocumentVersion {
  readonly version: number
  readonly at: Instant
  /** The account that imported it, or rolled back to it. */
  readonly by: string
  readonly sha256: string
  readonly bytes: number
  readonly note?: string
}

/** Keeps the documents as they were written, in versions; a rollback is a new version with an old text. */
export interface Documents {
  /** The newest last. */
  versions(name: DocumentName): Promise<readonly DocumentVersion[]>
  read(name: DocumentName, version: number): Promise<string>
  /** Writes a new version unless somebody else has written one since `after` (0: there was none). */
  write(
    name: DocumentName,
    text: string,
    made: { readonly at: Instant; readonly by: string; readonly note?: string },
    after: number,
  ): Promise<'written' | 'overtaken'>
}

/** Keeps the settings. */
export interface SettingsStore {
  read(): Promise<{ readonly version: number; readonly settings: Settings }>
  write(settings: Settings, version: number): Promise<'written' | 'overtaken'>
}
