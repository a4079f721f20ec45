import type { RequestState } from '@ticketbound/core'
import type { StateTable } from './servicenow-map.ts'

/**
 * What states mean as the vendor ships them. The same number means something else in another table: 4 is an incomplete
 * item and a cancelled change.
 *
 * @see https://www.servicenow.com/docs/r/servicenow-platform/service-catalog/state-closure-request.html
 */
export const vendorStates: Readonly<Record<StateTable, Readonly<Record<string, RequestState>>>> = {
  sc_req_item: { '3': 'closed-complete', '4': 'closed-incomplete', '7': 'cancelled', '*': 'open' },
  sc_task: { '3': 'closed-complete', '4': 'closed-incomplete', '7': 'cancelled', '*': 'open' },
  change_request: { '3': 'closed-complete', '4': 'cancelled', '*': 'open' },
}

/** The states of items, tasks and changes that the vendor ships and that are no closings. */
export const vendorOpenStates: Readonly<Record<StateTable, readonly string[]>> = {
  sc_req_item: ['-5', '1', '2'],
  sc_task: ['-5', '1', '2'],
  change_request: ['-5', '-4', '-3', '-2', '-1', '0'],
}

/** What states of an approver's row decide, as the vendor ships them. */
export const vendorApprovals: Readonly<Record<string, 'approved' | 'rejected'>> = {
  approved: 'approved',
  rejected: 'rejected',
}

/**
 * The states of an approver's row by which nobody decided: it was asked for, or it is no longer waited for. Mapping one
 * of them to an approval would make evidence of nothing.
 *
 * @see https://www.servicenow.com/docs/r/build-workflows/workflow-studio/ask-approval-flow-designer.html
 */
export const undecidedStates: readonly string[] = [
  'not requested',
  'not_requested',
  'requested',
  'not_required',
  'cancelled',
  'skipped',
  'duplicate',
]
