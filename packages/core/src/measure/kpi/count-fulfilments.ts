import type { RequestLine } from '../../model/request.ts'
import type { Instant } from '../../time/instant.ts'
import { finalDecision } from '../final-decision.ts'
import { type Figures, waitFigure } from './figure.ts'
import { noWaits } from './kaplan-meier.ts'
import type { KeptCell } from './kept-subject.ts'
import { isFoundInPeriod, type KpiScope } from './kpi-scope.ts'

/** Counts how long approved requests wait for their access. */
export interface FulfilmentCounter {
  readonly add: (cell: KeptCell) => void
  readonly figures: () => Figures
}

/** Starts to count the fulfilments of a period. */
export function createFulfilmentCounter(scope: KpiScope): FulfilmentCounter {
  const waits = noWaits()

  /** Access that is there already is only renewed, and what the first snapshot shows came nobody knows when. */
  function add(cell: KeptCell): void {
    const known = knownSince(cell, scope)
    if (known === undefined) return
    const approvals = cell.lines.flatMap(({ line }) => approvedAt(line, scope) ?? []).filter((at) => at >= known)
    if (cell.seen.ever) {
      const { firstAt } = cell.seen
      const asked = latest(approvals.filter((at) => at <= firstAt))
      if (asked !== undefined && firstAt > known && isFoundInPeriod(firstAt, scope)) waits.over.push(firstAt - asked)
      return
    }
    const asked = latest(approvals)
    if (asked !== undefined) waits.open.push(scope.until - asked)
  }

  return {
    add,
    figures: () => ({
      'fulfilment-latency-p50': waitFigure(waits, 0.5),
      'fulfilment-latency-p90': waitFigure(waits, 0.9),
    }),
  }
}

/** When a request to provide access was approved; nothing for one that was given up. */
function approvedAt(line: RequestLine, { entitlements }: KpiScope): Instant | undefined {
  if (line.kind !== 'provision' || line.state === 'cancelled' || line.state === 'closed-incomplete') return undefined
  const decision = finalDecision(line, entitlements)
  return decision?.approved === true ? decision.at : undefined
}

/** Since when an access could have been seen: since the first complete snapshot of every system it can be on. */
function knownSince({ entitlement, seen }: KeptCell, { entitlements, firstComplete }: KpiScope): Instant | undefined {
  const systems = seen.ever ? [seen.system] : entitlements.systemsOf(entitlement)
  if (systems.length === 0) return undefined
  let since = Number.NEGATIVE_INFINITY
  for (const system of systems) {
    const first = firstComplete.get(system)
    if (first === undefined) return undefined
    since = Math.max(since, first)
  }
  return since
}

function latest(instants: readonly Instant[]): Instant | undefined {
  return instants.length === 0 ? undefined : Math.max(...instants)
}
