import type { Finding, MaterialFacts } from '../finding/finding.ts'
import { isDirect } from '../model/grant.ts'
import { isActiveAt } from '../model/person.ts'
import type { RequestLine } from '../model/request.ts'
import { asOf } from '../night/as-of.ts'
import type { Cell, Holding } from '../night/cell.ts'
import type { Expectation } from '../night/fold.ts'
import { isBirthright } from '../night/is-birthright.ts'
import type { Night } from '../night/night.ts'
import type { Conclusion, StoredVerdict, SubjectNight } from '../night/subject.ts'
import { hasActiveSponsor } from '../people/has-active-sponsor.ts'
import type { Instant } from '../time/instant.ts'
import { type Counts, type NightTotals, noCounts } from './counts.ts'
import { finalDecision, needsApproval } from './final-decision.ts'
import type { Measures } from './measures.ts'
import { toMeasures } from './to-measures.ts'

/** Counts one subject after another and gives the night's measures at the end. */
export interface Tally {
  readonly add: (given: SubjectNight, concluded: Conclusion, findings: readonly Finding[]) => void
  readonly measures: (totals: NightTotals) => Measures
}

/** Starts the tally of a night. `previousAt` bounds what counts as closed since the night before. */
export function createTally(night: Night, previousAt: Instant | undefined): Tally {
  const counts = noCounts()

  function add(given: SubjectNight, concluded: Conclusion, findings: readonly Finding[]): void {
    countGrants(counts, given, night)
    for (const cell of concluded.cells) countCell(counts, cell, night)
    for (const { line: kept, verdict } of concluded.lines) {
      const line = asOf(kept, night.at)
      if (line === undefined) continue
      if (needsApproval(line, night.entitlements)) {
        if (verdict) countVerdict(counts, verdict)
        countDecision(counts, line, night)
      }
      if (isClosedSince(line, previousAt)) counts.closed += 1
    }
    if (findings.length > 0) countFindings(counts, findings)
  }

  return { add, measures: (totals) => toMeasures(counts, totals, night) }
}

function countGrants(counts: Counts, given: SubjectNight, night: Night): void {
  let direct = 0
  for (const account of given.accounts) {
    for (const grant of account.grants) if (isDirect(grant)) direct += 1
  }
  counts.grants += direct
  if (direct > 0 && isOrphan(given, night)) counts.orphaned += direct
}

function isOrphan({ subject }: SubjectNight, night: Night): boolean {
  if (!night.directory.known) return false
  const person = subject.type === 'principal' ? night.directory.person(subject.principal) : undefined
  if (person === undefined || !isActiveAt(person, night.at)) return true
  return person.kind !== 'human' && !hasActiveSponsor(person, night.directory, night.at)
}

function countCell(counts: Counts, cell: Cell, night: Night): void {
  const { expectation, presence } = cell
  const direct = cell.holdings.filter((holding) => holding.direct)
  if (isBirthright(cell.principal, cell.entitlement, night)) counts.birthrightGrants += direct.length
  else counts.governedGrants += direct.length
  counts.indirectGrants += cell.holdings.length - direct.length
  countAccuracy(counts, direct, expectation)
  if (presence === 'unknown') return
  const { grace } = night.policy
  if (expectation.state === 'present' && night.at >= expectation.since + grace.provision) counts.authorised += 1
  if (expectation.state === 'removed' && night.at >= expectation.since + grace.removal) counts.removals += 1
  if (expectation.state === 'expired' || (expectation.state === 'present' && expectation.expiresAt !== undefined)) {
    counts.withEnd += 1
  }
  if (expectation.state === 'expired' && presence === 'present') counts.pastEnd += 1
}

function countAccuracy(counts: Counts, direct: readonly Holding[], expectation: Expectation): void {
  if (expectation.state !== 'present' && expectation.state !== 'expired') return
  counts.ticketedGrants += direct.length
  for (const { facts } of direct) if (isAsTicketed(facts, expectation)) counts.accurateGrants += 1
}

/** What a system does not show cannot differ; an end that the ticket does not set does, and so does one that is over. */
function isAsTicketed({ level, expiresAt }: MaterialFacts, expectation: Expectation): boolean {
  if (expectation.state !== 'present') return false
  if (level !== undefined && expectation.level !== undefined && level !== expectation.level) return false
  return expiresAt === undefined || expiresAt === expectation.expiresAt
}

function countVerdict(counts: Counts, { sufficient }: StoredVerdict): void {
  counts.needingApproval += 1
  if (sufficient) counts.proven += 1
}

function countDecision(counts: Counts, line: RequestLine, night: Night): void {
  const decision = finalDecision(line, night.entitlements)
  if (decision !== undefined) counts.latencies.push(decision.at - line.openedAt)
  else if (line.state === 'open') counts.undecided += 1
}

function isClosedSince(line: RequestLine, previousAt: Instant | undefined): boolean {
  if (line.closedAt === undefined || line.state === 'open') return false
  return previousAt === undefined || line.closedAt > previousAt
}

/** One removal counts once, however many accounts still hold the access. */
function countFindings(counts: Counts, findings: readonly Finding[]): void {
  const notRemoved = new Set<string | undefined>()
  for (const finding of findings) {
    if (finding.state === 'resolved' || isExcused(finding)) continue
    if (finding.kind === 'access-without-ticket') counts.withoutTicket += 1
    if (finding.kind === 'closed-not-provisioned') counts.notProvisioned += 1
    if (finding.kind === 'closed-not-removed') notRemoved.add(finding.entitlement)
  }
  counts.notRemoved += notRemoved.size
}

/** What a baseline accepts stays in the measures; what an exception accepts does not. */
function isExcused({ state, acceptance }: Finding): boolean {
  return state === 'accepted' && acceptance?.exception.startsWith('baseline-') !== true
}
