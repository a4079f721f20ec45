import { choice, flag, moment, reference, shown, text } from '../world/fields.ts'
import type { TableDefinition } from '../world/table.ts'

/** The tables of people, their groups and their roles. */
export const peopleTables: readonly TableDefinition[] = [
  {
    name: 'sys_user',
    label: 'User',
    fields: [
      text('user_name'),
      shown('name'),
      text('first_name'),
      text('last_name'),
      text('email'),
      text('employee_number'),
      text('title'),
      flag('active'),
      flag('locked_out'),
      flag('web_service_access_only'),
      flag('internal_integration_user'),
      reference('manager', 'sys_user'),
      choice('identity_type', { human: 'Human', machine: 'Machine', ai_agent: 'AI agent' }),
      text('time_zone'),
      moment('last_login_time'),
    ],
  },
  {
    name: 'sys_user_group',
    label: 'Group',
    fields: [
      shown('name'),
      text('description'),
      flag('active'),
      reference('manager', 'sys_user'),
      reference('parent', 'sys_user_group'),
    ],
  },
  {
    name: 'sys_user_grmember',
    label: 'Group Member',
    fields: [reference('user', 'sys_user'), reference('group', 'sys_user_group')],
  },
  { name: 'sys_user_role', label: 'Role', fields: [shown('name'), text('description'), flag('grantable')] },
  {
    name: 'sys_user_role_contains',
    label: 'Contained Role',
    fields: [reference('role', 'sys_user_role'), reference('contains', 'sys_user_role')],
  },
  {
    name: 'sys_user_has_role',
    label: 'User Role',
    fields: [
      reference('user', 'sys_user'),
      reference('role', 'sys_user_role'),
      flag('inherited'),
      reference('granted_by', 'sys_user_group'),
      reference('included_in_role', 'sys_user_role'),
      choice('state', { active: 'Active', pending: 'Pending' }),
    ],
  },
  {
    name: 'sys_group_has_role',
    label: 'Group Role',
    fields: [reference('group', 'sys_user_group'), reference('role', 'sys_user_role'), flag('inherits')],
  },
  {
    name: 'sys_user_delegate',
    label: 'Delegate',
    fields: [
      reference('user', 'sys_user'),
      reference('delegate', 'sys_user'),
      moment('starts'),
      moment('ends'),
      flag('approvals'),
    ],
  },
]
