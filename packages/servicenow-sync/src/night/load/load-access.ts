import { type Fault, foldId, readGrant, type ScopeNight, type SnapshotPlace } from '@ticketbound/core'
import type { RowPlace, Source } from '../../sources/source.ts'
import type { NightTables, ScopeRecord } from '../../store/store.ts'
import type { NightInput } from '../night-input.ts'
import { toGrantRecord } from '../shelf/grant-record.ts'
import type { Shelf } from '../shelf/shelf.ts'
import { collidesWith, createNameGuard } from './name-guard.ts'
import type { Roll } from './roll.ts'
import type { SourceLog } from './source-log.ts'

/** One of a system's own names for an entitlement, as tonight's snapshot used it. */
export interface SeenName {
  readonly system: string
  readonly native: string
  readonly first: SnapshotPlace
  /** Snapshot lines that use it. */
  grants: number
}

/** Tonight's grants, by subject. */
export interface LoadedAccess {
  readonly shelf: Shelf
  readonly scopes: ReadonlyMap<string, ScopeNight>
  readonly names: readonly SeenName[]
  /** Accounts that another one looks like: none of their grants is taken. */
  readonly spoiledAccounts: ReadonlySet<number>
}

/** Reads the access sources onto a shelf, each grant under the subject its account is bound to. */
export async function loadAccess(
  input: NightInput,
  log: SourceLog,
  tables: NightTables,
  roll: Roll,
  shelf: Shelf,
): Promise<LoadedAccess> {
  const known = new Map([...tables.scopes()].map((scope) => [scope.system, scope] as const))
  const scopes = new Map<string, ScopeNight>()
  const names: SeenName[] = []
  const spoiledAccounts = new Set<number>()
  for (const source of input.sources) {
    const { reads, system } = source
    if (reads !== 'access' || system === undefined) continue
    await loadScope({ source, system, input, log, roll, shelf, names, spoiledAccounts })
    scopes.set(system, toScopeNight(known.get(system), source, system, input, log))
  }
  return { shelf, scopes, names, spoiledAccounts }
}

interface ScopeLoad {
  readonly source: Source
  readonly system: string
  readonly input: NightInput
  readonly log: SourceLog
  readonly roll: Roll
  readonly shelf: Shelf
  readonly names: SeenName[]
  readonly spoiledAccounts: Set<number>
}

async function loadScope({
  source,
  system,
  input,
  log,
  roll,
  shelf,
  names,
  spoiledAccounts,
}: ScopeLoad): Promise<void> {
  const accounts = new Map<string, { readonly id: number; readonly subject: number; readonly fault?: Fault }>()
  const natives = new Map<string, SeenName>()
  const guard = createNameGuard('account', foldId)
  const late: { readonly place: RowPlace; readonly fault: Fault; readonly account: string }[] = []

  function rolled(
    name: string,
    place: RowPlace,
  ): { readonly id: number; readonly subject: number; readonly fault?: Fault } {
    const met = accounts.get(name)
    if (met) return met
    const { id, subject } = roll.account(system, name)
    const collision = guard.check(name, place)
    const account = collision ? { id, subject, fault: collision.fault } : { id, subject }
    accounts.set(name, account)
    if (collision) {
      const { earlier } = collision
      const first = roll.account(system, earlier.name).id
      if (!spoiledAccounts.has(first))
        late.push({
          place: earlier.place,
          fault: collidesWith('account', earlier.name, name, place),
          account: earlier.name,
        })
      spoiledAccounts.add(id).add(first)
    }
    return account
  }

  await log.read(source, (row, place) => {
    const reading = readGrant(row, { zone: input.policy.zone })
    if (!reading.ok) return reading.faults
    const grant = reading.value
    const account = rolled(grant.account, place)
    if (account.fault) return [account.fault]
    const file = log.fileNumber(source.name, place.file)
    const seen = natives.get(grant.entitlement)
    if (seen) seen.grants += 1
    else
      natives.set(grant.entitlement, {
        system,
        native: grant.entitlement,
        grants: 1,
        first: log.placeOf(file, place.line),
      })
    shelf.put(account.subject, toGrantRecord(grant, account.id, file, place.line))
    return undefined
  })
  for (const { place, fault, account } of late) log.rejectLate(source, place, [fault], JSON.stringify({ account }))
  names.push(...natives.values())
}

function toScopeNight(
  known: ScopeRecord | undefined,
  source: Source,
  system: string,
  input: NightInput,
  log: SourceLog,
): ScopeNight {
  const complete = log.isComplete(source)
  const firstCompleteAt = known?.firstCompleteAt ?? (complete ? input.at : undefined)
  return {
    system,
    source: source.name,
    at: input.at,
    read: log.wasRead(source),
    complete,
    ...(known?.lastAt !== undefined && { previousAt: known.lastAt }),
    ...(known?.lastCompleteAt !== undefined && { previousCompleteAt: known.lastCompleteAt }),
    ...(firstCompleteAt !== undefined && { firstCompleteAt }),
  }
}

/** What is kept of a scope after tonight. */
export function toScopeRecord(scope: ScopeNight): ScopeRecord {
  const lastAt = scope.read ? scope.at : scope.previousAt
  const lastCompleteAt = scope.complete ? scope.at : scope.previousCompleteAt
  return {
    system: scope.system,
    source: scope.source,
    ...(lastAt !== undefined && { lastAt }),
    ...(lastCompleteAt !== undefined && { lastCompleteAt }),
    ...(scope.firstCompleteAt !== undefined && { firstCompleteAt: scope.firstCompleteAt }),
  }
}
