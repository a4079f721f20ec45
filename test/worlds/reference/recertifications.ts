import type { Recertification } from '@ticketbound/core'
import type { World } from '../world.ts'
import { entitlementOf } from './access.ts'
import { mayDecide } from './evidence.ts'
import { type People, peopleAt, resolveName } from './people.ts'
import { toRecertification } from './read-rows.ts'

/** A recertification that stands in a night, and whether it counts then. */
export interface StandingRecertification {
  readonly recertification: Recertification
  readonly counts: boolean
}

/** Every recertification that was decided by a night, as last known, with the verdict on who decided. */
export function recertificationsAt(world: World, night: number): readonly StandingRecertification[] {
  const at = instantOf(world, night)
  const keys = new Set<string>()
  for (let n = 0; n <= night; n += 1) for (const row of rowsOf(world, n)) keys.add(keyOf(row))
  return [...keys].sort().flatMap((key) => {
    const known = latestVersion(world, night, key)
    if (known === undefined || known.recertification.decidedAt > at) return []
    const counts = verdictOn(world, night, known)
    return counts === undefined ? [] : [{ recertification: known.recertification, counts }]
  })
}

/** Says whether everything was read that a source of recertifications held; true where there is no such source. */
export function recertificationsComplete(world: World, night: number): boolean {
  const given = world.nights[night]?.recertifications
  if (given === undefined) return true
  const rows = rowsOf(world, night)
  return given.complete && rows.every((row) => versionsOf(rows, keyOf(row)).length === 1)
}

interface Known {
  readonly recertification: Recertification
  /** The first night since which it has stood like that without a break. */
  readonly sinceNight: number
}

function latestVersion(world: World, night: number, key: string): Known | undefined {
  let known: Known | undefined
  for (let n = 0; n <= night; n += 1) {
    const [recertification, contradiction] = versionsOf(rowsOf(world, n), key)
    if (recertification === undefined || contradiction !== undefined) continue
    if (JSON.stringify(known?.recertification) !== JSON.stringify(recertification))
      known = { recertification, sinceNight: n }
  }
  return known
}

/**
 * Judged in the first night that knew all people, the principal among them, and the entitlement; until then by the
 * people that tonight knows, and only for tonight.
 */
function verdictOn(world: World, night: number, { recertification, sinceNight }: Known): boolean | undefined {
  for (let n = sinceNight; n <= night; n += 1) {
    const isWhole = world.nights[n]?.people?.complete !== false
    if (!isWhole && n !== night) continue
    if (instantOf(world, n) < recertification.decidedAt) continue
    const counts = judgedBy(world, recertification, peopleAt(world, n))
    if (counts !== undefined) return counts
  }
  return undefined
}

function judgedBy(world: World, recertification: Recertification, people: People): boolean | undefined {
  if (resolveName(people, recertification.principal) === undefined) return undefined
  const entitlement = entitlementOf(world, recertification.entitlement)
  if (world.catalogue !== undefined && entitlement === undefined) return undefined
  return mayDecide(recertification, entitlement, people)
}

function versionsOf(rows: readonly Recertification[], key: string): readonly Recertification[] {
  return [...new Map(rows.filter((row) => keyOf(row) === key).map((row) => [JSON.stringify(row), row])).values()]
}

function rowsOf(world: World, night: number): readonly Recertification[] {
  return (world.nights[night]?.recertifications?.rows ?? []).map(toRecertification)
}

function keyOf({ principal, entitlement, decidedAt }: Recertification): string {
  return JSON.stringify([principal, entitlement, decidedAt])
}

function instantOf(world: World, night: number): number {
  return Date.parse(world.nights[night]?.at ?? '')
}
