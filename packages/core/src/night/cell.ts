import { lineEvidence } from '../finding/evidence.ts'
import type { Evidence, MaterialFacts } from '../finding/finding.ts'
import { isDirect } from '../model/grant.ts'
import type { RequestLine } from '../model/request.ts'
import type { Instant } from '../time/instant.ts'
import { type Expectation, foldLines } from './fold.ts'
import { candidateKey, type Night } from './night.ts'
import type { Sighting } from './observe.ts'
import type { AccountNight, JudgedLine, SeenGrant } from './subject.ts'

/** One account of the principal that holds the entitlement tonight. */
export interface Holding {
  readonly system: string
  readonly account: string
  /** False when it is held only through something else. */
  readonly direct: boolean
  readonly grantedAt?: Instant
  readonly sighting: Sighting
  readonly facts: MaterialFacts
  readonly evidence: Evidence
}

/** Since when something is held, as far as anybody can tell: as the system says, else since it was first seen. */
export function heldSince({ grantedAt, sighting }: Holding): Instant {
  return grantedAt ?? sighting.firstSeenAt
}

/** What the systems say of an entitlement: `unknown` wherever nobody can prove an absence. */
export type Presence = 'present' | 'absent' | 'unknown'

/** Everything about one entitlement of one principal in one night: what the tickets say, and what the systems say. */
export interface Cell {
  readonly principal: string
  readonly entitlement: string
  /** Where the entitlement lives; empty where that is unknown. */
  readonly systems: readonly string[]
  readonly lines: readonly JudgedLine[]
  readonly expectation: Expectation
  readonly presence: Presence
  readonly holdings: readonly Holding[]
  /** What is remembered of it on any account of the principal, held tonight or not. */
  readonly sightings: readonly Sighting[]
}

/** Lays tickets and access of one principal side by side, by entitlement. Names the catalogue lacks have no cell. */
export function cellsOf(
  principal: string,
  lines: readonly JudgedLine[],
  accounts: readonly AccountNight[],
  night: Night,
): readonly Cell[] {
  const rows = new Map<string, Row>()
  for (const judged of lines) {
    const { kind, entitlement } = judged.line
    if (kind !== 'none' && isKnown(entitlement, night)) rowOf(rows, entitlement).lines.push(judged)
  }
  for (const account of accounts) addAccount(rows, account, night)
  const cells: Cell[] = []
  for (const [entitlement, row] of rows) cells.push(toCell(principal, entitlement, row, night))
  return cells
}

interface Row {
  readonly lines: JudgedLine[]
  readonly holdings: Holding[]
  readonly sightings: Sighting[]
}

function rowOf(rows: Map<string, Row>, entitlement: string): Row {
  const known = rows.get(entitlement)
  if (known) return known
  const row: Row = { lines: [], holdings: [], sightings: [] }
  rows.set(entitlement, row)
  return row
}

function isKnown(entitlement: string, night: Night): boolean {
  return !night.entitlements.governed || night.entitlements.find(entitlement) !== undefined
}

function addAccount(rows: Map<string, Row>, account: AccountNight, night: Night): void {
  const bySystemName = new Map<string, SeenGrant[]>()
  for (const grant of account.grants) {
    const same = bySystemName.get(grant.entitlement)
    if (same) same.push(grant)
    else bySystemName.set(grant.entitlement, [grant])
  }
  for (const sighting of account.sightings) {
    const entitlement = night.entitlements.idOf(account.system, sighting.entitlement)
    if (entitlement === undefined) continue
    const row = rowOf(rows, entitlement)
    row.sightings.push(sighting)
    const grants = bySystemName.get(sighting.entitlement)
    if (grants) row.holdings.push(toHolding(account, entitlement, grants, sighting, night))
  }
}

/** Several snapshot lines for the same account and entitlement are one holding: its direct path, its highest level. */
function toHolding(
  account: AccountNight,
  entitlement: string,
  grants: readonly SeenGrant[],
  sighting: Sighting,
  night: Night,
): Holding {
  const levels = night.entitlements.find(entitlement)?.levels ?? []
  const direct = grants.find(isDirect) ?? grants[0]
  const highest = grants.reduce((a, b) => (rankOf(b, levels) > rankOf(a, levels) ? b : a))
  const rank = rankOf(highest, levels)
  const place = direct?.place ?? highest.place
  return {
    system: account.system,
    account: account.account,
    direct: direct !== undefined && isDirect(direct),
    ...(direct?.grantedAt !== undefined && { grantedAt: direct.grantedAt }),
    sighting,
    facts: {
      ...(highest.level !== undefined && { level: highest.level }),
      ...(rank >= 0 && { rank }),
      ...(direct?.via && direct.via.length > 0 && { path: direct.via }),
      ...(direct?.expiresAt !== undefined && { expiresAt: direct.expiresAt }),
    },
    evidence: lineEvidence(account.system, place, night.at),
  }
}

function rankOf(grant: SeenGrant, levels: readonly string[]): number {
  return grant.level === undefined ? -1 : levels.indexOf(grant.level)
}

function toCell(principal: string, entitlement: string, row: Row, night: Night): Cell {
  const systems = night.entitlements.systemsOf(entitlement)
  const lines = row.lines.map((judged): RequestLine => judged.line)
  return {
    principal,
    entitlement,
    systems,
    lines: row.lines,
    expectation: foldLines(lines, night.at),
    presence: row.holdings.length > 0 ? 'present' : isProvenAbsent(principal, systems, night) ? 'absent' : 'unknown',
    holdings: row.holdings,
    sightings: row.sightings,
  }
}

function isProvenAbsent(principal: string, systems: readonly string[], night: Night): boolean {
  if (systems.length === 0) return false
  return systems.every(
    (system) => night.scopes.get(system)?.complete === true && !night.candidates.has(candidateKey(principal, system)),
  )
}
