import { entitlementOf, systemsOf } from './access.ts'
import type { ReferenceClaim } from './claims.ts'
import { judge } from './evidence.ts'
import { linesOf, type NightFacts, principalsOf } from './night-facts.ts'

/** One for each open request that waits for more than was agreed: nobody rejected it, and the rule is not met. */
export function overdueApprovals(facts: NightFacts): readonly ReferenceClaim[] {
  const { world, people, at, snapshots } = facts
  return principalsOf(facts).flatMap((principal) =>
    (world.catalogue ?? []).flatMap(({ id }) => {
      const entitlement = entitlementOf(world, id)
      const [system] = systemsOf(world, id, snapshots)
      if (entitlement === undefined || entitlement.approval.parts.length === 0) return []
      return linesOf(facts, principal, id)
        .map(({ line }) => line)
        .filter(({ state, kind }) => state === 'open' && (kind === 'provision' || kind === 'change'))
        .filter(({ openedAt }) => at - openedAt >= world.approvalLevel)
        .filter(({ openedAt, approvals }) => {
          const refusals = approvals.filter(({ decision, how }) => decision === 'rejected' && how !== 'informal')
          return !refusals.some(({ decidedAt }) => decidedAt >= openedAt)
        })
        .filter((line) => {
          const { sufficient, onlyLate } = judge(line, at, entitlement, people)
          return !sufficient && !onlyLate
        })
        .map(
          ({ number }): ReferenceClaim => ({
            kind: 'approval-overdue',
            principal,
            entitlement: id,
            ...(system !== undefined && { system }),
            ticket: number,
            restsOn: [],
            facts: {},
          }),
        )
    }),
  )
}
