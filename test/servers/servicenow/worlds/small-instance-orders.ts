import type { House } from './create-house.ts'
import { dbStamp, idOf } from './row-values.ts'
import type { SmallInstancePeople } from './small-instance-people.ts'

/** Adds a catalogue and what was ordered from it to the small instance. */
export function addOrders(house: House, people: SmallInstancePeople): void {
  const { world } = house
  const { olga, max, ann, ben, lea, bot, owners } = people
  const production = house.item('Production access', [
    { name: 'user', text: 'For whom?', type: '8', reference: 'sys_user' },
    { name: 'role', text: 'Which access?', type: '5', choices: ['Admin', 'Deploy'] },
    { name: 'level', text: 'How much?', type: '5', choices: ['read', 'write', 'admin'] },
    { name: 'owner', text: 'Who answers for it?', type: '8', reference: 'sys_user' },
    { name: 'end_date', text: 'Until when?', type: '9' },
    { name: 'action', text: 'What shall be done?', type: '5', choices: ['Add', 'Remove'] },
    { name: 'reason', text: 'Why?', type: '2' },
  ])
  const several = house.item('Access to several systems', [{ name: 'reason', text: 'Why?', type: '2' }])
  house.multiRowSet(several, 'access_rows', [
    { name: 'user', text: 'For whom?', type: '8', reference: 'sys_user' },
    { name: 'role', text: 'Which access?', type: '5', choices: ['Deploy', 'Audit'] },
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
    variables: {
      ...asks,
      user: idOf(lea),
      role: 'Admin',
      level: 'read',
      end_date: '',
      action: 'Remove',
      reason: 'She has left',
    },
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
}
