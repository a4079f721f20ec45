import * as v from 'valibot'
import type { Approval, ApprovalHow, RequestKind, RequestState } from '../model/request.ts'
import { exactObject, fieldNames } from './exact-object.ts'
import { EndText, IdText, InstantText, listOf, SomeWords, Words } from './leaf-shapes.ts'

/** Every kind of request. */
export const requestKinds = ['provision', 'change', 'deprovision', 'none'] as const satisfies readonly RequestKind[]

/** Every state of a request line. */
export const requestStates = [
  'open',
  'closed-complete',
  'closed-incomplete',
  'cancelled',
] as const satisfies readonly RequestState[]

/** Every decision an approver can take. */
export const decisions = ['approved', 'rejected', 'withdrawn'] as const satisfies readonly Approval['decision'][]

/** Every way in which a decision can be recorded. */
export const approvalHows = ['sealed', 'native', 'informal'] as const satisfies readonly ApprovalHow[]

const approvalEntries = {
  id: v.nullish(IdText),
  approver: IdText,
  for: v.nullish(IdText),
  onBehalfOf: v.nullish(IdText),
  decision: v.picklist(decisions),
  decidedAt: InstantText,
  how: v.picklist(approvalHows),
  seal: v.nullish(Words),
}

const changeEntries = { at: InstantText, field: IdText }

const gateEntries = { passedAt: InstantText, verdict: SomeWords }

const entries = {
  number: IdText,
  source: v.nullish(IdText),
  item: v.nullish(IdText),
  kind: v.picklist(requestKinds),
  principal: IdText,
  // Required unless the kind is `none`, which the shape of one field cannot say.
  entitlement: v.nullish(IdText),
  level: v.nullish(IdText),
  owner: v.nullish(IdText),
  requester: v.nullish(IdText),
  openedAt: InstantText,
  fulfilledAt: v.nullish(InstantText),
  closedAt: v.nullish(InstantText),
  reopenedAt: v.nullish(InstantText),
  state: v.picklist(requestStates),
  expiresAt: v.nullish(EndText),
  justification: v.nullish(Words),
  changes: v.nullish(listOf(exactObject(changeEntries))),
  exception: v.nullish(IdText),
  gate: v.nullish(exactObject(gateEntries)),
  approvals: v.nullish(listOf(exactObject(approvalEntries))),
}

/** One row of `requests.ndjson`. */
export const RequestRow = exactObject(entries)

/** The fields of a request row. */
export const requestFields = fieldNames(entries)

/** The fields of one approval in a request row. */
export const approvalFields = fieldNames(approvalEntries)

/** The fields of one change in a request row. */
export const changeFields = fieldNames(changeEntries)

/** The fields of the gate's record in a request row. */
export const gateFields = fieldNames(gateEntries)
