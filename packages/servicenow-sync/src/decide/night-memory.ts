import {
  type JudgedRecertification,
  type KeptAccount,
  type Person,
  type PolicyException,
  type Recertification,
  type RequestLine,
  revocationsAmong,
} from '@ticketbound/core'
import type { SourceEntry } from '../config/config-shape.ts'
import { seenNames } from '../night/load/seen-names.ts'
import type { NightResult } from '../night/night-result.ts'
import { parseSightings } from '../night/shelf/packed-sightings.ts'
import { readDossier } from '../night/shelf/read-dossier.ts'
import type { Store } from '../store/store.ts'

/** What the last night left in the store, as far as a decision needs it. Nothing of it is read before it is asked for. */
export interface NightMemory {
  /** Absent where there is no store, or no night in it. */
  readonly night?: NightResult
  /** The systems whose access is read. */
  readonly systems: readonly string[]
  /** Absent where no people source is configured: then every name is its own principal. */
  readonly people?: readonly Person[]
  /** Whether the last night read all access and all people, so that what it did not see is not there. */
  readonly isComplete: boolean
  /** Names of entitlements, with the systems on which they were ever seen. */
  names(): ReadonlyMap<string, ReadonlySet<string>>
  accountsOf(principal: string): readonly KeptAccount[]
  /** Accounts that are nobody's, or that could be several people's. */
  looseAccounts(): readonly { readonly system: string; readonly name: string }[]
  linesOf(principal: string): readonly RequestLine[]
  /** The decisions that took access of a principal away, and count. */
  revocationsOf(principal: string): readonly Recertification[]
  /** What was decided about access of a principal, to keep or to revoke it, counting or not. */
  recertificationsOf(principal: string): readonly JudgedRecertification[]
  /** Every principal's lines, one subject after another. */
  allLines(): Iterable<readonly RequestLine[]>
  exception(id: string): PolicyException | undefined
}

/**
 * Opens what a store remembers; without one nothing is known. For whoever asks for `many` principals all of them are
 * held in memory by name; otherwise each is looked for in the store.
 */
export function openNightMemory(
  store: Store | undefined,
  sources: readonly SourceEntry[],
  { many = false }: { readonly many?: boolean } = {},
): NightMemory {
  const night = store?.lastNight()
  const subjects = once(() => principalsByName(store))
  const subjectOf = (principal: string) => (many ? subjects().get(principal) : store?.subjectOf(principal))
  const revocations = once(() => revocationsBySubject(store))
  const systems = sources.flatMap(({ reads, system }) => (reads === 'access' && system !== undefined ? [system] : []))
  const exceptions = once(() => new Map([...(store?.exceptions() ?? [])].map((it) => [it.id, it] as const)))
  return {
    ...(night && { night }),
    systems,
    ...(sources.some(({ reads }) => reads === 'people') && { people: [...(store?.night.people() ?? [])] }),
    isComplete: systems.length > 0 && isComplete(night, sources),
    names: once(() => (store ? seenNames(store.night) : new Map())),
    accountsOf: (principal) => accountsOf(store, subjectOf(principal)),
    looseAccounts: once(() => [...(store?.looseAccounts() ?? [])]),
    linesOf: (principal) => linesOf(store, subjectOf(principal)),
    recertificationsOf: (principal) => recertificationsOf(store, subjectOf(principal)),
    revocationsOf: (principal) => {
      const subject = subjectOf(principal)
      if (store === undefined || subject === undefined) return []
      return many ? (revocations().get(subject) ?? []) : revocationsAmong(store.night.recertificationsOf(subject))
    },
    *allLines() {
      for (const { value } of store?.night.dossiers() ?? []) yield readDossier(value).map(({ line }) => line)
    },
    exception: (id) => exceptions().get(id),
  }
}

/** A source that the last night did not read, or not to its end, proves nothing about what is not there. */
function isComplete(night: NightResult | undefined, sources: readonly SourceEntry[]): boolean {
  return sources
    .filter(({ reads }) => reads === 'access' || reads === 'people')
    .every(({ name }) => night?.sources.some((summary) => summary.name === name && summary.complete) ?? false)
}

function principalsByName(store: Store | undefined): ReadonlyMap<string, number> {
  const byName = new Map<string, number>()
  for (const { id, type, name } of store?.night.subjects() ?? []) if (type === 'principal') byName.set(name, id)
  return byName
}

function recertificationsOf(store: Store | undefined, subject: number | undefined): readonly JudgedRecertification[] {
  return store === undefined || subject === undefined ? [] : store.night.recertificationsOf(subject)
}

/** Of all that was ever decided about access, what took it away is little. */
function revocationsBySubject(store: Store | undefined): ReadonlyMap<number, readonly Recertification[]> {
  const bySubject = new Map<number, Recertification[]>()
  for (const { subject, value } of store?.night.recertificationsBySubject() ?? []) {
    const found = revocationsAmong([value])
    if (found.length > 0) bySubject.set(subject, [...(bySubject.get(subject) ?? []), ...found])
  }
  return bySubject
}

function accountsOf(store: Store | undefined, subject: number | undefined): readonly KeptAccount[] {
  if (store === undefined || subject === undefined) return []
  return [...store.holdings(subject)].map(({ system, sightings }) => ({ system, sightings: parseSightings(sightings) }))
}

function linesOf(store: Store | undefined, subject: number | undefined): readonly RequestLine[] {
  if (store === undefined || subject === undefined) return []
  return readDossier(store.night.dossier(subject)).map(({ line }) => line)
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}
