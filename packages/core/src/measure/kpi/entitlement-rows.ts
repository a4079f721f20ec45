import type { EntitlementFindings, FindingCounter } from './count-findings.ts'
import type { EntitlementRequests, RequestCounter } from './count-requests.ts'
import { waitFigure } from './figure.ts'
import { noWaits } from './kaplan-meier.ts'

/** How fast one entitlement is approved, beside the ways around it: slow queues breed shadow access. */
export interface EntitlementRow {
  readonly entitlement: string
  readonly decided: number
  readonly undecided: number
  /** Hours that nine of ten requests do not wait longer, by Kaplan–Meier; null where `reason` says why not. */
  readonly approvalWaitP90: number | null
  readonly reason?: string
  /** Accesses without a ticket that nights of the period found first. */
  readonly withoutTicket: number
  /** Approvals given in words only. */
  readonly informal: number
  /** Requests for what an older open one already asked for, found first in the period. */
  readonly duplicates: number
}

/** One row for each entitlement with anything to show: the slowest first, then those of which it cannot be told. */
export function entitlementRows(requests: RequestCounter, found: FindingCounter): readonly EntitlementRow[] {
  const [asked, differing] = [requests.byEntitlement(), found.byEntitlement()]
  const ids = new Set([...asked.keys(), ...differing.keys()])
  return [...ids].map((id) => toRow(id, asked.get(id), differing.get(id))).sort(slowestFirst)
}

function toRow(
  entitlement: string,
  { waits, informal }: EntitlementRequests = { waits: noWaits(), informal: 0 },
  { withoutTicket, duplicates }: EntitlementFindings = { withoutTicket: 0, duplicates: 0 },
): EntitlementRow {
  const { value, reason } = waitFigure(waits, 0.9)
  return {
    entitlement,
    decided: waits.over.length,
    undecided: waits.open.length,
    approvalWaitP90: value,
    ...(reason !== undefined && { reason }),
    withoutTicket,
    informal,
    duplicates,
  }
}

function slowestFirst(a: EntitlementRow, b: EntitlementRow): number {
  const byWait = (b.approvalWaitP90 ?? -1) - (a.approvalWaitP90 ?? -1)
  return byWait || b.withoutTicket - a.withoutTicket || (a.entitlement < b.entitlement ? -1 : 1)
}
