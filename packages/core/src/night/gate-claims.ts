import { ticketEvidence } from '../finding/evidence.ts'
import type { Claim } from '../finding/finding.ts'
import { toClaim } from '../finding/to-claim.ts'
import { givesAccess, type RequestLine } from '../model/request.ts'
import type { Night } from './night.ts'
import type { JudgedLine } from './subject.ts'

/**
 * Claims one `gate-bypassed` for each closed request that did not pass the gate which the policy names for its source.
 * What the catalogue lacks has to pass it, too.
 */
export function gateClaims(principal: string, lines: readonly JudgedLine[], night: Night): readonly Claim[] {
  const { gates } = night.policy
  if (gates.length === 0) return []
  const claims: Claim[] = []
  for (const { line } of lines) {
    const since = gates.find(({ source }) => source === line.source)?.since
    const reason = since === undefined || !mustPass(line, since) ? undefined : whyBypassed(line)
    if (reason !== undefined) claims.push(bypassed(principal, line, reason, night))
  }
  return claims
}

/** What was closed before there was a gate could not pass it. */
function mustPass(line: RequestLine, since: number): boolean {
  const { state, closedAt } = line
  return givesAccess(line) && state === 'closed-complete' && closedAt !== undefined && closedAt >= since
}

function whyBypassed({ gate, reopenedAt, fulfilledAt, closedAt }: RequestLine): string | undefined {
  if (gate === undefined) return 'it did not pass the gate'
  const { passedAt } = gate
  if (reopenedAt !== undefined && passedAt < reopenedAt) return 'it passed the gate only before it was opened again'
  if (fulfilledAt !== undefined && passedAt > fulfilledAt) return 'it passed the gate only after it was fulfilled'
  if (closedAt !== undefined && passedAt > closedAt) return 'it passed the gate only after that'
  return undefined
}

function bypassed(principal: string, line: RequestLine, reason: string, night: Night): Claim {
  const [system] = night.entitlements.systemsOf(line.entitlement)
  return toClaim({
    kind: 'gate-bypassed',
    telling: {
      principal,
      entitlement: line.entitlement,
      ...(system !== undefined && { system }),
      ...(line.level !== undefined && { level: line.level }),
      tickets: [line.number],
      since: line.closedAt ?? line.openedAt,
      reason,
    },
    ticket: line.number,
    evidence: [ticketEvidence(line)],
    entry: night.entitlements.find(line.entitlement),
  })
}
