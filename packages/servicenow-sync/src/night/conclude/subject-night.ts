import type { AccountNight, SeenGrant, Sighting, Subject, SubjectNight } from '@ticketbound/core'
import type { SubjectRecord } from '../../store/store.ts'
import type { LoadedAccess } from '../load/load-access.ts'
import type { Roll } from '../load/roll.ts'
import type { SourceLog } from '../load/source-log.ts'
import { parseGrantRecord } from '../shelf/grant-record.ts'
import { parseSightings } from '../shelf/packed-sightings.ts'
import type { Gathered } from './gather.ts'

/** A subject as core reconciles it, with the numbers of its accounts in the same order. */
export interface PreparedSubject {
  readonly given: SubjectNight
  readonly accountIds: readonly number[]
  /** What is kept of each account now, as text; `undefined` where nothing is. */
  readonly keptSightings: readonly (string | undefined)[]
}

/** Lays out everything about one subject for core. */
export function prepareSubject(
  record: SubjectRecord,
  gathered: Gathered,
  known: Pick<SubjectNight, 'lines' | 'recertifications'>,
  { roll, access, log }: { readonly roll: Roll; readonly access: LoadedAccess; readonly log: SourceLog },
): PreparedSubject {
  const grants = new Map<number, SeenGrant[]>()
  for (const text of gathered.grants) {
    const { account, grant } = parseGrantRecord(text, (id) => roll.accountById(id)?.name ?? '', log.placeOf)
    if (access.spoiledAccounts.has(account)) continue
    const same = grants.get(account)
    if (same) same.push(grant)
    else grants.set(account, [grant])
  }
  const kept = new Map(gathered.sightings.map((it) => [it.account, it.sightings] as const))
  const accountIds = [...new Set([...grants.keys(), ...kept.keys()])].sort((a, b) => a - b)
  return {
    given: {
      subject: toSubject(record),
      ...known,
      accounts: accountIds.map((id) => accountNight(id, roll, grants.get(id) ?? [], kept.get(id))),
    },
    accountIds,
    keptSightings: accountIds.map((id) => kept.get(id)),
  }
}

const nothingSeen: readonly Sighting[] = []

function accountNight(id: number, roll: Roll, grants: readonly SeenGrant[], kept: string | undefined): AccountNight {
  const account = roll.accountById(id)
  return {
    system: account?.system ?? '',
    account: account?.name ?? '',
    binding: account?.binding ?? { to: 'nobody' },
    grants,
    sightings: kept === undefined ? nothingSeen : parseSightings(kept),
  }
}

function toSubject({ type, name, system }: SubjectRecord): Subject {
  if (type === 'principal') return { type, principal: name }
  return type === 'account' ? { type, system, account: name } : { type, name }
}
