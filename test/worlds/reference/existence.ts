import type { FindingKind } from '@ticketbound/core'
import { entitlementOf, systemsOf } from './access.ts'
import type { Branch } from './branches.ts'
import type { ReferenceClaim } from './claims.ts'
import { holdsAt } from './evidence.ts'
import { type Expected, expectedAt } from './fold.ts'
import { grantedAtOf, materialOf } from './material.ts'
import {
  type Holding,
  holdingsOf,
  isProvenAbsent,
  linesOf,
  type NightFacts,
  revocationsOf,
  rowsOf,
  sightingsOf,
} from './night-facts.ts'
import { personOf } from './people.ts'

/** One cell of one night: what the tickets say, what the systems show, and the branch of the situation table it is in. */
export interface Situation {
  readonly branch: Branch
  readonly claims: readonly ReferenceClaim[]
}

/** Finds the row and the column of the situation table for one entitlement of one principal, and what they claim. */
export function situationOf(facts: NightFacts, principal: string, entitlement: string): Situation | undefined {
  const lines = linesOf(facts, principal, entitlement).map(({ line }) => line)
  const holdings = holdingsOf(facts, principal, entitlement)
  const isKnown = lines.length > 0 || sightingsOf(facts, principal, entitlement).length > 0
  if (!isKnown) return undefined
  const expected = expectedAt(lines, facts.at, revocationsOf(facts, principal, entitlement))
  const asked = lines.some(({ state, kind }) => state === 'open' && (kind === 'provision' || kind === 'change'))
  const row: Cell['row'] = expected.state === 'nothing' && asked ? 'open request' : expected.state
  const cell = { principal, entitlement, row, expected, holdings }
  if (holdings.length > 0) return whenPresent(facts, cell)
  if (!isProvenAbsent(facts, principal, entitlement)) return { branch: `${row} × unknown`, claims: [] }
  return row === 'present' ? whenAbsent(facts, cell) : { branch: `${row} × absent`, claims: [] }
}

interface Cell {
  readonly principal: string
  readonly entitlement: string
  readonly row: Expected['state'] | 'open request'
  readonly expected: Expected
  readonly holdings: readonly Holding[]
}

function whenPresent(facts: NightFacts, cell: Cell): Situation {
  const { row, expected, holdings } = cell
  const direct = holdings.filter((holding) => holding.direct.length > 0)
  // An indirect grant keeps a removal or an expiry unfinished only where nothing is held directly.
  const unfinished = direct.length > 0 ? direct : holdings
  switch (row) {
    case 'present':
      return { branch: 'present × present', claims: [] }
    case 'expired':
      if (facts.at < expected.since + facts.world.grace.expiry)
        return { branch: 'expired × present: in grace', claims: [] }
      return presentClaims('expired × present', 'expired-still-active', unfinished, cell, facts)
    case 'removed':
      return afterRemoval(facts, cell, unfinished)
    case 'open request':
      return presentClaims('open request × present', 'granted-while-open', direct, cell, facts)
    default:
      if (isBirthright(facts, cell)) return { branch: 'nothing × present: birthright', claims: [] }
      return presentClaims('nothing × present', 'access-without-ticket', direct, cell, facts)
  }
}

function afterRemoval(facts: NightFacts, cell: Cell, unfinished: readonly Holding[]): Situation {
  const situations = unfinished.map((holding): Situation => {
    const granted = grantedAfter(holding, cell.expected.since)
    if (granted || wasLackedSince(facts, cell, holding)) {
      const branch = `removed × present: came back (${granted ? 'grantedAt' : 'snapshot'})` as const
      if (holding.direct.length === 0 || isBirthright(facts, cell))
        return { branch: `${branch}, no finding`, claims: [] }
      return presentClaims(branch, 'access-without-ticket', [holding], cell, facts)
    }
    if (facts.at < cell.expected.since + facts.world.grace.removal)
      return { branch: 'removed × present: in grace', claims: [] }
    return presentClaims('removed × present', 'closed-not-removed', [holding], cell, facts)
  })
  return { branch: situations[0]?.branch ?? 'removed × present', claims: situations.flatMap(({ claims }) => claims) }
}

function grantedAfter({ rows }: Holding, removedAt: number): boolean {
  const granted = grantedAtOf(rows)
  return granted !== undefined && granted > removedAt
}

function wasLackedSince(facts: NightFacts, { entitlement, expected }: Cell, { system, account }: Holding): boolean {
  return facts.snapshots.some(
    (snapshot) =>
      snapshot.system === system &&
      snapshot.complete &&
      snapshot.at >= expected.since &&
      snapshot.at < facts.at &&
      rowsOf(facts, snapshot, account, entitlement).length === 0,
  )
}

/** Says whether a principal holds an entitlement by design. */
export function isBirthright(
  { world, people, at }: NightFacts,
  { principal, entitlement }: Pick<Cell, 'principal' | 'entitlement'>,
): boolean {
  if (entitlementOf(world, entitlement)?.birthright === true) return true
  const person = personOf(people, principal)
  return world.birthrights
    .filter(({ entitlements }) => entitlements.includes(entitlement))
    .filter(({ kinds }) => kinds === undefined || kinds.includes(person?.kind ?? 'human'))
    .some(({ roles }) => roles === undefined || roles.some((role) => holdsAt(person?.roles, role, at)))
}

function whenAbsent(facts: NightFacts, cell: Cell): Situation {
  const { principal, entitlement, expected } = cell
  const systems = systemsOf(facts.world, entitlement, facts.snapshots)
  const seen = sightingsOf(facts, principal, entitlement)
  const firstComplete = facts.snapshots.find(({ system, complete }) => complete && systems.includes(system))
  if (seen.some(({ at }) => at >= expected.since)) return absentClaim('removed-without-ticket', cell, systems)
  if (seen.length === 0 && firstComplete !== undefined && expected.since < firstComplete.at) {
    return absentClaim('absent-before-first-night', cell, systems)
  }
  if (facts.at < expected.since + facts.world.grace.provision)
    return { branch: 'present × absent: in grace', claims: [] }
  return absentClaim('closed-not-provisioned', cell, systems)
}

type AbsenceKind = 'removed-without-ticket' | 'closed-not-provisioned' | 'absent-before-first-night'

function absentClaim(kind: AbsenceKind, { principal, entitlement }: Cell, systems: readonly string[]): Situation {
  const [system] = systems
  const where = system === undefined ? {} : { system, restsOn: systems }
  return { branch: `present × absent: ${kind}`, claims: [{ kind, principal, entitlement, ...where, facts: {} }] }
}

function presentClaims(
  branch: Branch,
  kind: FindingKind,
  holdings: readonly Holding[],
  cell: Cell,
  facts: NightFacts,
): Situation {
  const { principal, entitlement } = cell
  const claims = holdings.map((holding) => ({
    kind,
    principal,
    account: holding.account,
    entitlement,
    system: holding.system,
    facts: materialOf(facts, entitlement, holding.rows),
  }))
  return { branch, claims }
}
