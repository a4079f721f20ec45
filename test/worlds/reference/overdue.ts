import { entitlementOf } from './access.ts'
import type { ReferenceClaim } from './claims.ts'
import { isBirthright } from './existence.ts'
import { expectedAt } from './fold.ts'
import { highestOf } from './material.ts'
import { holdingsOf, linesOf, type NightFacts, reviewsOf, revocationsOf } from './night-facts.ts'

/** Access that is there under a ticket, and that nobody has confirmed for longer than was allowed. */
export function overdueClaims(facts: NightFacts, principal: string, entitlement: string): readonly ReferenceClaim[] {
  const lines = linesOf(facts, principal, entitlement).map(({ line }) => line)
  const expected = expectedAt(lines, facts.at, revocationsOf(facts, principal, entitlement))
  const highest = highestOf(facts, entitlement, holdingsOf(facts, principal, entitlement))
  if (highest === undefined || expected.state !== 'present') return []
  if (isBirthright(facts, { principal, entitlement })) return []
  const due = dueAt(facts, principal, entitlement, expected.since)
  if (facts.at < due + facts.world.grace.recertification) return []
  const { holding, material } = highest
  return [{ kind: 'recertification-overdue', principal, entitlement, system: holding.system, facts: material }]
}

function dueAt(facts: NightFacts, principal: string, entitlement: string, since: number): number {
  const never = Number.POSITIVE_INFINITY
  const interval = entitlementOf(facts.world, entitlement)?.recertify ?? never
  const keeps = reviewsOf(facts, principal, entitlement)
    .filter(({ counts, recertification }) => counts && recertification.decision === 'keep')
    .map(({ recertification }) => recertification)
    .filter(({ decidedAt }) => decidedAt >= since)
  const last = Math.max(...keeps.map(({ decidedAt }) => decidedAt))
  const ends = keeps.filter(({ decidedAt }) => decidedAt === last).map(({ until }) => until ?? never)
  return Math.min((keeps.length === 0 ? since : last) + interval, ...ends)
}
