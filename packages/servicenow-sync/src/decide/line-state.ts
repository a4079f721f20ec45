import {
  asOf,
  type Expectation,
  foldLines,
  type JudgedRecertification,
  type LifecycleState,
  lifecycleState,
  type RequestLine,
  recertificationDue,
  type Sight,
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
  const revocations = memory
    .revocationsOf(principal)
    .filter((it) => it.entitlement === entitlement && it.decidedAt <= now)
  const expectation = foldLines(lines, now, revocations)
  const due = dueOf(expectation, recertifications, entitlement, house)
  return lifecycleState({
    line,
    sufficient,
    expectation,
    sight: sightOf(principal, entitlement, expectation, house, memory),
    ...(due && { dueAt: due.at }),
    now,
    warnings: house.policy.warnings,
  })
}

function dueOf(
  expectation: Expectation,
  recertifications: readonly JudgedRecertification[],
  entitlement: string,
  { entitlements }: House,
) {
  return recertificationDue({ expectation, recertifications }, entitlements.find(entitlement)?.recertify)
}

/** What the last night saw of it: what the latest snapshot holds has no last sighting yet. */
function sightOf(
  principal: string,
  entitlement: string,
  expectation: Expectation,
  { entitlements }: House,
  { accountsOf, isComplete }: NightMemory,
): Sight {
  if (expectation.state === 'none') return 'unknown'
  const held = accountsOf(principal).flatMap(({ system, sightings }) =>
    sightings.filter((it) => it.lastSeenAt === undefined && entitlements.idOf(system, it.entitlement) === entitlement),
  )
  if (held.length === 0) return isComplete ? 'absent' : 'unknown'
  const isBack = held.every(({ lackedAt }) => lackedAt !== undefined && lackedAt >= expectation.since)
  return isBack ? 'returned' : 'present'
}
