import {
  asOf,
  foldLines,
  type LifecycleState,
  lifecycleState,
  type Night,
  type RequestLine,
  recertificationDue,
  revocationsAmong,
  type SeenAccess,
  sightOf,
} from '@ticketbound/core'
import type { House } from './house.ts'
import type { NightMemory } from './night-memory.ts'

/**
 * Where a line and its access stood when the last night looked. Gives nothing where there was no night, for a line that
 * was not there yet, for one that asks for no access, and where nobody can tell whose access it is.
 */
export function lineState(
  stored: RequestLine,
  sufficient: boolean,
  house: House,
  memory: NightMemory,
): LifecycleState | undefined {
  const now = memory.night?.at
  const line = now === undefined ? undefined : asOf(stored, now)
  const principal = house.people.resolve(stored.principal)
  if (now === undefined || line === undefined || principal === undefined) return undefined
  const { entitlement } = line
  const lines = memory.linesOf(principal).flatMap((it) => (it.entitlement === entitlement ? (asOf(it, now) ?? []) : []))
  const recertifications = memory
    .recertificationsOf(principal)
    .filter(({ recertification: it }) => it.entitlement === entitlement && it.decidedAt <= now)
  const expectation = foldLines(lines, now, revocationsAmong(recertifications))
  const { recertify } = house.entitlements.find(entitlement) ?? {}
  const due = recertificationDue({ expectation, recertifications }, recertify)
  return lifecycleState({
    line,
    sufficient,
    expectation,
    sight: sightOf({ expectation, ...seenOf(principal, entitlement, house, memory) }, noScopes),
    ...(due && { dueAt: due.at }),
    now,
    warnings: house.policy.warnings,
  })
}

/** What the last night saw of it: what the latest snapshot holds has no last sighting yet. */
function seenOf(
  principal: string,
  entitlement: string,
  { entitlements }: House,
  { accountsOf, isComplete }: NightMemory,
): Omit<SeenAccess, 'expectation'> {
  const sightings = accountsOf(principal).flatMap((account) =>
    account.sightings.filter((it) => entitlements.idOf(account.system, it.entitlement) === entitlement),
  )
  const held = sightings.filter(({ lastSeenAt }) => lastSeenAt === undefined)
  // The nights before it are not asked, because when each of them had read a system whole is not remembered here.
  const systems = isComplete ? entitlements.systemsOf(entitlement) : []
  return {
    presence: held.length > 0 ? 'present' : systems.length > 0 ? 'absent' : 'unknown',
    holdings: held.map((sighting) => ({ sighting })),
    systems,
    sightings,
  }
}

const noScopes: Pick<Night, 'scopes'> = { scopes: new Map() }
