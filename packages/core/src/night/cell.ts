import { lineEvidence } from '../finding/evidence.ts'
import type { Evidence, MaterialFacts } from '../finding/finding.ts'
import type { RequestLine } from '../model/request.ts'
import type { Instant } from '../time/instant.ts'
import { type Expectation, foldLines } from './fold.ts'
import { type JudgedRecertification, revocationsAmong } from './judge-recertifications.ts'
import { mergeGrants } from './merge-grants.ts'
import { candidateKey, type Night } from './night.ts'
import { joinSightings, type Sighting } from './observe.ts'
import type { AccountNight, JudgedLine, SeenGrant } from './subject.ts'

/** One account of the principal that holds the entitlement tonight. */
export interface Holding {
  readonly system: string
  readonly account: string
  /** False when it is held only through something else. */
  readonly direct: boolean
  readonly grantedAt?: Instant
  /** What is remembered of it, under all its names. */
  readonly sighting: Sighting
  readonly facts: MaterialFacts
  readonly evidence: Evidence
}

/** Since when something is held, as far as anybody can tell: as the system says, else since it was first seen. */
export function heldSince({ grantedAt, sighting }: Holding): Instant {
  return grantedAt ?? sighting.firstSeenAt
}

/** The holding with the highest level; the first where several are as high. */
export function highestHolding(holdings: readonly Holding[]): Holding | undefined {
  let highest: Holding | undefined
  for (const holding of holdings) {
    if (highest === undefined || (holding.facts.rank ?? -1) > (highest.facts.rank ?? -1)) highest = holding
  }
  return highest
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
  /** What was decided about it by tonight, those decisions too that do not count. */
  readonly recertifications: readonly JudgedRecertification[]
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
  recertifications: readonly JudgedRecertification[] = [],
): readonly Cell[] {
  const rows = new Map<string, Row>()
  for (const judged of lines) {
    const { kind, entitlement } = judged.line
    if (kind !== 'none' && isKnown(entitlement, night)) rowOf(rows, entitlement).lines.push(judged)
  }
  for (const judged of recertifications) {
    const { entitlement } = judged.recertification
    if (isKnown(entitlement, night)) rowOf(rows, entitlement).recertifications.push(judged)
  }
  for (const account of accounts) addAccount(rows, account, night)
  const cells: Cell[] = []
  for (const [entitlement, row] of rows) cells.push(toCell(principal, entitlement, row, night))
  return cells
}

interface Row {
  readonly lines: JudgedLine[]
  readonly recertifications: JudgedRecertification[]
  readonly holdings: Holding[]
  readonly sightings: Sighting[]
}

function rowOf(rows: Map<string, Row>, entitlement: string): Row {
  const known = rows.get(entitlement)
  if (known) return known
  const row: Row = { lines: [], recertifications: [], holdings: [], sightings: [] }
  rows.set(entitlement, row)
  return row
}

function isKnown(entitlement: string, night: Night): boolean {
  return !night.entitlements.governed || night.entitlements.find(entitlement) !== undefined
}

function addAccount(rows: Map<string, Row>, account: AccountNight, night: Night): void {
  const byName = grantsByName(account.grants)
  const held = new Map<string, Held>()
  for (const sighting of account.sightings) {
    const entitlement = night.entitlements.idOf(account.system, sighting.entitlement)
    if (entitlement === undefined) continue
    rowOf(rows, entitlement).sightings.push(sighting)
    const grants = byName.get(sighting.entitlement) ?? noGrants
    const other = held.get(entitlement)
    held.set(entitlement, other ? join(other, { grants, sighting }) : { grants, sighting })
  }
  for (const [entitlement, together] of held) {
    const holding = toHolding(account, entitlement, together, night)
    if (holding) rowOf(rows, entitlement).holdings.push(holding)
  }
}

const noGrants: readonly SeenGrant[] = []

function grantsByName(grants: readonly SeenGrant[]): ReadonlyMap<string, readonly SeenGrant[]> {
  const byName = new Map<string, SeenGrant[]>()
  for (const grant of grants) {
    const same = byName.get(grant.entitlement)
    if (same) same.push(grant)
    else byName.set(grant.entitlement, [grant])
  }
  return byName
}

/** One entitlement on one account, under all the names that the system has for it. */
interface Held {
  readonly grants: readonly SeenGrant[]
  readonly sighting: Sighting
}

function join(a: Held, b: Held): Held {
  return { grants: [...a.grants, ...b.grants], sighting: joinSightings(a.sighting, b.sighting) }
}

function toHolding(
  { system, account }: AccountNight,
  entitlement: string,
  { grants, sighting }: Held,
  night: Night,
): Holding | undefined {
  const merged = mergeGrants(grants, night.entitlements.find(entitlement)?.levels ?? [])
  if (merged === undefined) return undefined
  const { direct, grantedAt, facts, line } = merged
  return {
    system,
    account,
    direct,
    ...(grantedAt !== undefined && { grantedAt }),
    sighting,
    facts,
    evidence: lineEvidence(system, line.place, night.at),
  }
}

function toCell(principal: string, entitlement: string, row: Row, night: Night): Cell {
  const systems = night.entitlements.systemsOf(entitlement)
  const lines = row.lines.map((judged): RequestLine => judged.line)
  return {
    principal,
    entitlement,
    systems,
    lines: row.lines,
    recertifications: row.recertifications,
    expectation: foldLines(lines, night.at, revocationsAmong(row.recertifications)),
    presence: row.holdings.length > 0 ? 'present' : isProvenAbsent(principal, systems, night) ? 'absent' : 'unknown',
    holdings: row.holdings.sort(byPlace),
    sightings: row.sightings,
  }
}

/** An order that does not depend on which account was met first, because findings name the first. */
function byPlace(a: Holding, b: Holding): number {
  if (a.system !== b.system) return a.system < b.system ? -1 : 1
  return a.account < b.account ? -1 : 1
}

function isProvenAbsent(principal: string, systems: readonly string[], night: Night): boolean {
  if (systems.length === 0) return false
  return systems.every(
    (system) => night.scopes.get(system)?.complete === true && !night.candidates.has(candidateKey(principal, system)),
  )
}
