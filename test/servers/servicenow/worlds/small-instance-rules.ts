import type { AccessRules, TableRule } from '../access/access-rules.ts'

/** The role that reads what Ticketbound reads. */
export const readerRole = 'x_ticketbound.reader'

/** The role that writes what Ticketbound writes. */
export const writerRole = 'x_ticketbound.writer'

/** What the reader may read, and no more. */
export const readTables = [
  'sc_request',
  'sc_req_item',
  'sc_task',
  'sc_cat_item',
  'sc_item_option',
  'sc_item_option_mtom',
  'item_option_new',
  'item_option_new_set',
  'io_set_item',
  'question_choice',
  'sc_multi_row_question_answer',
  'sysapproval_approver',
  'sysapproval_group',
  'change_request',
  'sys_user',
  'sys_user_group',
  'sys_user_grmember',
  'sys_user_role',
  'sys_user_role_contains',
  'sys_user_has_role',
  'sys_group_has_role',
  'sys_user_delegate',
  'sys_choice',
] as const

const nobody = ['admin']
const read: TableRule = { read: [readerRole, writerRole], create: nobody, write: nobody, delete: nobody }

/** The access rules of an instance that was prepared for Ticketbound. */
export const smallInstanceRules: AccessRules = {
  tables: {
    ...Object.fromEntries(readTables.map((table) => [table, read])),
    sc_req_item: {
      ...read,
      write: [writerRole],
      fields: { '*': { write: nobody }, work_notes: { write: [writerRole] } },
    },
    sc_task: { ...read, create: [writerRole] },
    sys_journal_field: read,
    u_ticketbound_finding: {
      read: [readerRole, writerRole],
      create: [writerRole],
      write: [writerRole],
      delete: nobody,
    },
    u_ticketbound_import: { read: [writerRole], create: [writerRole], write: nobody, delete: nobody },
  },
}
