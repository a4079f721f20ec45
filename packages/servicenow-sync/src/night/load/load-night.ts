import type { Night, SealDesk } from '@ticketbound/core'
import { createSealOpener } from '@ticketbound/seals'
import type { Store } from '../../store/store.ts'
import type { NightInput, NightOptions } from '../night-input.ts'
import { type ChangeJournal, createChangeJournal } from '../shelf/change-journal.ts'
import { createShelf } from '../shelf/shelf.ts'
import type { SpillFile } from '../shelf/spill-file.ts'
import { entitlementBookOf } from './entitlement-book-of.ts'
import { type LoadedAccess, loadAccess } from './load-access.ts'
import { type LoadedExceptions, loadExceptions } from './load-exceptions.ts'
import { type LoadedPeople, loadPeople } from './load-people.ts'
import { type LoadedRecertifications, loadRecertifications, rehomeRecertifications } from './load-recertifications.ts'
import { type LoadedRequests, loadRequests, rehomeLines } from './load-requests.ts'
import { createRoll, type Roll } from './roll.ts'
import { createSourceLog, type SourceLog } from './source-log.ts'

/** Everything a night has read, and the journal for what it will change. */
export interface LoadedNight {
  readonly log: SourceLog
  readonly people: LoadedPeople
  readonly exceptions: LoadedExceptions
  readonly roll: Roll
  readonly requests: LoadedRequests
  readonly access: LoadedAccess
  readonly recertifications: LoadedRecertifications
  readonly journal: ChangeJournal
  readonly seals?: SealDesk
}

/** Reads the sources. People come first, because they tell whose accounts and requests the rest are. */
export async function loadNight(
  store: Store,
  input: NightInput,
  options: NightOptions,
  spill: SpillFile,
): Promise<LoadedNight> {
  const tables = store.night
  const log = createSourceLog(input, options, tables.completeRows)
  const people = await loadPeople(input, log, tables)
  const exceptions = await loadExceptions(input, log, tables, store.exceptions())
  const roll = createRoll(tables, people.directory)
  for (const { principal } of people.people) roll.ofPrincipal(principal)
  const opener = input.seals && createSealOpener(input.seals)
  const requests = await loadRequests(input, log, roll, createShelf(spill), opener)
  const access = await loadAccess(input, log, tables, roll, createShelf(spill))
  const recertifications = await loadRecertifications(input, log, roll, createShelf(spill))
  log.refuseTooManyLate()
  rehomeLines(roll, requests, tables)
  rehomeRecertifications(roll, recertifications, tables)
  const seals = await opener?.desk()
  return {
    ...(seals && { seals }),
    journal: createChangeJournal(spill),
    log,
    people,
    exceptions,
    roll,
    requests,
    access,
    recertifications,
  }
}

/** What core must know of a night beside its subjects. */
export function toNight(
  store: Store,
  input: NightInput,
  { people, requests, access, recertifications, roll, seals }: LoadedNight,
): Night {
  return {
    at: input.at,
    policy: input.policy,
    policyDigest: input.policyDigest.slice(0, 12),
    entitlements: entitlementBookOf([...access.scopes.keys()], store.night, input.catalogue),
    directory: people.directory,
    ...(seals && { seals }),
    scopes: access.scopes,
    ticketsComplete: requests.complete,
    peopleComplete: people.complete,
    ...(recertifications.complete !== undefined && { recertificationsComplete: recertifications.complete }),
    candidates: roll.candidates(),
  }
}
