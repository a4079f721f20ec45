import * as v from 'valibot'
import type { NeededFor, TableSpec } from './table-spec.ts'

// The fields are those of the base system. Sources: the vendor's documentation (ServiceNow/ServiceNowDocs) for the
// catalogue, approvals, users and roles; for columns that it does not list, the dictionaries that public clients carry.

/** Every record has these, and no ACL of the base system hides them from a reader of the record. */
const record = ['sys_id', 'sys_created_on', 'sys_updated_on'] as const

const task = [
  ...record,
  'sys_created_by',
  'number',
  'state',
  'active',
  'approval',
  'opened_at',
  'opened_by',
  'closed_at',
]

/** The question that an answer belongs to, from the row that holds the answer. */
const question = (path: string) => ['name', 'question_text', 'type'].map((field) => `${path}.${field}`)

const answer = [
  'sc_item_option.sys_id',
  'sc_item_option.value',
  'sc_item_option.sys_created_on',
  'sc_item_option.sys_updated_on',
]

const requests: readonly NeededFor[] = ['requests']
const people: readonly NeededFor[] = ['people']
const access: readonly NeededFor[] = ['access']
const everything: readonly NeededFor[] = ['requests', 'people', 'access']

/**
 * Every table that is read, with only the fields that are read.
 *
 * @see https://www.servicenow.com/docs/r/api-reference/rest-apis/c_TableAPI.html
 */
export const tableSpecs: readonly TableSpec[] = [
  {
    table: 'sc_req_item',
    fields: [...task, 'request', 'cat_item', 'requested_for', 'closed_by', 'stage', 'short_description'],
    required: ['sys_id', 'number', 'state', 'active', 'opened_at', 'opened_by', 'request', 'cat_item'],
    parents: ['request'],
    filter: 'cat_item',
    neededFor: requests,
  },
  {
    table: 'sc_request',
    fields: [...task, 'request_state', 'requested_for'],
    required: ['sys_id', 'number', 'requested_for'],
    neededFor: requests,
  },
  {
    table: 'sc_task',
    fields: [...task, 'request_item', 'request_item.cat_item', 'short_description'],
    required: ['sys_id', 'request_item', 'state', 'active', 'closed_at'],
    parents: ['request_item'],
    filter: 'request_item.cat_item',
    neededFor: requests,
  },
  {
    // Answers cannot be asked for through the ticket; this link is how the vendor says to reach them.
    table: 'sc_item_option_mtom',
    fields: [
      ...record,
      'request_item',
      'request_item.cat_item',
      ...answer,
      ...question('sc_item_option.item_option_new'),
    ],
    required: ['sys_id', 'request_item', 'sc_item_option.sys_id', 'sc_item_option.item_option_new.name'],
    parents: ['request_item', 'sc_item_option.sys_id'],
    filter: 'request_item.cat_item',
    neededFor: requests,
  },
  {
    // An edit changes the answer and neither the link nor the ticket, so increments must look here too.
    table: 'sc_item_option',
    fields: [...record, 'value'],
    required: ['sys_id', 'sys_updated_on'],
    neededFor: requests,
  },
  {
    table: 'sc_multi_row_question_answer',
    fields: [
      ...record,
      'parent_id',
      'row_index',
      'value',
      'variable_set.internal_name',
      ...question('item_option_new'),
    ],
    required: ['sys_id', 'parent_id', 'row_index', 'variable_set.internal_name', 'item_option_new.name'],
    parents: ['parent_id'],
    neededFor: requests,
  },
  {
    table: 'sysapproval_approver',
    fields: [
      ...record,
      'sys_updated_by',
      'sysapproval',
      'sysapproval.sys_class_name',
      'document_id',
      'source_table',
      'approver',
      'state',
      'group',
    ],
    required: ['sys_id', 'sys_updated_on', 'sys_updated_by', 'sysapproval', 'approver', 'state', 'group'],
    parents: ['sysapproval', 'document_id'],
    filter: 'sysapproval.sys_class_name',
    neededFor: requests,
  },
  {
    // `group` of an approver's row leads here, and only from here to the group itself.
    table: 'sysapproval_group',
    fields: [...record, 'parent', 'assignment_group', 'approval'],
    required: ['sys_id', 'parent', 'assignment_group'],
    parents: ['parent'],
    neededFor: requests,
  },
  {
    table: 'change_request',
    fields: [...task, 'requested_by', 'type', 'category', 'short_description', 'start_date', 'end_date'],
    required: ['sys_id', 'number', 'state', 'active', 'opened_at', 'opened_by'],
    neededFor: requests,
    optional: true,
  },
  {
    table: 'sc_cat_item',
    fields: [...record, 'name', 'active'],
    required: ['sys_id', 'name'],
    neededFor: requests,
  },
  {
    table: 'sys_choice',
    fields: [...record, 'name', 'element', 'value', 'label', 'inactive'],
    required: ['sys_id', 'name', 'element', 'value'],
    filter: 'name',
    neededFor: requests,
    optional: true,
  },
  {
    table: 'sys_user',
    fields: [
      ...record,
      'user_name',
      'email',
      'employee_number',
      'active',
      'locked_out',
      'manager',
      'identity_type',
      'web_service_access_only',
      'internal_integration_user',
    ],
    required: ['sys_id', 'user_name', 'active'],
    neededFor: everything,
  },
  {
    table: 'sys_user_group',
    fields: [...record, 'name', 'parent', 'manager', 'active'],
    required: ['sys_id', 'name'],
    neededFor: everything,
  },
  {
    table: 'sys_user_grmember',
    fields: [...record, 'user', 'group'],
    required: ['sys_id', 'user', 'group'],
    parents: ['user', 'group'],
    neededFor: ['people', 'access'],
  },
  {
    // Role Management V2 keeps one row for a user and a role and no longer fills in what a role was granted through.
    table: 'sys_user_has_role',
    fields: [...record, 'user', 'role', 'inherited', 'state', 'granted_by', 'included_in_role'],
    required: ['sys_id', 'user', 'role', 'inherited'],
    parents: ['user'],
    neededFor: ['people', 'access'],
  },
  {
    table: 'sys_group_has_role',
    fields: [...record, 'group', 'role', 'inherits'],
    required: ['sys_id', 'group', 'role'],
    parents: ['group'],
    neededFor: access,
  },
  {
    table: 'sys_user_role',
    fields: [...record, 'name'],
    required: ['sys_id', 'name'],
    neededFor: ['people', 'access'],
  },
  {
    table: 'sys_user_role_contains',
    fields: [...record, 'role', 'contains'],
    required: ['sys_id', 'role', 'contains'],
    parents: ['role'],
    neededFor: access,
    optional: true,
  },
  {
    table: 'sys_user_delegate',
    fields: [...record, 'user', 'delegate', 'starts', 'ends', 'approvals'],
    required: ['sys_id', 'user', 'delegate', 'starts', 'ends', 'approvals'],
    parents: ['user'],
    neededFor: people,
    optional: true,
  },
]

/** The shape of a row of a table: text in every field, and every field that must be there. More fields do no harm. */
export function rowShapeOf({ fields, required }: TableSpec) {
  const entries = Object.fromEntries(
    fields.map((field) => [field, required.includes(field) ? v.string() : v.optional(v.string())] as const),
  )
  return v.objectWithRest(entries, v.string())
}

/** What is read of a table. Throws for one that is not read at all. */
export function specOf(table: string): TableSpec {
  const spec = tableSpecs.find((one) => one.table === table)
  if (spec === undefined) throw new RangeError(`table ${table} is not read`)
  return spec
}

/** Tables whose records belong to one ticket, tickets among them; of all others a ticket only takes names. */
export const partsOfTickets: ReadonlySet<string> = new Set([
  'sc_req_item',
  'sc_request',
  'sc_task',
  'sc_item_option_mtom',
  'sc_item_option',
  'sc_multi_row_question_answer',
  'sysapproval_approver',
  'sysapproval_group',
  'change_request',
])
