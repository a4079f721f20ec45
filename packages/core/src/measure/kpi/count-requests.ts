import type { ApprovalFault } from '../../evidence/approval-faults.ts'
import type { RequestLine } from '../../model/request.ts'
import type { JudgedLine, StoredVerdict } from '../../night/subject.ts'
import type { Duration } from '../../time/duration.ts'
import type { Instant } from '../../time/instant.ts'
import { finalDecision, needsApproval } from '../final-decision.ts'
import { ageFigure, type Figures, inHours, rankFigure, share, waitFigure } from './figure.ts'
import { noWaits, type Waits } from './kaplan-meier.ts'
import { isInPeriod, type KpiScope } from './kpi-scope.ts'

/** Counts requests: how long they waited, what was decided, and how they were approved. */
export interface RequestCounter {
  /** Takes a line as it stood at the end of the period; `early` where its access was there before its approval. */
  readonly add: (judged: JudgedLine, early: boolean) => void
  readonly figures: () => Figures
  readonly closed: () => number
  /** How the requests for each entitlement fared, by its id. */
  readonly byEntitlement: () => ReadonlyMap<string, EntitlementRequests>
}

/** How the requests for one entitlement fared. */
export interface EntitlementRequests {
  readonly waits: Waits
  /** Approvals given in words only. */
  informal: number
}

/** Approvals by somebody who would gain from them. */
const selfApprovals: readonly ApprovalFault[] = [
  'approver-is-requester',
  'approver-is-principal',
  'approver-is-sponsor',
]

/** Starts to count the requests of a period. */
export function createRequestCounter(scope: KpiScope): RequestCounter {
  const [waits, closings] = [noWaits(), noWaits()]
  const ages: Duration[] = []
  const byEntitlement = new Map<string, EntitlementRequests>()
  const debt = { pending: 0, overdue: 0, length: 0 }
  const counts = { closed: 0, approved: 0, decided: 0, excepted: 0, judged: 0, byThemselves: 0, afterwards: 0 }

  function add({ line, verdict }: JudgedLine, early: boolean): void {
    if (isClosedInPeriod(line)) counts.closed += 1
    if (line.kind === 'none') return
    countClosing(line)
    if (line.state === 'open') ages.push(scope.until - openSince(line, scope))
    countInformal(line)
    if (!needsApproval(line, scope.entitlements)) return
    countDecision(line)
    if (verdict !== undefined && isClosedInPeriod(line)) countVerdict(verdict, early)
  }

  function isClosedInPeriod({ state, closedAt }: RequestLine): boolean {
    return state !== 'open' && closedAt !== undefined && isInPeriod(closedAt, scope)
  }

  function countClosing(line: RequestLine): void {
    if (line.state === 'open') closings.open.push(scope.until - line.openedAt)
    else if (line.closedAt !== undefined && isClosedInPeriod(line)) {
      const wait = Math.max(0, line.closedAt - line.openedAt)
      if (line.state === 'cancelled') closings.open.push(wait)
      else closings.over.push(wait)
    }
  }

  function countInformal(line: RequestLine): void {
    for (const { how, decision, decidedAt } of line.approvals) {
      if (how !== 'informal' || decision !== 'approved' || !isInPeriod(decidedAt, scope)) continue
      requestsFor(line.entitlement).informal += 1
    }
  }

  function countDecision(line: RequestLine): void {
    const decision = finalDecision(line, scope.entitlements)
    if (decision === undefined) {
      countUndecided(line)
      return
    }
    if (!isInPeriod(decision.at, scope)) return
    wait(line, Math.max(0, decision.at - line.openedAt), 'over')
    counts.decided += 1
    if (!decision.approved) return
    counts.approved += 1
    if (line.exception !== undefined) counts.excepted += 1
  }

  function countUndecided(line: RequestLine): void {
    if (line.state === 'open') {
      const age = scope.until - line.openedAt
      const late = age - scope.policy.levels.approval
      wait(line, age, 'open')
      debt.pending += 1
      if (late <= 0) return
      debt.overdue += 1
      debt.length += late
    } else if (line.closedAt !== undefined && isClosedInPeriod(line)) {
      // One that was closed without a decision waited until then, and would have waited longer.
      wait(line, Math.max(0, line.closedAt - line.openedAt), 'open')
    }
  }

  function wait({ entitlement }: RequestLine, length: number, how: keyof Waits): void {
    waits[how].push(length)
    requestsFor(entitlement).waits[how].push(length)
  }

  function requestsFor(entitlement: string): EntitlementRequests {
    const known = byEntitlement.get(entitlement) ?? { waits: noWaits(), informal: 0 }
    byEntitlement.set(entitlement, known)
    return known
  }

  function countVerdict({ sufficient, refused }: StoredVerdict, early: boolean): void {
    counts.judged += 1
    const faults = refused.flatMap((approval) => approval.faults)
    if (faults.some((fault) => selfApprovals.includes(fault))) counts.byThemselves += 1
    if (early || (!sufficient && faults.includes('after-fulfilment'))) counts.afterwards += 1
  }

  function figures(): Figures {
    return {
      'approval-latency-p50': rankFigure(waits, 0.5),
      'approval-latency-p90': rankFigure(waits, 0.9),
      'approval-latency-p99': rankFigure(waits, 0.99),
      'approval-wait-p50': waitFigure(waits, 0.5),
      'approval-wait-p90': waitFigure(waits, 0.9),
      'approval-latency-debt': {
        value: inHours(debt.length),
        numerator: debt.overdue,
        denominator: debt.pending,
      },
      'time-to-close-p50': waitFigure(closings, 0.5),
      'time-to-close-p90': waitFigure(closings, 0.9),
      throughput: { value: counts.closed, numerator: counts.closed, denominator: null },
      'open-request-age-p50': ageFigure(ages, 0.5),
      'open-request-age-p90': ageFigure(ages, 0.9),
      'self-approval-rate': share(counts.byThemselves, counts.judged),
      'post-facto-approval-rate': share(counts.afterwards, counts.judged),
      'approval-exception-rate': share(counts.excepted, counts.approved),
      'decision-exception-rate': share(counts.excepted, counts.decided),
    }
  }

  return { add, figures, closed: () => counts.closed, byEntitlement: () => byEntitlement }
}

/** When a request that is open was last opened, as far as the period knows: one opened again later was not yet. */
function openSince({ openedAt, reopenedAt }: RequestLine, { until }: KpiScope): Instant {
  return reopenedAt !== undefined && reopenedAt <= until ? reopenedAt : openedAt
}
