import type { Finding } from '../../finding/finding.ts'
import { isFoundInPeriod, type KpiScope } from './kpi-scope.ts'

/** Counts what nights of the period found first. */
export interface FindingCounter {
  readonly add: (finding: Finding) => void
  readonly withoutTicket: () => number
  /** What was found of each entitlement, by its id. */
  readonly byEntitlement: () => ReadonlyMap<string, EntitlementFindings>
}

/** What was found of one entitlement. */
export interface EntitlementFindings {
  withoutTicket: number
  duplicates: number
}

/** Starts to count the findings of a period. */
export function createFindingCounter(scope: KpiScope): FindingCounter {
  const byEntitlement = new Map<string, EntitlementFindings>()
  let withoutTicket = 0

  function add({ kind, firstSeen, entitlement = '' }: Finding): void {
    if (kind !== 'access-without-ticket' && kind !== 'duplicate-request') return
    if (!isFoundInPeriod(firstSeen, scope)) return
    const found = byEntitlement.get(entitlement) ?? { withoutTicket: 0, duplicates: 0 }
    byEntitlement.set(entitlement, found)
    if (kind === 'duplicate-request') {
      found.duplicates += 1
      return
    }
    found.withoutTicket += 1
    withoutTicket += 1
  }

  return { add, withoutTicket: () => withoutTicket, byEntitlement: () => byEntitlement }
}
