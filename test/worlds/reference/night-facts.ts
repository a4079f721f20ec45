import type { Grant, Recertification, RequestLine } from '@ticketbound/core'
import type { World } from '../world.ts'
import { entitlementOf, idOf, isDirect, type Snapshot, snapshotsUntil, systemsOf } from './access.ts'
import type { Proof } from './claims.ts'
import { ownersOf, type People, peopleAt, resolveName } from './people.ts'
import { recertificationsAt, recertificationsComplete, type StandingRecertification } from './recertifications.ts'
import { type KnownLine, knownLines, standing, ticketsComplete } from './tickets.ts'

/** A request line that is there tonight, as kept and as it stands. */
export interface StandingLine {
  readonly known: KnownLine
  readonly line: RequestLine
}

/** Everything a night knows, worked out from the whole history. */
export interface NightFacts {
  readonly world: World
  readonly night: number
  readonly at: number
  readonly people: People
  readonly lines: readonly StandingLine[]
  readonly recertifications: readonly StandingRecertification[]
  readonly snapshots: readonly Snapshot[]
  readonly tonight: readonly Snapshot[]
  readonly proof: Proof
}

/** One account of the principal that holds the entitlement tonight, with every snapshot line that says so. */
export interface Holding {
  readonly system: string
  readonly account: string
  readonly rows: readonly Grant[]
  readonly direct: readonly Grant[]
}

/** Works out what a night knows. */
export function factsOf(world: World, night: number): NightFacts {
  const at = Date.parse(world.nights[night]?.at ?? '')
  const people = peopleAt(world, night)
  const given = world.nights[night]
  const snapshots = snapshotsUntil(world, night)
  const lines = knownLines(world, night).flatMap((known) => {
    const line = standing(known.line, at)
    return line === undefined ? [] : [{ known, line }]
  })
  const proof: Proof = {
    tickets: ticketsComplete(world, night),
    people: given?.people?.complete ?? true,
    recertifications: recertificationsComplete(world, night),
    scopes: new Set(world.systems.filter((system) => given?.access[system]?.complete === true)),
    systems: world.systems,
  }
  const recertifications = recertificationsAt(world, night)
  return {
    world,
    night,
    at,
    people,
    lines,
    recertifications,
    snapshots,
    tonight: snapshots.filter((it) => it.at === at),
    proof,
  }
}

/** Everybody whose access there could be something to say about. */
export function principalsOf({ people, lines, snapshots }: NightFacts): readonly string[] {
  if (people !== undefined) return people.map(({ principal }) => principal)
  const accounts = snapshots.flatMap(({ grants }) => grants.map(({ account }) => account))
  return [...new Set([...accounts, ...lines.map(({ line }) => line.principal)])].sort()
}

/** Every entitlement there could be something to say about: the catalogued ones, else every name that was ever used. */
export function entitlementsOf({ world, lines, snapshots }: NightFacts): readonly string[] {
  if (world.catalogue !== undefined) return world.catalogue.map(({ id }) => id)
  const granted = snapshots.flatMap(({ grants }) => grants.map(({ entitlement }) => entitlement))
  return [...new Set([...granted, ...lines.map(({ line }) => line.entitlement)])].sort()
}

/** The lines about one entitlement of one principal. */
export function linesOf(facts: NightFacts, principal: string, entitlement: string): readonly StandingLine[] {
  return facts.lines.filter(
    ({ line }) =>
      line.kind !== 'none' &&
      line.entitlement === entitlement &&
      resolveName(facts.people, line.principal) === principal,
  )
}

/** What was decided about one entitlement of one principal, counting or not. */
export function reviewsOf(
  facts: NightFacts,
  principal: string,
  entitlement: string,
): readonly StandingRecertification[] {
  return facts.recertifications.filter(
    ({ recertification }) =>
      recertification.entitlement === entitlement && resolveName(facts.people, recertification.principal) === principal,
  )
}

/** The decisions that count and take it away. */
export function revocationsOf(facts: NightFacts, principal: string, entitlement: string): readonly Recertification[] {
  return reviewsOf(facts, principal, entitlement)
    .filter(({ counts, recertification }) => counts && recertification.decision === 'revoke')
    .map(({ recertification }) => recertification)
}

/** The accounts of a principal that hold an entitlement tonight, by system and name. */
export function holdingsOf(facts: NightFacts, principal: string, entitlement: string): readonly Holding[] {
  return facts.tonight.flatMap((snapshot) => {
    const accounts = [...new Set(snapshot.grants.map(({ account }) => account))].sort()
    return accounts.flatMap((account) => {
      const rows = isOwnedBy(facts, snapshot.system, account, principal)
        ? rowsOf(facts, snapshot, account, entitlement)
        : []
      if (rows.length === 0) return []
      return [{ system: snapshot.system, account, rows, direct: rows.filter(isDirect) }]
    })
  })
}

/** The lines of a snapshot that show one account holding one entitlement. */
export function rowsOf(
  facts: NightFacts,
  { system, grants }: Snapshot,
  account: string,
  entitlement: string,
): readonly Grant[] {
  return grants.filter(
    (grant) => grant.account === account && idOf(facts.world, system, grant.entitlement) === entitlement,
  )
}

/** The snapshots, ever, in which some account that is the principal's tonight held the entitlement. */
export function sightingsOf(facts: NightFacts, principal: string, entitlement: string): readonly Snapshot[] {
  return facts.snapshots.filter(({ system, grants }) =>
    grants.some(
      (grant) =>
        idOf(facts.world, system, grant.entitlement) === entitlement &&
        isOwnedBy(facts, system, grant.account, principal),
    ),
  )
}

/** Says whether an account is exactly one principal's, and this one's. */
export function isOwnedBy({ people }: NightFacts, system: string, account: string, principal: string): boolean {
  const owners = ownersOf(people, system, account)
  return owners.length === 1 && owners[0] === principal
}

/** Says whether everything was read that could show the entitlement, and no unclear account could be the principal's. */
export function isProvenAbsent(facts: NightFacts, principal: string, entitlement: string): boolean {
  const systems = systemsOf(facts.world, entitlement, facts.snapshots)
  if (systems.length === 0) return false
  return systems.every((system) => {
    const unclear = facts.tonight
      .filter((it) => it.system === system)
      .flatMap(({ grants }) => grants.map(({ account }) => ownersOf(facts.people, system, account)))
    return facts.proof.scopes.has(system) && !unclear.some((owners) => owners.length > 1 && owners.includes(principal))
  })
}

/** The place of a level in the catalogue's order; -1 where it has none. */
export function rankOf(facts: NightFacts, entitlement: string, level: string | undefined): number {
  return level === undefined ? -1 : (entitlementOf(facts.world, entitlement)?.levels ?? []).indexOf(level)
}
