import type {
  AuditHead,
  Finding,
  FindingChange,
  Instant,
  JudgedRecertification,
  Person,
  PolicyException,
  StoredEntry,
} from '@ticketbound/core'
import type { NightResult } from '../night/night-result.ts'
import type { WriteBackTables } from './write-back-tables.ts'

/** A finding as a night left it, and what that night did to it. */
export interface ChangedFinding {
  readonly change: FindingChange
  readonly finding: Finding
}

/** A change to a finding, with the subject whose finding it is; subject 0 stands for the whole house. */
export interface SubjectChange {
  readonly subject: number
  readonly changed: ChangedFinding
}

/** A detail row of the audit log. `salt` and `bytes` are null once the row was erased. */
export interface AuditDetail {
  readonly id: string
  readonly salt: string | null
  readonly bytes: string | null
}

/** A recertification as judged, and whose access it is about as names were last resolved. */
export interface OwnedRecertification {
  readonly subject: SubjectRecord
  readonly judged: JudgedRecertification
}

/** What is remembered of one account: the text is the night's own encoding. */
export interface Holding {
  readonly system: string
  readonly account: string
  readonly sightings: string
}

/** What the nights left behind, for commands that only read. */
export interface StoreReader {
  /** Findings in the order of their ids; without `includeClosed` only those that are open or accepted. */
  findings(options: { readonly includeClosed: boolean }): Iterable<Finding>
  finding(id: string): Finding | undefined
  /** The latest night that was concluded, published or not. */
  lastNight(): NightResult | undefined
  /** Concluded nights, oldest first. */
  nights(): Iterable<NightResult>
  /** The findings that a night changed, as they stand now; while it is held, as it would leave them. */
  changesOf(run: string): Iterable<ChangedFinding>
  exceptions(): Iterable<PolicyException>
  /** Every recertification that was ever read, ascending by subject. */
  recertifications(): Iterable<OwnedRecertification>
  /** The subject that stands for a principal; `undefined` for one of whom nothing was ever read. */
  subjectOf(principal: string): number | undefined
  /** What is remembered of each account of a subject, as text. */
  holdings(subject: number): Iterable<Holding>
  /** Accounts that are nobody's, or that could be several people's. */
  looseAccounts(): Iterable<Pick<AccountRecord, 'system' | 'name'>>
  auditEntries(): Iterable<StoredEntry>
  details(): Iterable<AuditDetail>
  head(): AuditHead
}

/** Where a night stands. A night that is `reading` when the next one begins was killed, and left nothing else behind. */
export type NightState = 'reading' | 'published' | 'held' | 'discarded'

/** What is kept about one access scope. */
export interface ScopeRecord {
  readonly system: string
  readonly source: string
  readonly lastAt?: Instant
  readonly lastCompleteAt?: Instant
  readonly firstCompleteAt?: Instant
}

/** One subject's place in the order of the store, and what it stands for. */
export interface SubjectRecord {
  readonly id: number
  readonly type: 'principal' | 'account' | 'unresolved'
  readonly name: string
  /** Only for `account`; empty otherwise. */
  readonly system: string
}

/** One account, and the subject it belonged to when it was last seen. */
export interface AccountRecord {
  readonly id: number
  readonly system: string
  readonly name: string
  readonly subject: number
}

/** A value kept for one subject. */
export interface SubjectValue<T> {
  readonly subject: number
  readonly value: T
}

/** What a night reads and writes. Every write happens inside one transaction; see `Store.transaction`. */
export interface NightTables {
  /** Begins a night in the ledger, or begins it again after it was killed. */
  begin(run: string, at: Instant, inputs: string): void
  /** The secret from which the next salts are made. */
  saltSeed(): string
  conclude(run: string, state: NightState, result: NightResult): void
  stateOf(run: string): NightState | undefined
  /** Forgets the seed once its salts are stored, so that erasing a detail row with its salt is final. */
  renewSeed(): void
  subjects(): Iterable<SubjectRecord>
  addSubject(subject: SubjectRecord): void
  accounts(): Iterable<AccountRecord>
  addAccount(account: AccountRecord): void
  /** Moves an account to another subject, with its sightings and the findings that are about it. */
  moveAccount(account: AccountRecord, from: number): void
  scopes(): Iterable<ScopeRecord>
  putScope(scope: ScopeRecord): void
  completeRows(source: string): number | undefined
  putCompleteRows(source: string, rows: number): void
  people(): Iterable<Person>
  replacePeople(people: Iterable<Person>): void
  replaceFileExceptions(exceptions: Iterable<PolicyException>): void
  /** Ids of the exceptions that were accepted here rather than read from a file. */
  acceptedExceptions(): Iterable<string>
  addException(exception: PolicyException): void
  /** Names that requests use for a principal whose id they are not, with the subject they stood for. */
  aliases(): Iterable<readonly [name: string, subject: number]>
  putAlias(name: string, subject: number): void
  dossier(subject: number): string | undefined
  entitlementNames(): Iterable<readonly [system: string, native: string]>
  addEntitlementName(system: string, native: string): void
  /** Request lines by subject, ascending; the text is the night's own encoding. */
  dossiers(): Iterable<SubjectValue<string>>
  putDossier(subject: number, lines: string): void
  dropDossier(subject: number): void
  /** Recertifications of each subject, ascending by subject; those of one in the order in which they were put. */
  recertificationsBySubject(): Iterable<SubjectValue<JudgedRecertification>>
  recertificationsOf(subject: number): readonly JudgedRecertification[]
  replaceRecertifications(subject: number, recertifications: readonly JudgedRecertification[]): void
  /** Sightings of each account, ascending by subject. */
  sightings(): Iterable<SubjectValue<{ readonly account: number; readonly sightings: string }>>
  putSightings(subject: number, account: number, sightings: string): void
  /** Findings of every state, ascending by subject. */
  findingsBySubject(): Iterable<SubjectValue<Finding>>
  findingsOfHouse(): Iterable<Finding>
  subjectOfFinding(id: string): number | undefined
  /** Notes that a published night changed a finding. */
  noteChange(run: string, finding: string, change: FindingChange): void
  /** Keeps a change of a held night until somebody decides. */
  holdChange(run: string, change: SubjectChange): void
  heldChanges(run: string): Iterable<SubjectChange>
  dropHeldChanges(run: string): void
  putFinding(subject: number, finding: Finding): void
  appendAudit(entry: StoredEntry & { readonly seq: number }): void
  /** Adds a detail row and gives its id. */
  addDetail(salt: string, bytes: string): string
}

/** Where nights are kept. One process writes at a time; a night is all there or not there at all. */
export interface Store extends StoreReader {
  readonly night: NightTables
  readonly writeBack: WriteBackTables
  /** A folder for the night's temporary files, on the store's own disk. */
  readonly workFolder: string
  /** Runs work in one transaction: all of it is kept, or, when it throws or `keep` says no, nothing. */
  transaction<T>(work: () => T, keep?: (result: T) => boolean): T
  close(): void
}
