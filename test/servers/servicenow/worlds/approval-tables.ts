import { choice, journal, moment, reference, text } from '../world/fields.ts'
import type { TableDefinition } from '../world/table.ts'

/** The tables of approvals, and of what was changed after them. */
export const approvalTables: readonly TableDefinition[] = [
  {
    name: 'sysapproval_group',
    label: 'Group Approval',
    extends: 'task',
    numberPrefix: 'GAPRV',
    fields: [text('wait_for')],
  },
  {
    name: 'sysapproval_approver',
    label: 'Approval',
    fields: [
      reference('sysapproval', 'task'),
      text('document_id'),
      text('source_table'),
      reference('approver', 'sys_user'),
      choice('state', {
        'not requested': 'Not Yet Requested',
        requested: 'Requested',
        approved: 'Approved',
        rejected: 'Rejected',
        cancelled: 'Cancelled',
        not_required: 'No Longer Required',
        skipped: 'Skipped',
      }),
      reference('group', 'sysapproval_group'),
      moment('due_date'),
      { ...journal('comments'), label: 'Comments' },
    ],
  },
  {
    name: 'sys_audit',
    label: 'Sys Audit',
    fields: [
      text('tablename'),
      text('documentkey'),
      text('fieldname'),
      text('oldvalue'),
      text('newvalue'),
      text('user'),
      text('reason'),
    ],
  },
  {
    name: 'sys_audit_delete',
    label: 'Audit Deleted Record',
    fields: [text('tablename'), text('documentkey'), text('display_value'), text('deleted_by')],
  },
]
