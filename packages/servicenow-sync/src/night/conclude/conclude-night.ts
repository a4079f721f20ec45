import {
  canonicalJson,
  createExceptionBook,
  createTally,
  type Finding,
  type Json,
  massChanges,
  watchAgents,
} from '@ticketbound/core'
import type { NightTables, Store } from '../../store/store.ts'
import { discardSuperseded } from '../held.ts'
import { toScopeRecord } from '../load/load-access.ts'
import { type LoadedNight, toNight } from '../load/load-night.ts'
import type { NightInput, NightOptions } from '../night-input.ts'
import type { Held, NightResult } from '../night-result.ts'
import { type AuditWriter, createAuditWriter } from './audit-writer.ts'
import { concludeSubjects, type NightWork } from './conclude-subjects.ts'
import { createFindingLedger } from './finding-ledger.ts'
import { publishChanges } from './publish.ts'
import { settleHouse } from './settle-house.ts'

/** What a night is concluded from. */
export interface Conclusion {
  readonly store: Store
  readonly input: NightInput
  readonly loaded: LoadedNight
  readonly options: NightOptions
}

/** Decides everything about a night that has been read, and writes it down. Must run inside one transaction. */
export function concludeNight(run: string, { store, input, loaded, options }: Conclusion): NightResult {
  const tables = store.night
  const previous = store.lastNight()
  discardSuperseded(store, previous)
  for (const { system, native } of loaded.access.names) tables.addEntitlementName(system, native)
  const night = toNight(store, input, loaded)
  const book = createExceptionBook(loaded.exceptions.all, input.at)
  const audit = createAuditWriter(tables, { head: store.head(), run, at: input.at, seed: tables.saltSeed() })
  const ledger = createFindingLedger(night, book, loaded.journal)
  const tally = createTally(night, previous?.at)
  const work: NightWork = {
    ...loaded,
    night,
    tables,
    ledger,
    audit,
    tally,
    agents: watchAgents(night),
    ...(options.onStep && { onStep: options.onStep }),
  }
  recordInputs(input, loaded, audit)
  recordExceptions(loaded.exceptions, audit)
  keepInputs(input, loaded, tables)
  concludeSubjects(work)
  const ofHouse = settleHouse(work, book)
  const held = settleChanges(run, work, loaded)
  tables.renewSeed()
  const result: NightResult = {
    run,
    at: input.at,
    ...(previous && { previousAt: previous.at }),
    head: audit.head(),
    sources: loaded.log.summaries(),
    ...(held ? ledger.withheld() : ledger.published()),
    measures: measure(work, ofHouse),
    held,
  }
  tables.conclude(run, held ? 'held' : 'published', result)
  options.onStep?.(held ? { step: 'held', reason: held.reason } : { step: 'published', changes: ledger.changes() })
  return result
}

/** Puts on record what the night was run on. */
function recordInputs({ configDigest, policyDigest }: NightInput, { log }: LoadedNight, audit: AuditWriter): void {
  audit.entry('night', { config: configDigest, policy: policyDigest })
  for (const { name, reads, system, rows, rejected, complete } of log.summaries()) {
    const where = system === undefined ? {} : { system }
    audit.entry('source', { name, reads, ...where, rows, rejected, complete, sha256: log.digestOf(name) })
  }
}

/** Puts on record every exception that a file brought, changed or took away; they name people, so as details. */
function recordExceptions({ changed, gone }: LoadedNight['exceptions'], audit: AuditWriter): void {
  for (const exception of changed) audit.detail('exception', canonicalJson(exception as unknown as Json))
  for (const id of gone) audit.detail('exception', canonicalJson({ id, gone: true }))
  audit.flush()
}

/** Keeps what later nights need of what was read, beside lines and sightings. */
function keepInputs(
  input: NightInput,
  { roll, people, exceptions, access, log }: LoadedNight,
  tables: NightTables,
): void {
  roll.save(tables)
  tables.replaceFileExceptions(exceptions.fromFiles)
  if (input.sources.some(({ reads }) => reads === 'people')) tables.replacePeople(people.people)
  for (const scope of access.scopes.values()) tables.putScope(toScopeRecord(scope))
  for (const { name, rows, complete } of log.summaries()) if (complete) tables.putCompleteRows(name, rows)
}

/** Publishes tonight's changes, or holds them when they are too many; gives why they are held. */
function settleChanges(run: string, work: NightWork, { journal }: LoadedNight): Held | null {
  const { audit, ledger, tables } = work
  const held = heldBecause(run, work)
  if (held === null) {
    publishChanges(run, journal.all(), tables, audit)
    return null
  }
  for (const change of journal.all()) tables.holdChange(run, change)
  audit.entry('held', { changes: ledger.changes() })
  return held
}

function measure({ tally, ledger, night, log }: NightWork, ofHouse: readonly Finding[]): NightResult['measures'] {
  const sources = log.summaries()
  return tally.measures({
    sources: sources.length,
    completeSources: sources.filter(({ complete }) => complete).length,
    ownerless: ofHouse.filter(({ kind, state }) => kind === 'ownerless-entitlement' && state !== 'resolved').length,
    entitlements: [...night.entitlements.all()].length,
    ...ledger.standing(),
  })
}

function heldBecause(run: string, { ledger, access, night }: NightWork): Held | null {
  const tooMuch = massChanges(ledger.scopeChanges(access), night.policy.hold)
  if (tooMuch.length === 0) return null
  const reason = tooMuch
    .map(
      ({ system, changed, limit }) =>
        `${changed} findings would change on \`${system}\`, where ${limit} are expected at most`,
    )
    .join('; ')
  return { reason, confirm: `ticketbound confirm ${run} --owner … --reason …` }
}
