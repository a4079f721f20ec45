import type { Approval, FieldChange, GatePassage, RequestLine } from '../model/request.ts'
import type { Draft } from './draft.ts'
import { given } from './given.ts'
import { itemKey } from './item-key.ts'
import {
  approvalFields,
  approvalHows,
  changeFields,
  decisions,
  gateFields,
  requestFields,
  requestKinds,
  requestStates,
} from './request-shape.ts'
import type { RowTaker } from './row-taker.ts'

const noApprovals: readonly Approval[] = []

/** What stands for an entitlement that was given and could not be read; one left out is empty. */
const unread = '\u0000'

/**
 * Takes one request row, with its fields always in the same order and only those present. Where `taker.failed`, what
 * could not be taken is such that no rule about two fields speaks of it.
 */
export function takeRequest(taker: RowTaker, input: unknown, source: string): RequestLine {
  const row = taker.row(input, requestFields)
  const principal = taker.id(row.principal)
  const entitlement = given(row.entitlement) ? taker.id(row.entitlement) || unread : ''
  const line: Draft<RequestLine> = {
    source: given(row.source) ? taker.id(row.source) : source,
    number: taker.id(row.number),
    item: given(row.item) ? taker.id(row.item) : itemKey(principal, entitlement),
    kind: taker.one(row.kind, requestKinds, 'none'),
    principal,
    entitlement,
    openedAt: taker.instant(row.openedAt),
    state: taker.one(row.state, requestStates, 'open'),
    approvals: given(row.approvals) ? taker.list(row.approvals, takeApproval) : noApprovals,
  }
  if (given(row.level)) line.level = taker.id(row.level)
  if (given(row.owner)) line.owner = taker.id(row.owner)
  if (given(row.requester)) line.requester = taker.id(row.requester)
  if (given(row.fulfilledAt)) line.fulfilledAt = taker.instant(row.fulfilledAt)
  if (given(row.closedAt)) line.closedAt = taker.instant(row.closedAt)
  if (given(row.reopenedAt)) line.reopenedAt = taker.instant(row.reopenedAt)
  if (given(row.expiresAt)) line.expiresAt = taker.end(row.expiresAt)
  if (given(row.justification)) line.justification = taker.words(row.justification)
  if (given(row.changes)) line.changes = taker.list(row.changes, takeChange)
  if (given(row.exception)) line.exception = taker.id(row.exception)
  if (given(row.gate)) line.gate = takeGate(taker, row.gate)
  return line
}

function takeApproval(taker: RowTaker, input: unknown): Approval {
  const row = taker.row(input, approvalFields)
  const approval: Draft<Approval> = {
    approver: taker.id(row.approver),
    decision: taker.one(row.decision, decisions, 'rejected'),
    decidedAt: taker.instant(row.decidedAt),
    how: taker.one(row.how, approvalHows, 'informal'),
  }
  if (given(row.id)) approval.id = taker.id(row.id)
  if (given(row.for)) approval.group = taker.id(row.for)
  if (given(row.onBehalfOf)) approval.onBehalfOf = taker.id(row.onBehalfOf)
  if (given(row.seal)) approval.seal = taker.words(row.seal)
  return approval
}

function takeChange(taker: RowTaker, input: unknown): FieldChange {
  const row = taker.row(input, changeFields)
  return { at: taker.instant(row.at), field: taker.id(row.field) }
}

function takeGate(taker: RowTaker, input: unknown): GatePassage {
  const row = taker.row(input, gateFields)
  return { passedAt: taker.instant(row.passedAt), verdict: taker.someWords(row.verdict) }
}
