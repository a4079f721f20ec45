import { choice, flag, integer, journal, moment, reference, shown, text } from '../world/fields.ts'
import type { TableDefinition } from '../world/table.ts'

const approval = choice('approval', {
  'not requested': 'Not Yet Requested',
  requested: 'Requested',
  approved: 'Approved',
  rejected: 'Rejected',
  cancelled: 'Cancelled',
  not_required: 'Not Required',
  skipped: 'Skipped',
})

const taskStates = {
  '-5': 'Pending',
  1: 'Open',
  2: 'Work in Progress',
  3: 'Closed Complete',
  4: 'Closed Incomplete',
  7: 'Closed Skipped',
}

/** What extends a task has choices of its own for the state, though they be the same. */
const state = choice('state', taskStates)

/** The tables of work: what is asked for, what is done about it, and changes. */
export const taskTables: readonly TableDefinition[] = [
  {
    name: 'task',
    label: 'Task',
    numberPrefix: 'TASK',
    fields: [
      shown('number'),
      reference('parent', 'task'),
      text('short_description'),
      text('description'),
      state,
      approval,
      flag('active'),
      integer('priority'),
      moment('opened_at'),
      reference('opened_by', 'sys_user'),
      moment('closed_at'),
      reference('closed_by', 'sys_user'),
      text('close_notes'),
      reference('assigned_to', 'sys_user'),
      reference('assignment_group', 'sys_user_group'),
      moment('due_date'),
      text('correlation_id'),
      text('correlation_display'),
      { ...journal('work_notes'), label: 'Work notes' },
      { ...journal('comments'), label: 'Additional comments' },
    ],
  },
  {
    name: 'sc_request',
    label: 'Request',
    extends: 'task',
    numberPrefix: 'REQ',
    fields: [
      reference('requested_for', 'sys_user'),
      choice('request_state', {
        requested: 'Pending Approval',
        in_process: 'Approved',
        closed_complete: 'Closed Complete',
        closed_incomplete: 'Closed Incomplete',
        closed_cancelled: 'Closed Cancelled',
        closed_rejected: 'Closed Rejected',
      }),
      text('stage'),
    ],
  },
  {
    name: 'sc_req_item',
    label: 'Requested Item',
    extends: 'task',
    numberPrefix: 'RITM',
    fields: [
      state,
      reference('request', 'sc_request'),
      reference('cat_item', 'sc_cat_item'),
      reference('requested_for', 'sys_user'),
      text('stage'),
      integer('quantity'),
    ],
  },
  {
    name: 'sc_task',
    label: 'Catalog Task',
    extends: 'task',
    numberPrefix: 'SCTASK',
    fields: [state, reference('request', 'sc_request'), reference('request_item', 'sc_req_item')],
  },
  {
    name: 'change_request',
    label: 'Change Request',
    extends: 'task',
    numberPrefix: 'CHG',
    fields: [
      choice('state', {
        '-5': 'New',
        '-4': 'Assess',
        '-3': 'Authorize',
        '-2': 'Scheduled',
        '-1': 'Implement',
        0: 'Review',
        3: 'Closed',
        4: 'Canceled',
      }),
      choice('type', { standard: 'Standard', normal: 'Normal', emergency: 'Emergency' }),
      reference('requested_by', 'sys_user'),
      moment('start_date'),
      moment('end_date'),
    ],
  },
  {
    name: 'incident',
    label: 'Incident',
    extends: 'task',
    numberPrefix: 'INC',
    fields: [
      choice('state', { 1: 'New', 2: 'In Progress', 3: 'On Hold', 6: 'Resolved', 7: 'Closed', 8: 'Canceled' }),
      choice('incident_state', { 1: 'New', 2: 'In Progress', 3: 'On Hold', 6: 'Resolved', 7: 'Closed', 8: 'Canceled' }),
      reference('caller_id', 'sys_user'),
    ],
  },
]
