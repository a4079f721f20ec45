import type { RefusedApproval } from '../evidence/evaluate-evidence.ts'
import { ticketEvidence } from '../finding/evidence.ts'
import type { Claim } from '../finding/finding.ts'
import type { FindingKind } from '../finding/kinds.ts'
import { toClaim } from '../finding/to-claim.ts'
import type { RequestLine } from '../model/request.ts'
import type { Instant } from '../time/instant.ts'
import { type Cell, heldSince, highestHolding } from './cell.ts'
import type { Expectation } from './fold.ts'
import type { Night } from './night.ts'
import type { StoredVerdict } from './subject.ts'

/** Access that is there, under tickets that say it should be. */
interface Match {
  readonly cell: Cell
  readonly expectation: Extract<Expectation, { state: 'present' }>
  readonly night: Night
}

/** What is wrong with a match: the access has its ticket, but the ticket does not carry it. */
export function qualityClaims(cell: Cell, night: Night): readonly Claim[] {
  const { expectation } = cell
  if (expectation.state !== 'present' || cell.presence !== 'present') return []
  const match: Match = { cell, expectation, night }
  const broader = broaderThanTicket(match)
  const claims = broader ? [broader] : []
  for (const line of expectation.restsOn) {
    const verdict = cell.lines.find((judged) => judged.line === line)?.verdict
    const kind = verdict && evidenceKind(match, line, verdict)
    if (kind) claims.push(aboutTicket(match, { line, kind, refused: verdict.refused }))
  }
  return claims
}

function evidenceKind(match: Match, line: RequestLine, verdict: StoredVerdict): FindingKind | undefined {
  if (verdict.onlyLate) return 'granted-before-approval'
  if (!verdict.sufficient) return 'closed-without-evidence'
  const isEarly = line === match.expectation.begunBy && wasGrantedBefore(match, verdict.provenAt)
  return isEarly ? 'granted-before-approval' : undefined
}

/** Access that an earlier period authorised was not granted early: it was only never taken away. */
function wasGrantedBefore({ cell, expectation }: Match, provenAt: Instant | undefined): boolean {
  if (provenAt === undefined) return false
  return cell.holdings.some(({ direct, grantedAt }) => {
    if (!direct || grantedAt === undefined || grantedAt >= provenAt) return false
    return !expectation.earlier.some((period) => period.from <= grantedAt)
  })
}

interface TicketFault {
  readonly line: RequestLine
  readonly kind: FindingKind
  readonly refused: readonly RefusedApproval[]
}

function aboutTicket({ cell, night }: Match, { line, kind, refused }: TicketFault): Claim {
  const holding = cell.holdings.find(({ direct }) => direct) ?? cell.holdings[0]
  return toClaim({
    kind,
    telling: {
      principal: cell.principal,
      entitlement: cell.entitlement,
      ...(holding && { system: holding.system }),
      ...(line.level !== undefined && { level: line.level }),
      tickets: [line.number],
      since: line.closedAt ?? line.openedAt,
      refused,
    },
    ticket: line.number,
    evidence: [ticketEvidence(line), ...(holding ? [holding.evidence] : [])],
    entry: night.entitlements.find(cell.entitlement),
  })
}

function broaderThanTicket({ cell, expectation, night }: Match): Claim | undefined {
  const entry = night.entitlements.find(cell.entitlement)
  const line = expectation.restsOn.findLast(({ level }) => level !== undefined)
  if (entry === undefined || line?.level === undefined) return undefined
  const ticketed = entry.levels.indexOf(line.level)
  const highest = highestHolding(cell.holdings)
  if (ticketed < 0 || highest?.facts.rank === undefined || highest.facts.rank <= ticketed) return undefined
  const { facts } = highest
  return toClaim({
    kind: 'broader-than-ticket',
    telling: {
      principal: cell.principal,
      account: highest.account,
      entitlement: cell.entitlement,
      system: highest.system,
      ...(facts.level !== undefined && { level: facts.level }),
      ticketedLevel: line.level,
      tickets: [line.number],
      since: heldSince(highest),
    },
    ticket: line.number,
    evidence: [ticketEvidence(line), highest.evidence],
    facts,
    entry,
  })
}
