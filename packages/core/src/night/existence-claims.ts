import { recertificationEvidence, ticketEvidence } from '../finding/evidence.ts'
import type { Claim } from '../finding/finding.ts'
import type { FindingKind } from '../finding/kinds.ts'
import { toClaim } from '../finding/to-claim.ts'
import type { Recertification } from '../model/recertification.ts'
import { givesAccess, type RequestLine } from '../model/request.ts'
import type { Instant } from '../time/instant.ts'
import { lastDayBefore } from '../time/last-day.ts'
import { type Cell, type Holding, heldSince } from './cell.ts'
import { type Expectation, isRevocation, type Removal } from './fold.ts'
import { isBirthright } from './is-birthright.ts'
import type { Night } from './night.ts'
import { snapshotEvidence } from './snapshot-evidence.ts'

type Standing = Extract<Expectation, { state: 'present' }>
type Removed = Extract<Expectation, { state: 'removed' }>
type Expired = Extract<Expectation, { state: 'expired' }>

/** The situation table: where tickets and systems differ about one entitlement of one principal, and how. */
export function existenceClaims(cell: Cell, night: Night): readonly Claim[] {
  const { expectation, presence } = cell
  if (presence === 'unknown') return []
  switch (expectation.state) {
    case 'present':
      return presence === 'present' ? [] : absentThoughTicketed(cell, expectation, night)
    case 'expired':
      return presence === 'present' ? presentThoughExpired(cell, expectation, night) : []
    case 'removed':
      return presence === 'present' ? presentThoughRemoved(cell, expectation, night) : []
    case 'none':
      return presence === 'present' ? presentWithoutClosedTicket(cell, night) : []
  }
}

function absentThoughTicketed(cell: Cell, { since, restsOn }: Standing, night: Night): readonly Claim[] {
  const lastSeenAt = lastSighting(cell, night.at)
  if (lastSeenAt !== undefined && lastSeenAt >= since) {
    return [absence(cell, { kind: 'removed-without-ticket', since: lastSeenAt, lines: restsOn }, night)]
  }
  const firstCompleteAt = earliestComplete(cell, night)
  if (lastSeenAt === undefined && firstCompleteAt !== undefined && since < firstCompleteAt) {
    return [absence(cell, { kind: 'absent-before-first-night', since, lines: restsOn }, night)]
  }
  if (night.at < since + night.policy.grace.provision) return []
  return [absence(cell, { kind: 'closed-not-provisioned', since, lines: restsOn }, night)]
}

function presentThoughExpired(cell: Cell, expectation: Expired, night: Night): readonly Claim[] {
  const { since, restsOn } = expectation
  if (night.at < since + night.policy.grace.expiry) return []
  const lastDay = lastDayBefore(since, night.policy.zone)
  return unfinished(cell).map((holding) =>
    presenceClaim(cell, holding, { kind: 'expired-still-active', since, lastDay, lines: restsOn }, night),
  )
}

function presentThoughRemoved(cell: Cell, expectation: Removed, night: Night): readonly Claim[] {
  const claims: Claim[] = []
  for (const holding of unfinished(cell)) {
    const claim = presentAfterRemoval(cell, holding, expectation, night)
    if (claim) claims.push(claim)
  }
  return claims
}

function presentAfterRemoval(cell: Cell, holding: Holding, expectation: Removed, night: Night): Claim | undefined {
  const { since, removedBy } = expectation
  const cause = causeOf(removedBy)
  if (cameBack(holding, since)) return holding.direct ? withoutTicket(cell, holding, cause, night) : undefined
  if (night.at < since + night.policy.grace.removal) return undefined
  return presenceClaim(cell, holding, { kind: 'closed-not-removed', since, ...cause }, night)
}

function causeOf(removal: Removal): Cause {
  return isRevocation(removal) ? { lines: [], revocation: removal } : { lines: [removal] }
}

/** What is there now is not what the removal was about: it was granted later, or a complete snapshot in between lacked it. */
function cameBack(holding: Holding, removedAt: Instant): boolean {
  if (holding.grantedAt !== undefined && holding.grantedAt > removedAt) return true
  const { lackedAt } = holding.sighting
  return lackedAt !== undefined && lackedAt >= removedAt
}

function presentWithoutClosedTicket(cell: Cell, night: Night): readonly Claim[] {
  const open = cell.lines.map(({ line }) => line).filter((line) => line.state === 'open' && givesAccess(line))
  const direct = cell.holdings.filter((holding) => holding.direct)
  if (open.length === 0) return direct.flatMap((holding) => withoutTicket(cell, holding, { lines: [] }, night) ?? [])
  return direct.map((holding) =>
    presenceClaim(cell, holding, { kind: 'granted-while-open', since: heldSince(holding), lines: open }, night),
  )
}

/** `cause` is the removal that the access came back after: it authorises nothing, and tells where to look. */
function withoutTicket(cell: Cell, holding: Holding, cause: Cause, night: Night): Claim | undefined {
  if (isBirthright(cell.principal, cell.entitlement, night)) return undefined
  return presenceClaim(cell, holding, { kind: 'access-without-ticket', since: heldSince(holding), ...cause }, night)
}

/** Every direct holding; where there is none, the indirect ones, which keep a removal or an expiry unfinished. */
function unfinished(cell: Cell): readonly Holding[] {
  const direct = cell.holdings.filter((holding) => holding.direct)
  return direct.length > 0 ? direct : cell.holdings
}

function lastSighting(cell: Cell, at: Instant): Instant | undefined {
  let last: Instant | undefined
  for (const sighting of cell.sightings) {
    const seenAt = sighting.lastSeenAt ?? at
    if (last === undefined || seenAt > last) last = seenAt
  }
  return last
}

function earliestComplete(cell: Cell, night: Night): Instant | undefined {
  const firsts = cell.systems
    .map((system) => night.scopes.get(system)?.firstCompleteAt)
    .filter((first) => first !== undefined)
  return firsts.length === 0 ? undefined : Math.min(...firsts)
}

/** What a difference rests on. */
interface Cause {
  readonly lines: readonly RequestLine[]
  readonly revocation?: Recertification
}

interface Difference extends Cause {
  readonly kind: FindingKind
  readonly since: Instant
  /** The last day of an access that ended. */
  readonly lastDay?: string
}

function presenceClaim(cell: Cell, holding: Holding, difference: Difference, night: Night): Claim {
  const { kind, since, lastDay, lines, revocation } = difference
  const { level, path } = holding.facts
  return toClaim({
    kind,
    telling: {
      principal: cell.principal,
      account: holding.account,
      entitlement: cell.entitlement,
      system: holding.system,
      ...(level !== undefined && { level }),
      ...(path && { path }),
      tickets: numbersOf(lines),
      since,
      ...(lastDay !== undefined && { lastDay }),
      ...(revocation && { revokedBy: revocation.decider }),
    },
    evidence: [
      ...lines.map(ticketEvidence),
      ...(revocation ? [recertificationEvidence(revocation)] : []),
      holding.evidence,
    ],
    facts: holding.facts,
    entry: night.entitlements.find(cell.entitlement),
  })
}

function absence(cell: Cell, { kind, since, lines }: Difference, night: Night): Claim {
  const [system] = cell.systems
  const level = lines.at(-1)?.level
  return toClaim({
    kind,
    telling: {
      principal: cell.principal,
      entitlement: cell.entitlement,
      ...(system !== undefined && { system }),
      ...(level !== undefined && { level }),
      tickets: numbersOf(lines),
      since,
    },
    evidence: [...lines.map(ticketEvidence), ...snapshotEvidence(cell.systems, night)],
    entry: night.entitlements.find(cell.entitlement),
  })
}

/** The ticket numbers of some lines, each once, in order. */
function numbersOf(lines: readonly RequestLine[]): readonly string[] {
  return [...new Set(lines.map((line) => line.number))]
}
