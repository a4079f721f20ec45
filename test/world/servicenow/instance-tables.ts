import {
  choice,
  day,
  flag,
  integer,
  journal,
  moment,
  reference,
  shown,
  text,
} from '../../servers/servicenow/world/fields.ts'
import type { TableDefinition } from '../../servers/servicenow/world/table.ts'

const states = {
  '-5': 'Pending',
  '1': 'Open',
  '2': 'Work in Progress',
  '3': 'Closed Complete',
  '4': 'Closed Incomplete',
}
const approvals = {
  'not requested': 'Not Yet Requested',
  requested: 'Requested',
  approved: 'Approved',
  rejected: 'Rejected',
}

/**
 * The tables of the small world's instance, as the vendor ships them as far as access requests go, with one column of
 * its own: `u_gate_passed_at`, in which the gate leaves when a ticket passed it.
 */
export const instanceTables: readonly TableDefinition[] = [
  {
    name: 'sys_user',
    fields: [
      text('user_name'),
      shown('name'),
      text('email'),
      text('employee_number'),
      flag('active'),
      flag('locked_out'),
      reference('manager', 'sys_user'),
      choice('identity_type', { human: 'Human', machine: 'Machine', ai_agent: 'AI Agent' }),
      flag('web_service_access_only'),
      flag('internal_integration_user'),
    ],
  },
  {
    name: 'sys_user_group',
    fields: [shown('name'), reference('parent', 'sys_user_group'), reference('manager', 'sys_user'), flag('active')],
  },
  { name: 'sc_cat_item', fields: [shown('name'), flag('active')] },
  { name: 'item_option_new_set', fields: [shown('internal_name')] },
  {
    name: 'item_option_new',
    fields: [
      text('name'),
      shown('question_text'),
      text('type'),
      reference('cat_item', 'sc_cat_item'),
      reference('variable_set', 'item_option_new_set'),
    ],
  },
  {
    name: 'task',
    fields: [
      shown('number'),
      choice('state', { ...states, '7': 'Closed Skipped' }),
      flag('active'),
      choice('approval', approvals),
      text('short_description'),
      moment('opened_at'),
      reference('opened_by', 'sys_user'),
      moment('closed_at'),
      reference('closed_by', 'sys_user'),
      journal('comments'),
      journal('work_notes'),
    ],
  },
  {
    name: 'sc_request',
    extends: 'task',
    fields: [reference('requested_for', 'sys_user'), text('request_state')],
  },
  {
    name: 'sc_req_item',
    extends: 'task',
    fields: [
      reference('request', 'sc_request'),
      reference('cat_item', 'sc_cat_item'),
      reference('requested_for', 'sys_user'),
      text('stage'),
      moment('u_gate_passed_at'),
    ],
  },
  {
    name: 'sc_task',
    extends: 'task',
    fields: [reference('request_item', 'sc_req_item'), reference('request', 'sc_request')],
  },
  {
    name: 'change_request',
    extends: 'task',
    fields: [
      reference('requested_by', 'sys_user'),
      text('type'),
      text('category'),
      moment('start_date'),
      moment('end_date'),
    ],
  },
  { name: 'sc_item_option', fields: [text('value'), reference('item_option_new', 'item_option_new')] },
  {
    name: 'sc_item_option_mtom',
    fields: [reference('request_item', 'sc_req_item'), reference('sc_item_option', 'sc_item_option')],
  },
  {
    name: 'sc_multi_row_question_answer',
    fields: [
      text('parent_id'),
      text('row_index'),
      text('value'),
      reference('variable_set', 'item_option_new_set'),
      reference('item_option_new', 'item_option_new'),
    ],
  },
  {
    name: 'sysapproval_group',
    extends: 'task',
    fields: [reference('parent', 'task'), reference('assignment_group', 'sys_user_group')],
  },
  {
    name: 'sysapproval_approver',
    fields: [
      reference('sysapproval', 'task'),
      text('document_id'),
      text('source_table'),
      reference('approver', 'sys_user'),
      choice('state', approvals),
      reference('group', 'sysapproval_group'),
      journal('comments'),
      day('due_date'),
      integer('order'),
    ],
  },
]
