import type { Claim } from '../finding/finding.ts'
import { isAtLeast, severityOf } from '../finding/severity.ts'
import { toClaim } from '../finding/to-claim.ts'
import type { Entitlement } from '../policy/catalogue.ts'
import { type Cell, heldSince, highestHolding } from './cell.ts'
import type { Night } from './night.ts'

/** Claims one `separation-of-duties` for each two entitlements of one principal that nobody may hold together. */
export function conflictClaims(cells: readonly Cell[], night: Night): readonly Claim[] {
  const claims: Claim[] = []
  for (const cell of cells) {
    for (const id of night.entitlements.conflictsOf(cell.entitlement)) {
      // Each pair is claimed once, by the side that comes first by name.
      const other = id > cell.entitlement ? cells.find(({ entitlement }) => entitlement === id) : undefined
      const claim = other && conflict(cell, other, night)
      if (claim) claims.push(claim)
    }
  }
  return claims
}

function conflict(cell: Cell, other: Cell, night: Night): Claim | undefined {
  const [held, beside] = [highestHolding(cell.holdings), highestHolding(other.holdings)]
  if (held === undefined || beside === undefined) return undefined
  return toClaim({
    kind: 'separation-of-duties',
    telling: {
      principal: cell.principal,
      entitlement: cell.entitlement,
      system: held.system,
      ...(held.facts.level !== undefined && { level: held.facts.level }),
      counterpart: other.entitlement,
      tickets: [],
      since: Math.max(heldSince(held), heldSince(beside)),
    },
    evidence: [held.evidence, beside.evidence],
    facts: { ...held.facts, other: beside.facts },
    entry: riskier(night.entitlements.find(cell.entitlement), night.entitlements.find(other.entitlement)),
  })
}

function riskier(a: Entitlement | undefined, b: Entitlement | undefined): Entitlement | undefined {
  const kind = 'separation-of-duties'
  return isAtLeast(severityOf(kind, a), severityOf(kind, b)) ? a : b
}
