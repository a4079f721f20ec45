import type { AccessRules, TableRule } from '../access/access-rules.ts'
import type { User } from '../access/user.ts'
import type { TransformMap } from '../api/transform-map.ts'
import type { OAuthClient } from '../oauth/oauth-client.ts'
import type { ServiceNowOptions } from '../start-servicenow.ts'
import { createHouse } from './create-house.ts'
import { dbStamp, idOf } from './row-values.ts'

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
    u_ticketbound_finding_import: { read: [writerRole], create: [writerRole], write: nobody, delete: nobody },
  },
}

const transformMaps: readonly TransformMap[] = [
  {
    name: 'Ticketbound findings',
    staging: 'u_ticketbound_finding_import',
    target: 'u_ticketbound_finding',
    coalesce: ['u_finding_key'],
  },
]

const oauthClients: readonly OAuthClient[] = [
  {
    id: 'ticketbound',
    secret: 'ticketbound',
    grants: ['client_credentials', 'refresh_token'],
    user: 'ticketbound.reader',
  },
]

const apiKeys = { 'ticketbound-key': 'ticketbound.reader' }

/** A small instance with a bit of everything: pass it to `startServiceNow`. A new one each time, always the same. */
export function smallInstance({ now }: { readonly now?: () => number } = {}) {
  const house = createHouse(now === undefined ? {} : { now })
  const { world } = house
  const admin = house.person('admin', { name: 'System Administrator' })
  const reader = house.person('ticketbound.reader', { identity_type: 'machine', web_service_access_only: 'true' })
  const writer = house.person('ticketbound.writer', { identity_type: 'machine', web_service_access_only: 'true' })
  const olga = house.person('olga.owner', { name: 'Olga Owner', employee_number: '1001' })
  const max = house.person('max.manager', { name: 'Max Manager', employee_number: '1002' })
  const ann = house.person('ann.ops', { name: 'Ann Ops', employee_number: '1003', manager: idOf(max) })
  const ben = house.person('ben.build', { name: 'Ben Build', employee_number: '1004', manager: idOf(max) })
  const lea = house.person('lea.left', { name: 'Lea Left', employee_number: '1005', active: 'false' })
  const bot = house.person('deploy.bot', { identity_type: 'machine', manager: idOf(ben) })
  const agent = house.person('triage.agent', { identity_type: 'ai_agent', manager: idOf(ann) })

  const owners = house.group('Access owners', [olga, max], { manager: idOf(olga) })
  const operators = house.group('Operators', [ann, ben, lea, bot])
  const itil = house.role('itil', { description: 'Works on tickets' })
  const approver = house.role('approver_user')
  const readerHas = house.role(readerRole)
  const writerHas = house.role(writerRole)
  world.insert('sys_user_role_contains', { role: idOf(writerHas), contains: idOf(readerHas) })
  house.grantToGroup(operators, itil, '2026-01-05T08:00:00Z')
  house.grantToGroup(owners, approver, '2026-01-05T08:00:00Z')
  house.grant(ann, approver, '2026-01-12T08:00:00Z')
  house.grant(agent, itil, '2026-02-02T08:00:00Z')
  house.grant(admin, house.role('admin'))
  house.grant(reader, readerHas)
  house.grant(writer, writerHas)
  const delegation = { starts: dbStamp('2026-02-01T00:00:00Z'), ends: dbStamp('2026-04-01T00:00:00Z') }
  world.insert('sys_user_delegate', { user: idOf(olga), delegate: idOf(max), approvals: 'true', ...delegation })

  const production = house.item('Production access', [
    { name: 'user', text: 'For whom?', type: '8', reference: 'sys_user' },
    { name: 'role', text: 'Which access?', type: '5' },
    { name: 'level', text: 'How much?', type: '5' },
    { name: 'owner', text: 'Who answers for it?', type: '8', reference: 'sys_user' },
    { name: 'end_date', text: 'Until when?', type: '9' },
    { name: 'action', text: 'What shall be done?', type: '5' },
    { name: 'reason', text: 'Why?', type: '2' },
  ])
  const several = house.item('Access to several systems', [{ name: 'reason', text: 'Why?', type: '2' }])
  house.multiRowSet(several, 'access_rows', [
    { name: 'user', text: 'For whom?', type: '8', reference: 'sys_user' },
    { name: 'role', text: 'Which access?', type: '5' },
  ])
  const laptop = house.item('Laptop', [{ name: 'model', text: 'Which model?', type: '5' }])

  const asks = { owner: idOf(olga), action: 'Add', reason: 'Needed for daily work' }
  house.order({
    item: production,
    requestedFor: ann,
    openedAt: '2026-02-02T08:00:00Z',
    closedAt: '2026-02-03T09:00:00Z',
    variables: { ...asks, user: idOf(ann), role: 'Admin', level: 'write', end_date: '2026-08-01' },
    approvals: [{ approver: olga, at: '2026-02-02T12:00:00Z' }],
  })
  house.order({
    item: production,
    requestedFor: bot,
    openedBy: ben,
    openedAt: '2026-02-04T08:00:00Z',
    closedAt: '2026-02-05T09:00:00Z',
    variables: { ...asks, user: idOf(bot), role: 'Deploy', level: 'read', end_date: '2026-05-01' },
    approvals: [
      { approver: olga, state: 'approved', at: '2026-02-04T12:00:00Z', group: owners },
      { approver: max, state: 'not_required', at: '2026-02-04T12:00:00Z', group: owners },
    ],
  })
  house.order({
    item: production,
    requestedFor: lea,
    openedBy: max,
    openedAt: '2026-02-10T08:00:00Z',
    closedAt: '2026-02-10T15:00:00Z',
    variables: { ...asks, user: idOf(lea), role: 'Admin', level: 'read', action: 'Remove', reason: 'She has left' },
  })
  house.order({
    item: production,
    requestedFor: ben,
    openedAt: '2026-02-20T08:00:00Z',
    closedAt: '2026-02-21T08:00:00Z',
    state: '4',
    variables: { ...asks, user: idOf(ben), role: 'Admin', level: 'admin', end_date: '2026-03-20' },
    approvals: [{ approver: olga, state: 'rejected', at: '2026-02-20T18:00:00Z' }],
  })
  house.order({
    item: production,
    requestedFor: ben,
    openedAt: '2026-02-27T08:00:00Z',
    variables: { ...asks, user: idOf(ben), role: 'Deploy', level: 'read', end_date: '2026-04-01' },
    approvals: [{ approver: olga, state: 'requested', at: '2026-02-27T08:00:00Z' }],
  })
  house.order({
    item: several,
    requestedFor: ann,
    openedAt: '2026-02-11T08:00:00Z',
    closedAt: '2026-02-12T08:00:00Z',
    variables: { reason: 'A new team' },
    rows: {
      access_rows: [
        { user: idOf(ann), role: 'Deploy' },
        { user: idOf(ben), role: 'Audit' },
      ],
    },
    approvals: [{ approver: max, at: '2026-02-11T16:00:00Z' }],
  })
  house.order({
    item: laptop,
    requestedFor: ben,
    openedAt: '2026-02-13T08:00:00Z',
    closedAt: '2026-02-16T08:00:00Z',
    variables: { model: 'Light' },
  })
  house.change(
    {
      state: '3',
      type: 'normal',
      active: 'false',
      approval: 'approved',
      short_description: 'Access for the release',
      requested_by: idOf(ben),
      opened_by: idOf(ben),
      opened_at: dbStamp('2026-02-17T08:00:00Z'),
      sys_created_on: dbStamp('2026-02-17T08:00:00Z'),
      closed_at: dbStamp('2026-02-18T20:00:00Z'),
      start_date: dbStamp('2026-02-18T18:00:00Z'),
      end_date: dbStamp('2026-02-18T20:00:00Z'),
    },
    [{ approver: max, at: '2026-02-17T12:00:00Z' }],
  )
  world.insert('incident', {
    state: '2',
    incident_state: '2',
    priority: '3',
    short_description: 'The build is slow',
    caller_id: idOf(ann),
    opened_by: idOf(ann),
  })

  const users: readonly User[] = [
    { name: 'admin', password: 'admin', roles: ['admin'], sysId: idOf(admin) },
    { name: 'ticketbound.reader', password: 'reader', roles: [readerRole], sysId: idOf(reader) },
    { name: 'ticketbound.writer', password: 'writer', roles: [writerRole], sysId: idOf(writer) },
  ]
  return { world, users, rules: smallInstanceRules, transformMaps, oauthClients, apiKeys } satisfies ServiceNowOptions
}
