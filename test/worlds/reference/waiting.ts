import type { RequestLine } from '@ticketbound/core'
import { requestSource } from '../world.ts'
import { entitlementOf, systemsOf } from './access.ts'
import type { ReferenceClaim } from './claims.ts'
import { judge } from './evidence.ts'
import { linesOf, type NightFacts, principalsOf } from './night-facts.ts'
import { resolveName } from './people.ts'

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
        .filter((line) => at - begunAt(line) >= world.approvalLevel)
        .filter((line) => {
          const refusals = line.approvals.filter(({ decision, how }) => decision === 'rejected' && how !== 'informal')
          return !refusals.some(({ decidedAt }) => decidedAt >= begunAt(line))
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

/** Since when a request waits: what was before it was opened again is over. */
function begunAt({ openedAt, reopenedAt }: RequestLine): number {
  return reopenedAt ?? openedAt
}

/** One for each request of the gated source that closed since, and did not pass between its opening and its end. */
export function bypassedGates({ world, people, lines, snapshots }: NightFacts): readonly ReferenceClaim[] {
  const { gateSince } = world
  if (gateSince === undefined) return []
  return lines.flatMap(({ line }): readonly ReferenceClaim[] => {
    const { source, number, kind, state, entitlement, reopenedAt, closedAt, fulfilledAt, gate } = line
    const principal = resolveName(people, line.principal)
    const isGated = source === requestSource && (kind === 'provision' || kind === 'change')
    if (principal === undefined || !isGated || state !== 'closed-complete') return []
    if (closedAt === undefined || closedAt < gateSince) return []
    const isPassed = (at: number) => at >= (reopenedAt ?? at) && at <= Math.min(closedAt, fulfilledAt ?? closedAt)
    if (gate !== undefined && isPassed(gate.passedAt)) return []
    const [system] = systemsOf(world, entitlement, snapshots)
    const where = system === undefined ? {} : { system }
    return [{ kind: 'gate-bypassed', principal, entitlement, ...where, ticket: number, restsOn: [], facts: {} }]
  })
}
